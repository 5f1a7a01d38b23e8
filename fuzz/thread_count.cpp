#include "toile/weave/thread_count.hpp"

#include "fuzz/target.hpp"

void read_bytes(std::string_view bytes) {
  for (const auto unmarked : {toile::weave::Unmarked::repeats, toile::weave::Unmarked::reflects}) {
    try {
      toile::weave::read_thread_count(bytes, unmarked);
    } catch (const toile::Error&) {
    }
  }
}
