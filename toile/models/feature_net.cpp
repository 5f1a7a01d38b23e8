// The eyes of KID: what PictureFeatures opens.

#include <torch/torch.h>

#include "toile/image/resize.hpp"
#include "toile/models/opened_nets.hpp"
#include "toile/models/picture_features.hpp"
#include "toile/nets/mobilenet_v2.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/vgg.hpp"

namespace toile::models {
namespace {

constexpr int kSide = 224;

/// Eyes that see a picture (1, 3, kSide, kSide), 0..1, as a row of numbers.
class Eyes : public FeatureNet {
 public:
  std::vector<float> of(const Image& picture) const override {
    const torch::InferenceMode inference;
    const nets::FixedThreads one(1);
    Image small = image::resize(image::on_colour(picture, {255, 255, 255}), kSide, kSide);
    const at::Tensor bytes = torch::from_blob(small.rgb.data(), {1, kSide, kSide, 3}, at::kByte);
    const at::Tensor features = look(bytes.permute({0, 3, 1, 2}).to(at::kFloat).div(255)).contiguous();
    const float* values = features.data_ptr<float>();
    return {values, values + length()};
  }

 private:
  virtual at::Tensor look(const at::Tensor& picture) const = 0;
};

class MobileNetEyes : public Eyes {
 public:
  explicit MobileNetEyes(const std::vector<NamedArray>& arrays) { nets::load_published(*embedding_, arrays); }
  std::size_t length() const override { return 1280; }

 private:
  at::Tensor look(const at::Tensor& picture) const override { return embedding_->forward(picture.mul(2).sub(1)); }
  mutable nets::PictureEmbedding embedding_;
};

class VggEyes : public Eyes {
 public:
  explicit VggEyes(const std::vector<NamedArray>& arrays) { nets::load_published(*net_, arrays); }
  std::size_t length() const override { return 512; }

 private:
  at::Tensor look(const at::Tensor& picture) const override {
    const at::Tensor deep = net_->forward(picture).back().flatten(2);
    return at::cat({deep.mean(2), deep.std(2)}, 1);
  }
  mutable nets::Vgg19 net_;
};

}  // namespace

std::unique_ptr<FeatureNet> open_mobilenet(const std::vector<NamedArray>& arrays) {
  return std::make_unique<MobileNetEyes>(arrays);
}

std::unique_ptr<FeatureNet> open_vgg(const std::vector<NamedArray>& arrays) {
  return std::make_unique<VggEyes>(arrays);
}

}  // namespace toile::models
