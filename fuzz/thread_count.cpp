#include "toile/weave/thread_count.hpp"

#include "fuzz/target.hpp"

const toile::fuzz::Target kThreadCount("thread_count", [](std::string_view bytes) {
  for (const auto unmarked : {toile::weave::Unmarked::repeats, toile::weave::Unmarked::reflects}) {
    try {
      toile::weave::read_thread_count(bytes, unmarked);
    } catch (const toile::Error&) {
    }
  }
});
