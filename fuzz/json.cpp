#include "toile/base/json.hpp"

#include "fuzz/target.hpp"

const toile::fuzz::Target kJson("json", [](std::string_view bytes) {
  const toile::Json json = toile::Json::parse(bytes);
  const std::string text = json.dump();
  if (toile::Json::parse(text).dump() != text) __builtin_trap();  // what was read can be written and read again
});
