#pragma once
/// What lies behind a garment's soft edge.

#include "toile/image/image.hpp"
#include "toile/render/box.hpp"

namespace toile::render {

/// `photo` with the garment taken out of the pixels at its soft edge, which then show the background alone; without
/// this the old garment would shine through as a halo. All others keep their bytes.
///
/// Colours of garment and background next to the pixel are corrected by what is left over of photo = cover * garment +
/// (1 - cover) * background, each as far as it takes part (Germer et al., "Fast Multi-Level Foreground Estimation",
/// 2020).
Image without_garment_at_edges(const Image& photo, const Mask& garment, const Box& box);

}  // namespace toile::render
