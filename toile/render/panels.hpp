#pragma once
/// Panels of a garment whose cloth runs its own way: sleeves and trouser legs, read off the outline alone. As they are
/// cut, the warp runs from shoulder to cuff and from crotch to hem.

#include <cstdint>
#include <vector>

#include "toile/image/plane.hpp"

namespace toile::render {

/// A sleeve that stands off the body. Places are in pixels of the garment's box.
struct Sleeve {
  double armpit_x = 0, armpit_y = 0;
  double shoulder_x = 0, shoulder_y = 0;  ///< the seam ends here
  bool on_the_right = false;              ///< of the seam, as the photo shows it
  double angle = 0;                       ///< radians from hanging straight down, positive towards the photo's right
};

/// Two legs that stand apart. Places are in pixels of the garment's box.
struct Legs {
  double crotch_y = 0;
  double left = 0, right = 0;  ///< pixels that a leg moves to the right on each downwards
  double bend = 1;             ///< pixels below the crotch over which it takes its own way
  std::vector<float> between;  ///< x of the gap's middle, by rows of the coarse grid; empty where there are no legs
};

/// Where on the flat cloth a pixel of the garment would lie if sleeves and legs hung straight down.
struct Panels {
  int width = 0, height = 0;  ///< cells of the coarse grid
  double pixels = 1;          ///< of the box, a cell
  std::vector<Sleeve> sleeves;
  std::vector<std::uint8_t> sleeve_of;  ///< by cell: 0, or a sleeve's number from 1; kAtSeam is added along its seam
  Legs legs;

  static constexpr std::uint8_t kAtSeam = 0x80;  ///< the cell lies on both sides of the seam

  bool any() const { return !sleeves.empty() || !legs.between.empty(); }
  /// The sleeve that pixel (x, y) of the box belongs to, from 1; 0 for none.
  int sleeve_at(double x, double y) const;
  /// Moves pixel (x, y) of the box to where it lies on the flat cloth.
  void straighten(double& x, double& y) const;
};

/// From the garment's cover on a coarse grid, `pixels` of the photo a cell. A sleeve is found where the ground reaches
/// up between it and the body to an armpit, or where the outline steps out from the body's side; legs where the ground
/// reaches up to a crotch. What hangs along the body, or lies across it, stays part of the body.
Panels read_panels(const image::Plane& cover, double pixels);

}  // namespace toile::render
