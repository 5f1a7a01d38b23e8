// Makes a weights file of the published U-Net: what import_unet calls.

#include <torch/torch.h>

#include "toile/models/import_unet.hpp"
#include "toile/models/opened_nets.hpp"
#include "toile/nets/unet.hpp"
#include "toile/nets/weights.hpp"

namespace toile::models {
namespace {

constexpr std::string_view kPrefix = "model.";

std::map<std::string, at::Tensor> tensors_of(const std::vector<NamedArray>& arrays) {
  std::map<std::string, at::Tensor> tensors;
  for (const NamedArray& array : arrays) {
    const std::size_t skipped = array.name.starts_with(kPrefix) ? kPrefix.size() : 0;
    tensors[array.name.substr(skipped)] = torch::tensor(array.values).reshape(array.shape);
  }
  return tensors;
}

}  // namespace

void import_published_unet(const std::vector<NamedArray>& arrays, const std::filesystem::path& source,
                           const std::filesystem::path& output) {
  const nets::UnetConfig config;
  nets::Unet net(config);
  nets::load_tensors(*net, tensors_of(arrays), source.string());
  const Json card = Json::Object{{"name", kPublishedUnet}, {"imported from", source.filename().string()}};
  nets::write_weights(output, {kClothUnet, config.to_json(), card, nets::tensors_of(*net)}, nets::Storage::as_is);
}

}  // namespace toile::models
