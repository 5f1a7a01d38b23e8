#include "toile/data/swatch_sheet.hpp"

#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

constexpr int kThumbnail = 96;
constexpr int kColumns = 16;
constexpr std::size_t kMost = 400;

}  // namespace

bool SwatchSheet::is_chosen() {
  const bool chosen = total_ <= kMost || seen_ * kMost / total_ != (seen_ + 1) * kMost / total_;
  ++seen_;
  return chosen;
}

void SwatchSheet::add(const Image& swatch) {
  if (is_chosen()) thumbnails_.push_back(image::resize(swatch, kThumbnail, kThumbnail));
}

void SwatchSheet::add(const Image& swatch, const Image& made) {
  if (!is_chosen()) return;
  for (const Image* image : {&swatch, &made}) thumbnails_.push_back(image::resize(*image, kThumbnail, kThumbnail));
}

Image SwatchSheet::picture() const {
  return image::contact_sheet(thumbnails_, kColumns);
}

}  // namespace toile::data
