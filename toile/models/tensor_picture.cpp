#include "toile/models/tensor_picture.hpp"

#include <torch/torch.h>

namespace toile::models {

Image to_image(const at::Tensor& picture) {
  const at::Tensor bytes = picture.squeeze(0).add(1).mul(127.5).round().clamp(0, 255).to(at::kByte);
  const at::Tensor interleaved = bytes.permute({1, 2, 0}).contiguous();
  const auto* data = interleaved.data_ptr<std::uint8_t>();
  return {.width = static_cast<int>(interleaved.size(1)),
          .height = static_cast<int>(interleaved.size(0)),
          .rgb = {data, data + interleaved.numel()},
          .alpha = {}};
}

}  // namespace toile::models
