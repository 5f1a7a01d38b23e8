#pragma once
/// The tile generator as a maker of patterns. The look of a tile lies between the looks of two training swatches of its
/// category, drawn by the seed; where which motif lies is drawn anew. The filter: for each tile six candidate styles
/// are drawn and shown, as small trial tiles, to the discriminator that training ended with (its logits rank tiles:
/// Azadi et al., "Discriminator Rejection Sampling", ICLR 2019); the first one that is not among its three least
/// believed is made.

#include <filesystem>

#include "toile/models/pattern_maker.hpp"

namespace toile::models {

/// Opens weights of kind "tile-generator". Throws `Error{bad_file}`.
std::unique_ptr<PatternMaker> open_tile_maker(const std::filesystem::path& weights);

}  // namespace toile::models
