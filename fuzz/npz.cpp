#include "toile/data/npz.hpp"

#include "fuzz/target.hpp"

void read_bytes(std::string_view bytes) {
  const toile::fuzz::MemoryFile file(bytes);
  toile::data::read_npz(file.path());
}
