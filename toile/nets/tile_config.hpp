#pragma once
/// What the tile generator is. Free of LibTorch, so that options can be checked before it is loaded.

#include <array>
#include <cstdint>

#include "toile/base/json.hpp"

namespace toile::nets {

struct TileConfig {
  int categories = 1;
  int swatches = 1;                                       ///< whose codes and lattices are kept
  int global = 64;                                        ///< length of the global latent: palette, style
  int local = 16;                                         ///< channels of the local latent: variety from place to place
  int style = 128;                                        ///< length of the style vector
  std::array<int, 5> channels = {192, 192, 128, 96, 32};  ///< of each level, from one value a cell to full resolution
  int convolutions = 2;                                   ///< at each level below full resolution
  int inks = 8;  ///< most that a print may have; 0: the net paints red, green and blue itself

  static constexpr int kCell = 16;  ///< pixels of the tile a cell of the latents stands for

  Json to_json() const;
  static TileConfig from_json(const Json& json);
};

/// So many pictures of one category lie together in a batch: discriminators also see how much they differ.
constexpr std::int64_t kGroup = 6;

}  // namespace toile::nets
