#include "toile/models/picture_features.hpp"

#include <torch/torch.h>

#include "toile/image/resize.hpp"
#include "toile/nets/mobilenet_v2.hpp"
#include "toile/nets/runtime.hpp"

namespace toile::models {
namespace {

constexpr int kSide = 224;

}  // namespace

struct PictureFeatures::Net {
  mutable nets::PictureEmbedding embedding;
};

PictureFeatures::PictureFeatures(const std::vector<NamedArray>& backbone) : net_(std::make_unique<Net>()) {
  nets::load_published(*net_->embedding, backbone);
}

PictureFeatures::~PictureFeatures() = default;

std::vector<float> PictureFeatures::of(const Image& picture) const {
  const torch::InferenceMode inference;
  const nets::FixedThreads one(1);
  Image small = image::resize(image::on_colour(picture, {255, 255, 255}), kSide, kSide);
  const at::Tensor bytes = torch::from_blob(small.rgb.data(), {1, kSide, kSide, 3}, at::kByte);
  const at::Tensor features = net_->embedding->forward(bytes.permute({0, 3, 1, 2}).to(at::kFloat).div(127.5).sub(1));
  const float* values = features.data_ptr<float>();
  return {values, values + kLength};
}

}  // namespace toile::models
