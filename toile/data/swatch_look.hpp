#pragma once
/// One file on its way into a pack: looked at first, cut later. Pixels are not kept in between, so that a
/// folder of any size fits in memory.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "toile/data/swatch_crops.hpp"
#include "toile/data/swatch_likeness.hpp"
#include "toile/data/swatch_summary.hpp"
#include "toile/image/image.hpp"

namespace toile::data {

/// What is kept in mind of a file.
struct Look {
  std::size_t category = 0;
  std::filesystem::path file;
  std::string name;  ///< of the file, relative to the folder
  int width = 0;     ///< in pixels, upright
  int height = 0;
  std::vector<Square> squares;  ///< what it gives; empty when it is dropped
  Likeness likeness;
  std::optional<Dropped> dropped;
};

/// Reads the file of `look`, alpha laid on white, and fills in the rest, or why it is dropped: unreadable,
/// tiny, flat.
Look look_at(Look look, int size, int most_squares);

/// Drops near-duplicates within each category; of such pictures the one with the most pixels stays, or the
/// first.
void drop_duplicates(std::vector<Look>& looks);

/// The squares of a file, each resized to `size` x `size`. Throws when the file is no longer what was looked
/// at.
std::vector<Image> cut(const Look& look, int size);

}  // namespace toile::data
