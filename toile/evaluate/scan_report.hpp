#pragma once
/// How right the repeats are that `scan` finds, on photos made of known tiles.

#include <string>
#include <vector>

#include "toile/evaluate/photographed.hpp"
#include "toile/scan/cloth.hpp"

namespace toile::evaluate {

/// A tile and how its photo is made.
struct ScanTrial {
  std::string design, layout, condition;
  Image tile;
  scan::Lattice lattice;  ///< its finest, in shares of its width and height
  Camera camera;
};

/// `designs` of each kind of print that we make, laid straight, as half-drop and as half-brick, each photographed flat,
/// turned and tilted, folded and creased, unevenly lit, and all of it, at several sizes. Same seed, same trials.
std::vector<ScanTrial> scan_trials(int designs, std::uint64_t seed);

struct ScanFigures {
  bool found = false;  ///< a repeat was found at all
  bool right = false;  ///< both vectors within 2 % or a whole-numbered equivalent
  bool right_of_three = false;
  bool layout_right = false;  ///< straight told from half-drop and other drops
  double confidence = 0;
  double difference = 0;  ///< mean CIEDE2000 of unit and truth, of one mean luminance
  double ssim = 0;
  double seam = 1;       ///< seam score of the tile
  double sharpness = 0;  ///< power above a quarter of Nyquist, beside the truth's
  double seconds = 0;
};

struct ScanResult {
  ScanFigures figures;
  Image photo, tile, truth;  ///< the last one sampled where the tile is
};

ScanResult try_scan(const ScanTrial& trial);

/// Power of luminance above a quarter of Nyquist, of a tile.
double fine_power(const Image& tile);

}  // namespace toile::evaluate
