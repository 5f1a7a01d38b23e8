#include "toile/data/swatch_sheet.hpp"

#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

constexpr int kThumbnail = 96;
constexpr int kColumns = 16;
constexpr std::size_t kMost = 400;

}  // namespace

void SwatchSheet::add(const Image& swatch) {
  const bool chosen = total_ <= kMost || seen_ * kMost / total_ != (seen_ + 1) * kMost / total_;
  if (chosen) thumbnails_.push_back(image::resize(swatch, kThumbnail, kThumbnail));
  ++seen_;
}

Image SwatchSheet::picture() const {
  return image::contact_sheet(thumbnails_, kColumns);
}

}  // namespace toile::data
