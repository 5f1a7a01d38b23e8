#pragma once
/// Putting actors where there is room: large ones spread evenly, then smaller ones into the largest holes.

#include "toile/compose/stage.hpp"

namespace toile::compose {

/// Who was laid, and how.
struct Spot {
  std::size_t actor = 0;
  Pose pose;
};

struct SpreadRule {
  int count = 8;
  Way way = Way::any;
  double gap_cm = 0.3;                 ///< least distance to what lies
  double largest = 1, smallest = 0.7;  ///< scales of an actor's own size
  int layer = 0;
};

/// Lays `rule.count` actors far from each other: places relaxed as Lloyd does, half way, so that they are even and yet
/// in no line; at each the actor, the turn and the small move that leave the most room. Who doesn't fit stays away.
std::vector<Spot> spread(Stage& stage, const std::vector<Actor>& actors, const SpreadRule& rule, Random& random);

struct FillRule {
  Way way = Way::any;
  double gap_cm = 0.2;
  double largest = 1, smallest = 0.6;
  int most = 4000;
  int layer = 0;
};

/// Lays actors into the largest holes, one after the other, each as large as fits, until nothing fits any more. Of the
/// actors that one comes next whose like is farthest.
std::vector<Spot> fill(Stage& stage, const std::vector<Actor>& actors, const FillRule& rule, Random& random);

}  // namespace toile::compose
