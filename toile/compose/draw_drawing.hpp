#pragma once
/// `Drawing`: a motif while it is drawn, in centimetres, in the manner of a hand.

#include "toile/compose/draw_blade.hpp"
#include "toile/compose/draw_hand.hpp"
#include "toile/compose/motif.hpp"

namespace toile::compose::draw {

/// Where and how large a part is drawn: turned, mirrored, squashed across (a blossom seen from the side).
struct Pose {
  V at;
  double turn = 0;               ///< radians
  double along = 1, across = 1;  ///< scales before turning; a negative one mirrors
};

/// A pose, or several within each other, as one map: `x` and `y` are where the unit vectors go.
struct Affine {
  V at, x{1, 0}, y{0, 1};
  V turned(V p) const { return x * p.x + y * p.y; }
  V operator()(V p) const { return at + turned(p); }
};

class Drawing {
 public:
  Drawing(const Hand& hand, std::uint64_t seed) : hand_(hand), rng_(derive_seed(seed, 77)) {}

  const Hand& hand() const { return hand_; }
  /// What is drawn until the next `leave` is drawn in `pose` (within the pose that held before).
  void enter(const Pose& pose);
  void leave() { places_.pop_back(); }

  /// Ink within outlines, as they are.
  void ink(Role role, const Outline& outline) { ink(role, std::vector<Outline>{outline}); }
  void ink(Role role, const std::vector<Outline>& outlines);
  /// A part that lies on what was drawn before: the hand's gap around it, the hand's outline, then ink. The edge strays
  /// as the hand does.
  void part(Role role, const Outline& outline, double wobble = 1);
  /// A part that stays apart from what is below by bare cloth, whatever the hand; its edge doesn't stray.
  void apart(Role role, const Outline& outline);
  /// A ring: `outer` with `hole` cut out.
  void ring(Role role, const Outline& outer, const Outline& hole);
  void dot(Role role, V middle, double radius) { ink(role, circle(middle, radius)); }

  /// The motif: its box found, its inks numbered in the order of `Role`, its longest side 1.
  Motif motif(const std::string& kind, V anchor) const;

 private:
  struct Layer {
    Role role;
    std::vector<Outline> outlines;
    bool closed = false;  ///< takes no more outlines: a ring, whose hole they would fill
  };
  Outline posed(const Outline& outline) const;
  void put(Role role, Outline edge);

  const Hand& hand_;
  Rng rng_;
  std::vector<Affine> places_;
  std::vector<Layer> layers_;
};

/// The ink of what is dark on a petal, by the hand: its pen's, the bare cloth that a block leaves, or shade.
Role dark_of(const Drawing& d);
/// The same on a leaf.
Role leaf_vein_of(const Drawing& d);
/// Whether parts of one ink that lie on each other can be told apart.
bool told_apart(const Hand& hand);

/// What `half` draws, and its mirror image about the y axis.
template <class Half>
void mirrored(Drawing& d, const Half& half) {
  for (const double side : {1., -1.}) {
    d.enter({.at = {}, .turn = 0, .along = side, .across = 1});
    half();
    d.leave();
  }
}

}  // namespace toile::compose::draw
