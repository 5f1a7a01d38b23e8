#pragma once
/// What `generate` and `vary` share: making tiles and writing them with a note of how they were made.

#include <vector>

#include "apps/cli/cli.hpp"
#include "toile/models/pattern_generator.hpp"

namespace toile::cli {

struct TileJob {
  models::PatternRequest request;
  std::filesystem::path file;
};

/// Makes and writes tiles, several at a time on `shared.threads` threads; `jobs` must not be empty. The report lists
/// the files and their seams.
Report make_tiles(const models::PatternGenerator& generator, const std::vector<TileJob>& jobs, const Shared& shared);

}  // namespace toile::cli
