#include "toile/image/png_text.hpp"

#include "fuzz/target.hpp"

const toile::fuzz::Target kPngText("png_text", [](std::string_view bytes) {
  const toile::image::Metadata texts = toile::image::text_of(bytes);
  (void)texts;
});
