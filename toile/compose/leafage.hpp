#pragma once
/// Leaves that grow from under a flower.

#include "toile/compose/stage.hpp"

namespace toile::compose {

struct LeafageRule {
  int most = 5;         ///< leaves to a flower
  double gap_cm = 0.1;  ///< to all but its own flower
  double under = 0.3;   ///< how far from the flower's middle leaves begin, of the flower's size
  double largest = 1, smallest = 0.6;
  int layer = -1;  ///< below the flowers
};

/// Lays leaves around the flower that lies so, as many as find room, and takes the room.
void leafage(Stage& stage, const std::vector<Actor>& leaves, const Silhouette& flower, double flower_cm,
             const Pose& pose, const LeafageRule& rule, Random& random);

}  // namespace toile::compose
