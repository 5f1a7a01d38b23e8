#include "toile/nets/modulation.hpp"

#include <torch/torch.h>

#include <cmath>

namespace toile::nets {

at::Tensor scaled_normal(at::IntArrayRef shape, std::int64_t fan_in) {
  return torch::randn(shape) / std::sqrt(static_cast<double>(fan_in));
}

at::Tensor per_channel(const at::Tensor& x) {
  return x.unsqueeze(-1).unsqueeze(-1);
}

}  // namespace toile::nets
