#include "toile/models/picture_features.hpp"

#include "toile/models/networks.hpp"

namespace toile::models {

PictureFeatures PictureFeatures::mobilenet(const std::vector<NamedArray>& arrays) {
  return PictureFeatures(networks().open_mobilenet(arrays));
}

PictureFeatures PictureFeatures::vgg(const std::vector<NamedArray>& arrays) {
  return PictureFeatures(networks().open_vgg(arrays));
}

PictureFeatures::PictureFeatures(std::unique_ptr<FeatureNet> net) : net_(std::move(net)) {}
PictureFeatures::PictureFeatures(PictureFeatures&&) noexcept = default;
PictureFeatures::~PictureFeatures() = default;

std::size_t PictureFeatures::length() const {
  return net_->length();
}

std::vector<float> PictureFeatures::of(const Image& picture) const {
  return net_->of(picture);
}

}  // namespace toile::models
