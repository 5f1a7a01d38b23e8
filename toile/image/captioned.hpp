#pragma once
/// Pictures with a line of text below.

#include <string>

#include "toile/image/image.hpp"

namespace toile::image {

/// The picture with a white strip below, a line of text in it: as much of it as fits. UTF-8. Needs a font.
Image captioned(const Image& picture, const std::string& text);

}  // namespace toile::image
