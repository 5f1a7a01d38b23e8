#pragma once
/// The two colours at a garment's soft edge: the garment's, and what lies behind it.

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

/// The garment by itself: `garment` becomes the alpha channel, and pixels at its soft edge get the garment's colour
/// alone, found in the same way, so that no rim of the old background comes along. Throws `Error{usage}` for a mask of
/// another size.
Image cut_out(const Image& photo, const Mask& garment);

}  // namespace toile::render
