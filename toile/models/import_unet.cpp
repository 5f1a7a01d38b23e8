#include "toile/models/import_unet.hpp"

#include <torch/torch.h>

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/base/share.hpp"
#include "toile/models/cloth_segmenter.hpp"
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

std::filesystem::path imported_file(const std::string& name) {
  const std::filesystem::path folder = user_folder("models");
  if (folder.empty()) throw Error(ErrorKind::usage, "there is no home folder for the weights; name a file by -o");
  return folder / (name + ".safetensors");
}

void import_unet(const std::vector<NamedArray>& arrays, const std::filesystem::path& source,
                 const std::filesystem::path& output) {
  const nets::UnetConfig config;
  nets::Unet net(config);
  nets::load_tensors(*net, tensors_of(arrays), source.string());
  const Json card = Json::Object{{"name", kPublishedUnet}, {"imported from", source.filename().string()}};
  nets::write_weights(output, {kClothUnet, config.to_json(), card, nets::tensors_of(*net)}, nets::Storage::as_is);
}

}  // namespace toile::models
