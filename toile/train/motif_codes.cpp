#include "toile/train/motif_codes.hpp"

#include <torch/torch.h>

#include <algorithm>

namespace toile::train {

constexpr double kTiny = 1e-6;

Components principal_components(const at::Tensor& rows, std::int64_t length) {
  const torch::NoGradGuard no_grad;
  const std::int64_t n = rows.size(0), features = rows.size(1), known = std::min({length, features, n - 1});
  Components result{torch::zeros({length, features}), torch::zeros({length})};
  if (known < 1) return result;
  const at::Tensor mean = rows.mean(0), centred = rows - mean;
  const auto [values, vectors] = at::linalg_eigh(at::matmul(centred.t(), centred).div_(static_cast<double>(n)));
  // eigh sorts ascending; signs are made definite, so that codes don't depend on the library's mood
  const at::Tensor last = vectors.slice(1, features - known).flip(1);
  const at::Tensor deviation = values.slice(0, features - known).flip(0).clamp_min(kTiny * kTiny).sqrt();
  const at::Tensor scale = at::where(last.sum(0) < 0, -1.0, 1.0).to(at::kFloat) * deviation.rsqrt() /
                           deviation.sum().div(static_cast<double>(length)).sqrt();
  result.weight.slice(0, 0, known).copy_((last * scale).t());
  result.bias.copy_(-at::matmul(result.weight, mean));
  return result;
}

}  // namespace toile::train
