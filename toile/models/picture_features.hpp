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
  /// The 1280 features of MobileNetV2's last layer, means over the picture, 0..6: what the discriminators of the tile
  /// recipe look through. Throws `Error{bad_file}` for the arrays of another network.
  static PictureFeatures mobilenet(const std::vector<NamedArray>& arrays);
  /// The means and standard deviations over the picture of the 256 features of VGG-19's relu3_1: finer eyes, through
  /// which no tile was trained. Throws `Error{bad_file}` for the arrays of another network.
  static PictureFeatures vgg(const std::vector<NamedArray>& arrays);
  PictureFeatures(PictureFeatures&&) noexcept;
  ~PictureFeatures();

  std::size_t length() const;
  /// The features of one picture at 224 x 224 pixels: `length` values. Same picture, same values, whatever the thread
  /// count. Const and thread-safe.
  std::vector<float> of(const Image& picture) const;

 private:
  explicit PictureFeatures(std::unique_ptr<FeatureNet> net);
  std::unique_ptr<FeatureNet> net_;
};

}  // namespace toile::models
