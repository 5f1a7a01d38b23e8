#include "toile/data/checkpoint.hpp"

#include "fuzz/target.hpp"

const toile::fuzz::Target kCheckpoint("checkpoint", [](std::string_view bytes) {
  toile::data::parse_checkpoint(toile::fuzz::as_bytes(bytes));
});
