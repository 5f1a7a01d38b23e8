#pragma once
/// Light read off a photo: shading apart from albedo.

#include <string>
#include <vector>

#include "toile/render/grid.hpp"
#include "toile/render/light.hpp"

namespace toile::render {

/// Reads the light. Convention for what no photo can tell: a garment's upper quartile of light counts as 1, so that a
/// pattern shows its own colours where the garment is plainly lit. `notes` gets a sentence for a garment that hides its
/// light.
Light read_light(const Grid& grid, std::vector<std::string>& notes);

}  // namespace toile::render
