#pragma once
/// What is printed on a garment in one place: letters, a picture, a label. Its light is that of the cloth around.

#include "toile/render/grid.hpp"

namespace toile::render {

/// 1 where something is printed in one place, and nearby, where its ink is mixed with the ground; 0 elsewhere. Empty
/// where there is no such thing. `sure`: 0..1, how surely it is, see ClothReader.
image::Plane marks_of(const image::Plane& sure, const image::Plane& log_luminance, const image::Plane& cover);

/// The garment as if nothing were printed where `marks` is 1: what lies around is spanned over it like a skin.
Grid without_marks(Grid grid, const image::Plane& marks);

}  // namespace toile::render
