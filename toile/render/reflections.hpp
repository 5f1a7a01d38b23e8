#pragma once
/// Light that a garment throws into its own folds.

#include <array>

namespace toile::render {

/// How light read off one cloth changes when another hangs in its place.
///
/// In a fold, cloth of reflectance r sees itself in a share f of its view, and of E light shows E / (1 - r f) (Nayar,
/// Ikeuchi, Kanade, "Shape from Interreflections", 1991, for one flat colour). White cloth so fills its folds with
/// light, black cloth doesn't, and red cloth fills them with red. f isn't known; measured on rendered garments it grows
/// about with the cube of how much darker than plainly lit a place is.
class Reflections {
 public:
  /// Linear reflectances, 0..1: of the cloth that the light was read off, and of the new one. `plain`: light where the
  /// cloth is plainly lit. An old cloth of no reflectance at all is one that isn't known: nothing changes.
  Reflections(const std::array<float, 3>& old_cloth, const std::array<float, 3>& new_cloth, float plain);

  /// What `light` of this luminance is to be multiplied with, in red, green and blue.
  const std::array<float, 3>& change(float luminance) const;

 private:
  static constexpr std::size_t kSteps = 128;
  std::array<std::array<float, 3>, kSteps + 1> table_;
  float scale_;
};

}  // namespace toile::render
