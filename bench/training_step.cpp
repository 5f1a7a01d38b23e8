// A training step of the tutorial's 64 px DCGAN, and the convolution peak it is to be compared with.

#include <benchmark/benchmark.h>
#include <torch/torch.h>

#include "toile/train/gan_state.hpp"

namespace toile::train {
namespace {

constexpr int kBatch = 64;
/// Multiply-adds of one forward pass, a picture: 4x4 kernels at every output (generator: input) pixel.
constexpr double kGenerator = 16.0 * (100 * 512 + 16 * 512 * 256 + 64 * 256 * 128 + 256 * 128 * 64 + 1024 * 64 * 3);
constexpr double kDiscriminator = 16.0 * (512 + 16 * 512 * 256 + 64 * 256 * 128 + 256 * 128 * 64 + 1024 * 64 * 3);
/// Generator: forward and both gradients. Discriminator: the same on real and on generated pictures, then forward and
/// the gradient for its input. Two operations a multiply-add.
constexpr double kFlopsAnImage = 2 * (3 * kGenerator + 8 * kDiscriminator);

void training_step(benchmark::State& bench) {
  at::set_num_threads(static_cast<int>(bench.range(0)));
  GanState state{GanOptions{}};
  const at::Tensor real = torch::rand({kBatch, 3, 64, 64}) * 2 - 1;
  const at::Tensor z = latents(kBatch, 100, 1);
  for (int warm_up = 0; warm_up < 2; ++warm_up) gan_step(state, real, z, 0);
  for ([[maybe_unused]] auto _ : bench) gan_step(state, real, z, 0);
  bench.counters["img/s"] = benchmark::Counter(kBatch, benchmark::Counter::kIsIterationInvariantRate);
  bench.counters["GFLOP/s"] =
      benchmark::Counter(kBatch * kFlopsAnImage / 1e9, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(training_step)->ArgName("threads")->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(5);

/// The best shape for oneDNN that we know: 256 channels, 3x3, 32x32 pixels.
void convolution_peak(benchmark::State& bench) {
  at::set_num_threads(static_cast<int>(bench.range(0)));
  const torch::InferenceMode inference;
  const at::Tensor x = torch::randn({kBatch, 256, 32, 32}), weight = torch::randn({256, 256, 3, 3});
  at::conv2d(x, weight, {}, 1, 1);
  for ([[maybe_unused]] auto _ : bench) benchmark::DoNotOptimize(at::conv2d(x, weight, {}, 1, 1));
  bench.counters["GFLOP/s"] =
      benchmark::Counter(2.0 * kBatch * 256 * 256 * 9 * 1024 / 1e9, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(convolution_peak)->ArgName("threads")->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(2);

}  // namespace
}  // namespace toile::train
