#pragma once
/// Cloth in photos by `Unet_2020-10-30` (github.com/ternaus/cloths_segmentation), for whoever has imported
/// it.

#include <memory>
#include <string>

#include "toile/models/networks.hpp"

namespace toile::nets {
struct Weights;
}

namespace toile::models {

/// As `GarmentSegmenter`, which opens it; but this net knows cloth as a whole and answers yes or no.
class ClothSegmenter {
 public:
  /// `origin` names the weights file in errors. Throws `Error{bad_file}` when the weights don't fit.
  ClothSegmenter(const nets::Weights& weights, const std::string& origin);
  ClothSegmenter(ClothSegmenter&&) noexcept;
  ~ClothSegmenter();

  /// The pipeline the net was published with: the longest side brought to 800 pixels, ImageNet's
  /// normalisation, borders up to multiples of 32, and cloth where the logit is above 0;
  /// a matte without pixels when there is no cloth. Throws `Error{usage}` for other garments than `automatic` and
  /// `all`.
  Segmentation find(const Image& photo, Garment garment = {}) const;

 private:
  struct Net;
  std::unique_ptr<Net> net_;
};

}  // namespace toile::models
