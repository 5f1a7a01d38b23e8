#include "toile/train/motif_losses.hpp"

#include <torch/torch.h>

namespace toile::train {
namespace {

constexpr double kLeastWeight = 0.5, kMostWeight = 4;  ///< of a class
constexpr double kInkWeight = 0.5;                     ///< of which ink, beside whether there is any
constexpr double kTiny = 1e-5;
constexpr double kThinWeight = 2, kGapWeight = 1;
constexpr std::int64_t kThin = 5;  ///< what is narrower, in pixels
constexpr double kColourNoise = 0.05;

at::Tensor dilated(const at::Tensor& x) {
  return at::max_pool2d(at::max_pool2d(x, {1, kThin}, 1, {0, kThin / 2}), {kThin, 1}, 1, {kThin / 2, 0});
}

/// What of `x` (0 or 1) is narrower than kThin: all that an opening takes away.
at::Tensor thin_parts(const at::Tensor& x) {
  return x - dilated(1 - dilated(1 - x));
}

}  // namespace

at::Tensor ink_distance(const at::Tensor& likelihoods, const at::Tensor& inks, const at::Tensor& shares,
                        const Ranks& ranks) {
  const std::int64_t classes = shares.size(1);
  const at::Tensor one = inks.unsqueeze(1);
  at::Tensor inked, shape_weights, ink_weights;
  {
    const torch::NoGradGuard no_grad;
    inked = (one != classes - 1).to(likelihoods.scalar_type());
    shape_weights = 1 + kThinWeight * thin_parts(inked) + kGapWeight * thin_parts(1 - inked);
    shape_weights = shape_weights / ranks.mean(shape_weights.mean());
    const at::Tensor rarity = shares.mean({2, 3}).mul(static_cast<double>(classes)).clamp_min(1e-4).rsqrt();
    const at::Tensor of_class = rarity.clamp(kLeastWeight, kMostWeight);
    ink_weights = at::gather(of_class, 1, inks.flatten(1)).view_as(one) * inked;
    ink_weights = ink_weights / ranks.mean(ink_weights.mean()).clamp_min(kTiny) * ranks.mean(inked.mean());
  }
  const at::Tensor nothing = likelihoods.slice(1, classes - 1);
  const at::Tensor something = at::log1p(-nothing.exp().clamp_max(1 - kTiny));
  const at::Tensor shape = -at::lerp(nothing, something, inked);
  const at::Tensor which = something - likelihoods.gather(1, one);  // of the inks, given that it is ink
  return (shape * shape_weights).mean() + kInkWeight * (which * ink_weights).mean();
}

at::Tensor foreign_colours(const at::Tensor& palettes, const at::Tensor& index, at::Generator& random) {
  const std::int64_t n = index.size(0);
  const at::Tensor other = torch::randint(palettes.size(0), {n}, random, at::TensorOptions(at::kLong));
  const at::Tensor draw = torch::rand({n}, random);
  const at::Tensor own = palettes.index_select(0, at::where(draw < 0.5, index, other)).to(at::kFloat) / 255;
  const at::Tensor any = torch::rand({n, palettes.size(1), 3}, random);
  const at::Tensor noise = kColourNoise * torch::randn({n, palettes.size(1), 3}, random);
  const at::Tensor inks = at::where((draw < 0.75).view({n, 1, 1}), (own + noise).clamp(0, 1), any);
  const at::Tensor ground = torch::rand({n, 1, 3}, random);
  return at::cat({inks, ground}, 1);
}

at::Tensor dressed(const at::Tensor& shares, const at::Tensor& colours) {
  const std::int64_t n = shares.size(0), h = shares.size(2), w = shares.size(3);
  return at::matmul(colours.transpose(1, 2), shares.flatten(2)).view({n, 3, h, w});
}

at::Tensor eye_distance(const std::vector<at::Tensor>& made, const std::vector<at::Tensor>& wanted) {
  at::Tensor sum = torch::zeros({}, made.front().options());
  for (std::size_t i = 0; i < made.size(); ++i) sum = sum + (made[i] - wanted[i]).abs().mean();
  return sum;
}

}  // namespace toile::train
