#include "toile/image/png_text.hpp"

#include "fuzz/target.hpp"

void read_bytes(std::string_view bytes) {
  const toile::image::Metadata texts = toile::image::text_of(bytes);
  (void)texts;
}
