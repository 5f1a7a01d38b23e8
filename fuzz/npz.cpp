#include "toile/data/npz.hpp"

#include "fuzz/target.hpp"

const toile::fuzz::Target kNpz("npz", [](std::string_view bytes) {
  const toile::fuzz::MemoryFile file(bytes);
  toile::data::read_npz(file.path());
});
