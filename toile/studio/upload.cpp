#include "toile/studio/upload.hpp"

#include "toile/image/file.hpp"

namespace toile::studio {
namespace {

constexpr image::ReadLimits kLimits{.bytes = kMostUploadBytes, .pixels = kMostUploadPixels};

}  // namespace

Image decode_upload(std::string_view bytes) {
  return image::decode(bytes, "the file", kLimits);
}

Mask decode_mask_upload(std::string_view bytes) {
  return image::decode_mask(bytes, "the mask", kLimits);
}

}  // namespace toile::studio
