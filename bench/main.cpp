// The micro benchmarks, with the memory settings of the program itself.

#include <benchmark/benchmark.h>

#include "toile/base/memory.hpp"

int main(int count, char** words) {
  toile::keep_freed_memory();
  benchmark::Initialize(&count, words);
  if (benchmark::ReportUnrecognizedArguments(count, words)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
