#pragma once
/// A catalogue of garment photos becomes a folder of swatches to train on.

#include <array>
#include <cstdint>
#include <filesystem>

#include "toile/base/progress.hpp"
#include "toile/data/photo_swatches.hpp"
#include "toile/data/swatch_files.hpp"
#include "toile/models/garment_segmenter.hpp"

namespace toile::studio {

struct CutOptions {
  int least = 96;  ///< side of the smallest swatch, in pixels of the photo
  int most = 2;    ///< swatches of one photo
};

struct CutSummary {
  std::int64_t photos = 0;
  std::int64_t without_garment = 0;
  std::int64_t too_small = 0;  ///< no square of `least` pixels fits the garment
  std::int64_t swatches = 0;
  std::array<std::int64_t, 5> squares{};   ///< by data::Blemish
  std::vector<data::PassedOver> failed{};  ///< photos that can't be read, and what else was left out, by name
};

/// Finds the garment in every picture of `photos` (category folders, as `data::list_swatches` reads them), takes the
/// largest clean squares of cloth inside it and writes them as PNG to `swatches`, under the same categories; crops of
/// one photo share its name. Swatches of an earlier call whose photo is gone are removed. A photo that fails leaves the
/// others alone. Throws `Error{usage}` or `Error{cannot_write}` when `swatches` holds anything else, and
/// `Error{cancelled}` when `progress` says stop; what is written by then stays.
CutSummary cut_swatches(const std::filesystem::path& photos, const std::filesystem::path& swatches,
                        const models::GarmentSegmenter& segmenter, const CutOptions& options,
                        const OnProgress& progress);

}  // namespace toile::studio
