#pragma once
/// What a person asks for when a garment is to be dressed, and the one line that does it.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "toile/base/outputs.hpp"
#include "toile/models/garment_segmenter.hpp"
#include "toile/render/drape.hpp"
#include "toile/studio/open_models.hpp"

namespace toile::studio {

struct DressRequest {
  std::string photo;                ///< a picture file, or wardrobe:NAME
  std::filesystem::path pattern{};  ///< a tile; empty: a new one of `category` and `seed`
  std::string category{};
  std::uint64_t seed = 1;
  std::filesystem::path mask{};   ///< empty: the wardrobe's own, or found by the garment net
  std::filesystem::path model{};  ///< weights of the garment net; empty: the shipped ones
  models::Garment garment = models::Garment::automatic;
  double garment_cm = 0;  ///< how wide the garment is in life, for a photo; 0: not known
  render::Placement placement{};

  /// Throws `Error{usage}` when what is asked makes no sense.
  void check() const;
};

/// Reads the photo, finds the garment where no mask is given, and reads its light and folds. What it gives can be kept
/// and painted with any number of patterns.
render::Cloth cloth_for(const DressRequest& request, OpenModels& models);

/// The tile that is asked for, read or made.
Pattern pattern_for(const DressRequest& request, OpenModels& models);

/// Tells `outputs` what files the request reads, those of a wardrobe garment among them.
void remember_inputs(const DressRequest& request, Outputs& outputs);

/// All of it.
Image dress(const DressRequest& request);

/// The photo that `name` stands for: a file's path, or that of a wardrobe garment for "wardrobe:NAME".
std::filesystem::path photo_file(const std::string& name);

}  // namespace toile::studio
