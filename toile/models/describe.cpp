#include "toile/models/describe.hpp"

#include <torch/torch.h>

#include "toile/nets/weights.hpp"

namespace toile::models {

Description describe(const std::filesystem::path& file) {
  const nets::Weights weights = nets::read_weights(file);
  Description description{.kind = weights.kind, .weights = 0, .config = weights.config, .card = weights.card};
  for (const auto& [name, tensor] : weights.tensors) description.weights += tensor.numel();
  return description;
}

}  // namespace toile::models
