#pragma once
/// From a photo of cloth to a pattern.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "toile/image/image.hpp"
#include "toile/scan/find_lattice.hpp"
#include "toile/scan/warp.hpp"

namespace toile::scan {

struct ClothOptions {
  /// The lattice by hand, in pixels of the photo, instead of what is found.
  std::optional<Lattice> lattice = {};
  std::size_t candidate = 0;  ///< which of those found: 0 is the likeliest
};

struct Cloth {
  Image tile;                         ///< seamless, light and creases taken out
  std::optional<Repeat> repeat = {};  ///< in pixels of the photo; nothing: none was found and the tile is a cut piece
  Lattice lattice;                    ///< at the photo's middle, in its pixels
  double confidence = 0;              ///< 0..1
  int occurrences = 0;                ///< whole cells in view
  std::vector<Candidate> candidates;  ///< in pixels of the photo, the likeliest first
  Homography view;                    ///< from the tile, 0..1 across and down, to pixels of the photo, folds aside
  std::vector<std::string> notes;     ///< what the person should know, a sentence each
};

/// Throws `Error{bad_file}` for a photo of one colour or one smaller than 32 pixels, `Error{usage}` for a lattice or
/// candidate that isn't there. Same photo, same bytes, any number of threads.
Cloth scan_cloth(const Image& photo, const ClothOptions& options = {});

/// The candidates alone, in pixels of the photo.
std::vector<Candidate> lattices_of(const Image& photo);

}  // namespace toile::scan
