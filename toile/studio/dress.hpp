#pragma once
/// What a person asks for when a garment is to be dressed, and the one line that does it.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "toile/base/outputs.hpp"
#include "toile/models/garment_segmenter.hpp"
#include "toile/render/drape.hpp"
#include "toile/studio/open_models.hpp"

namespace toile::studio {

/// One of several garments in a photo, in a print of its own.
struct Worn {
  models::Garment garment;
  std::filesystem::path pattern{};  ///< a tile; empty: a new one of `category` and `seed`
  std::string category{};
  std::uint64_t seed = 1;
  render::Placement placement{};
};

/// "upper=tile.png", "lower:2=checkered,seed=3,scale=2": a garment, a tile or a category, and, if wished, seed, scale,
/// tile-cm, angle and shift (X:Y). Throws `Error{usage}` saying what is wrong.
Worn worn_of(const std::string& words);

struct DressRequest {
  std::string photo;                ///< a picture file, or wardrobe:NAME
  std::filesystem::path pattern{};  ///< a tile; empty: a new one of `category` and `seed`
  std::string category{};
  std::uint64_t seed = 1;
  std::filesystem::path mask{};   ///< empty: the wardrobe's own, or found by the garment net
  std::filesystem::path model{};  ///< weights of the garment net; empty: the shipped ones
  models::Garment garment = {};
  /// How wide the garment is in life, for a photo; 0: guessed if the net finds it, else not known.
  double garment_cm = 0;
  render::Placement placement{};
  std::vector<Worn> worn{};  ///< several garments: instead of pattern, category, mask, garment and placement

  /// Throws `Error{usage}` when what is asked makes no sense.
  void check() const;
};

/// Reads the photo, finds the garment where no mask is given, and reads its light and folds. What it gives can be kept
/// and painted with any number of patterns.
render::Cloth cloth_for(const DressRequest& request, OpenModels& models);

/// The tile that is asked for, read or made.
Pattern pattern_for(const DressRequest& request, OpenModels& models);

/// The photo with each of `request.worn` in its own print. `notes` gets what a person should know about them.
Image dress_worn(const DressRequest& request, OpenModels& models, std::vector<std::string>& notes);

/// Tells `outputs` what files the request reads, those of a wardrobe garment among them.
void remember_inputs(const DressRequest& request, Outputs& outputs);

/// All of it.
Image dress(const DressRequest& request);

/// The photo that `name` stands for: a file's path, or that of a wardrobe garment for "wardrobe:NAME".
std::filesystem::path photo_file(const std::string& name);

}  // namespace toile::studio
