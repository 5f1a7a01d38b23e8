#include "toile/train/texture_distance.hpp"

#include <torch/torch.h>

namespace toile::train {

constexpr std::int64_t kDirections = 16;
constexpr double kTiny = 1e-4;

/// Of each channel, over the whole batch.
static at::Tensor variance_of(const at::Tensor& x, const Ranks& ranks) {
  if (ranks.alone()) return x.var({0, 2, 3}, false);
  const at::Tensor mean = ranks.mean(x.mean({0, 2, 3}, true));
  return ranks.mean((x - mean).square().mean({0, 2, 3}));
}

at::Tensor texture_distance(const at::Tensor& made, const at::Tensor& wanted, at::Generator& random,
                            const Ranks& ranks) {
  const std::int64_t channels = made.size(1);
  const at::Tensor deviation = variance_of(wanted.detach(), ranks).add(kTiny).sqrt();
  at::Tensor directions = torch::randn({kDirections, channels}, random).to(made.device());
  directions = directions / directions.norm(2, 1, true) / deviation;
  const auto sorted = [&](const at::Tensor& x) { return std::get<0>(at::matmul(directions, x.flatten(2)).sort(2)); };
  return (sorted(made) - sorted(wanted.detach())).square().mean({1, 2});
}

}  // namespace toile::train
