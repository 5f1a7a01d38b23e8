#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    toile::fuzz::Target::all().begin()->second({reinterpret_cast<const char*>(data), size});
  } catch (const toile::Error&) {
    // refused in a sentence, as it should be
  }
  return 0;
}
