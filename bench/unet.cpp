// One 800x544 photo through Unet_2020-10-30: as published, and as it is opened.

#include "toile/nets/unet.hpp"

#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include "toile/nets/weights.hpp"

namespace toile::nets {
namespace {

enum Form { kPublished, kOpened };

void unet(benchmark::State& bench, Form form) {
  at::set_num_threads(static_cast<int>(bench.range(0)));
  const torch::InferenceMode inference;
  Unet net((UnetConfig()));
  net->eval();
  if (form == kOpened) net = open_unet(UnetConfig{}, tensors_of(*net), "the net");
  const at::Tensor picture = torch::randn({1, 3, 800, 544});
  net->forward(picture);
  for ([[maybe_unused]] auto _ : bench) benchmark::DoNotOptimize(net->forward(picture));
}
BENCHMARK_CAPTURE(unet, published, kPublished)
    ->ArgName("threads")
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MinTime(5);
BENCHMARK_CAPTURE(unet, opened, kOpened)
    ->ArgName("threads")
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MinTime(5);

}  // namespace
}  // namespace toile::nets
