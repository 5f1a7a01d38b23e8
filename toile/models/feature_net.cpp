// The eyes of KID: what PictureFeatures opens.

#include <torch/torch.h>

#include "toile/image/resize.hpp"
#include "toile/models/opened_nets.hpp"
#include "toile/models/picture_features.hpp"
#include "toile/nets/mobilenet_v2.hpp"
#include "toile/nets/runtime.hpp"

namespace toile::models {
namespace {

constexpr int kSide = 224;

class MobileNetFeatures : public FeatureNet {
 public:
  explicit MobileNetFeatures(const std::vector<NamedArray>& backbone) { nets::load_published(*embedding_, backbone); }

  std::vector<float> of(const Image& picture) const override {
    const torch::InferenceMode inference;
    const nets::FixedThreads one(1);
    Image small = image::resize(image::on_colour(picture, {255, 255, 255}), kSide, kSide);
    const at::Tensor bytes = torch::from_blob(small.rgb.data(), {1, kSide, kSide, 3}, at::kByte);
    const at::Tensor features = embedding_->forward(bytes.permute({0, 3, 1, 2}).to(at::kFloat).div(127.5).sub(1));
    const float* values = features.data_ptr<float>();
    return {values, values + PictureFeatures::kLength};
  }

 private:
  mutable nets::PictureEmbedding embedding_;
};

}  // namespace

std::unique_ptr<FeatureNet> open_feature_net(const std::vector<NamedArray>& backbone) {
  return std::make_unique<MobileNetFeatures>(backbone);
}

}  // namespace toile::models
