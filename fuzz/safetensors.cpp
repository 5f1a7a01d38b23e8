#include "toile/base/safetensors.hpp"

#include "fuzz/target.hpp"

void read_bytes(std::string_view bytes) {
  toile::read_weights_header(toile::fuzz::as_bytes(bytes), "it");
}
