#include "toile/models/picture_features.hpp"

#include "toile/models/networks.hpp"

namespace toile::models {

PictureFeatures::PictureFeatures(const std::vector<NamedArray>& backbone) : net_(networks().open_features(backbone)) {}
PictureFeatures::~PictureFeatures() = default;

std::vector<float> PictureFeatures::of(const Image& picture) const {
  return net_->of(picture);
}

}  // namespace toile::models
