// New tiles as the studio makes them: from the weights that ship (net, filter, enlargement, cut), and exact ones; no
// files.

#include <benchmark/benchmark.h>

#include "toile/base/parallel.hpp"
#include "toile/models/pattern_generator.hpp"

namespace toile::models {
namespace {

void make(benchmark::State& bench, const char* category) {
  const auto generator = PatternGenerator::open(category);
  const auto count = static_cast<std::size_t>(bench.range(0));
  std::uint64_t seed = 1;
  for ([[maybe_unused]] auto _ : bench) {
    for_each_index(
        count, 2,
        [&](std::size_t i) {
          const PatternRequest request{
              .category = category, .size = static_cast<int>(bench.range(1)), .seed = seed, .index = i};
          benchmark::DoNotOptimize(generator.generate(request));
        },
        [](std::size_t) { return true; });
    ++seed;
  }
}
void tiles(benchmark::State& bench) {
  make(bench, "floral");
}
BENCHMARK(tiles)
    ->ArgNames({"count", "side"})
    ->Args({8, 512})
    ->Args({1, 512})
    ->Args({1, 2048})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// Drawn, not learnt.
void exact_tiles(benchmark::State& bench) {
  make(bench, "tartan");
}
BENCHMARK(exact_tiles)
    ->ArgNames({"count", "side"})
    ->Args({8, 512})
    ->Args({1, 4096})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace toile::models
