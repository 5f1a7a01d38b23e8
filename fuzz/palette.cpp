#include "fuzz/target.hpp"
#include "toile/press/palette_file.hpp"

const toile::fuzz::Target kPalette("palette", [](std::string_view bytes) {
  for (const char* name : {"it.ase", "it.aco", "it.gpl", "it.css", "it.txt"}) {
    try {
      toile::press::read_palette(bytes, name);
    } catch (const toile::Error&) {
    }
  }
});
