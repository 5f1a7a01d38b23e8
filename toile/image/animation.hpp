#pragma once
/// Pictures one after the other in one file.

#include <string>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::image {

/// An animated GIF that shows each frame for `milliseconds` (20 to 60 000), over and over; clear parts become white.
/// Throws `std::invalid_argument` for no frames or frames of several sizes, `Error{cannot_write}` when it can't be
/// encoded.
std::string animated_gif(const std::vector<Image>& frames, int milliseconds);

}  // namespace toile::image
