#include "toile/base/safetensors.hpp"

#include "fuzz/target.hpp"

const toile::fuzz::Target kSafetensors("safetensors", [](std::string_view bytes) {
  toile::read_weights_header(toile::fuzz::as_bytes(bytes), "it");
});
