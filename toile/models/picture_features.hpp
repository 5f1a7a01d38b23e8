#pragma once
/// What pictures look like to a network that has seen ImageNet: the features that KID compares.

#include <memory>
#include <vector>

#include "toile/base/named_array.hpp"
#include "toile/image/image.hpp"

namespace toile::models {

class FeatureNet;

class PictureFeatures {
 public:
  static constexpr std::size_t kLength = 1280;

  /// `backbone`: the arrays of the published MobileNetV2. Throws `Error{bad_file}` when they are others.
  explicit PictureFeatures(const std::vector<NamedArray>& backbone);
  ~PictureFeatures();

  /// The features of one picture at 224 x 224 pixels: `kLength` values, 0..6. Same picture, same values, whatever the
  /// thread count. Const and thread-safe.
  std::vector<float> of(const Image& picture) const;

 private:
  std::unique_ptr<FeatureNet> net_;
};

}  // namespace toile::models
