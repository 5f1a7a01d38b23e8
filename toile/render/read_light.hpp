#pragma once
/// Light read off a photo: shading apart from albedo.

#include <functional>
#include <string>
#include <vector>

#include "toile/render/grid.hpp"
#include "toile/render/light.hpp"

namespace toile::render {

/// Light on a garment as something other than colours tells it; planes of the grid's size.
struct Shading {
  image::Plane light;       ///< log2, up to a constant
  image::Plane told_doubt;  ///< log2 of the error that is to be expected of what colours tell
  image::Plane doubt;       ///< the same of `light`
};

/// What sees more on a garment than its colours tell: see models::ShadingReader. Either may be missing.
struct ClothReader {
  /// `told`: log2 of the light as colours tell it.
  std::function<Shading(const Grid&, const image::Plane& told)> shading = {};
  /// 0..1 a cell: how surely letters, a picture or a label are printed there, in one place.
  std::function<image::Plane(const Grid&)> marks = {};
};

/// Reads the light: by colours; under what is printed in one place as it is around; and where a print leaves little of
/// its ground, or hides that it is one, by `reader`'s shading as far as it doubts colours more than itself. Convention
/// for what no photo can tell: a garment's upper quartile of light counts as 1, so that a pattern shows its own colours
/// where the garment is plainly lit. `notes` gets a sentence for a garment that hides its light.
Light read_light(const Grid& grid, std::vector<std::string>& notes, const ClothReader& reader = {});

}  // namespace toile::render
