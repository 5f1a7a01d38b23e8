#include "toile/models/describe.hpp"

#include "toile/base/safetensors.hpp"

namespace toile::models {

Description describe(const std::filesystem::path& file) {
  WeightsHeader header = read_weights_header(file);
  const std::int64_t weights = header.count();
  return {.kind = std::move(header.kind),
          .weights = weights,
          .config = std::move(header.config),
          .card = std::move(header.card)};
}

}  // namespace toile::models
