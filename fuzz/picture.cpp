#include "fuzz/target.hpp"
#include "toile/image/file.hpp"

const toile::fuzz::Target kPicture("picture", [](std::string_view bytes) {
  toile::image::decode(bytes, "it", {.bytes = 1 << 20, .pixels = 250'000});
});
