#include "toile/nets/eyes.hpp"

#include <torch/torch.h>

#include "toile/nets/weights.hpp"

namespace toile::nets {

constexpr const char* kKind = "eyes";

void write_eyes(const std::filesystem::path& path, const std::vector<NamedArray>& arrays) {
  Tensors tensors;
  for (const NamedArray& array : arrays) {
    auto* values = const_cast<float*>(array.values.data());  // only read
    tensors[array.name] = torch::from_blob(values, array.shape, at::kFloat);
  }
  write_weights(path, {kKind, Json::Object{}, Json::Object{}, std::move(tensors)}, Storage::as_is);
}

std::vector<NamedArray> read_eyes(const std::filesystem::path& path) {
  std::vector<NamedArray> arrays;
  for (const auto& [name, tensor] : read_weights(path, kKind).tensors) {
    const at::Tensor plain = tensor.to(at::kFloat).contiguous();
    const auto* values = plain.data_ptr<float>();
    arrays.push_back({name, plain.sizes().vec(), {values, values + plain.numel()}});
  }
  return arrays;
}

}  // namespace toile::nets
