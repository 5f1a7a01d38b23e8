#include "toile/data/checkpoint.hpp"

#include "fuzz/target.hpp"

void read_bytes(std::string_view bytes) {
  toile::data::parse_checkpoint(toile::fuzz::as_bytes(bytes));
}
