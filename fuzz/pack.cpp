#include "toile/base/pack.hpp"

#include "fuzz/target.hpp"

const toile::fuzz::Target kPack("pack", [](std::string_view bytes) {
  const toile::fuzz::MemoryFile file(bytes);
  const toile::Pack pack(file.path(), "swatches");
  unsigned sum = 0;
  for (std::size_t i = 0; i < pack.items().size(); ++i) {
    for (const std::uint8_t value : pack.planes(i)) sum += value;
  }
  [[maybe_unused]] static volatile unsigned all;  // what is read isn't optimised away
  all = sum;
});
