#include "toile/train/tensors.hpp"

#include <torch/torch.h>

namespace toile::train {

namespace F = torch::nn::functional;

at::Tensor scaled_planes(const Pack& pack, std::size_t index, int side) {
  // from_blob wants a mutable pointer; the tensor is only read, the mapping is read-only
  auto* bytes = const_cast<std::uint8_t*>(pack.planes(index).data());
  const at::Tensor planes = torch::from_blob(bytes, {3, pack.layout().height, pack.layout().width}, at::kByte);
  if (planes.size(1) == side && planes.size(2) == side) return planes.clone();
  const auto options = F::InterpolateFuncOptions()
                           .size(std::vector<std::int64_t>{side, side})
                           .mode(torch::kBilinear)
                           .align_corners(false)
                           .antialias(true);
  const at::Tensor large = planes.unsqueeze(0).to(at::kFloat);
  return F::interpolate(large, options).squeeze(0).round_().clamp_(0, 255).to(at::kByte);
}

}  // namespace toile::train
