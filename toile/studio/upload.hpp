#pragma once
/// Pictures from strangers.

#include <string_view>

#include "toile/image/image.hpp"

namespace toile::studio {

constexpr std::uint64_t kMostUploadBytes = 64ULL << 20;
constexpr std::uint64_t kMostUploadPixels = 50'000'000;

/// An upload's pixels, upright and in sRGB, within the limits above; nothing else of the file survives. Throws
/// `Error{bad_file}` in a sentence for the person who chose the file.
Image decode_upload(std::string_view bytes);
Mask decode_mask_upload(std::string_view bytes);

}  // namespace toile::studio
