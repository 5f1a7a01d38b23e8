#pragma once
/// What skins grow on: the lie of the hair, places for spots, a hand that wavers. All in tiles, on the torus.

#include <vector>

#include "toile/weave/contour.hpp"
#include "toile/weave/sheet.hpp"
#include "toile/weave/torus_noise.hpp"

namespace toile::weave {

constexpr int kSkinFine = 384;  ///< heights a tile, in which edges waver

struct Place {
  double x = 0, y = 0, size = 1;
  double along_x = 1, along_y = 0;  ///< which way the hair lies here
};

/// The shorter way on the torus.
inline double apart(double d) {
  return d - std::round(d);
}

/// Which way the hair lies, in radians, by the measures `turn`, `bend` and `bends`.
class Flow {
 public:
  Flow(const Sheet& s, std::uint64_t seed)
      : noise_(s.count("bends", 2), seed), turn_(s.measure("turn", 0)), bend_(s.measure("bend", 0.5)) {}
  double at(double x, double y) const {
    return turn_ + bend_ * noise_.at(static_cast<float>(x), static_cast<float>(y));
  }

 private:
  TorusNoise noise_;
  double turn_, bend_;
};

/// Places that keep their distance, the large ones first (best of several candidates: Mitchell, 1991), then pushed
/// apart. `stretch`: distances along the hair count so much less, when they are pushed: what is chosen among candidates
/// must not hang on measures, or a small step would scatter all anew.
class Scattered {
 public:
  Scattered(const Flow& flow, double stretch, std::uint64_t seed) : flow_(flow), stretch_(stretch), dice_(seed) {}

  void add(int count, double size, double spread);
  /// Until none overlaps another by much.
  void push_apart(double gap);
  const std::vector<Place>& places() const { return places_; }

 private:
  Place laid(double x, double y, double size) const;
  double squared_distance(const Place& a, const Place& b) const;

  const Flow& flow_;
  double stretch_;
  Dice dice_;
  std::vector<Place> places_;
};

/// Where the hand meant to be, beside where it is.
struct Hand {
  Heights right{kSkinFine}, down{kSkinFine};

  /// It changes its mind `cells` times a tile, and three times as often a little.
  Hand(int cells, double strength, std::uint64_t seed);
};

}  // namespace toile::weave
