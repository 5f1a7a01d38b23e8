#include "toile/base/text.hpp"

#include "fuzz/target.hpp"
#include "toile/base/length.hpp"
#include "toile/base/names.hpp"

const toile::fuzz::Target kText("text", [](std::string_view bytes) {
  const toile::fuzz::MemoryFile file(bytes);
  const std::string name = toile::plain_name(toile::file_name(std::string(bytes), ".png"));
  if (name.find(std::string_view("/\0", 2)) != std::string::npos) __builtin_trap();
  try {
    toile::size_cm("--size", std::string(bytes));
  } catch (const toile::Error&) {
  }
  toile::read_text(file.path());
});
