#pragma once
/// Repeats of real photos, marked by hand.

#include <filesystem>
#include <string>
#include <vector>

#include "toile/scan/cloth.hpp"

namespace toile::evaluate {

/// A line of a marks file, between tabs: file, box (x,y,width,height; all of the photo where empty), first vector
/// (x,y), second vector (x,y; "-" for a stripe, whose first one leads from one stripe to the next). Pixels. Lines that
/// begin with # are passed over.
struct ScanMark {
  std::string file;
  int x = 0, y = 0, width = 0, height = 0;  ///< 0: all of the photo
  scan::Lattice lattice;
};

/// Throws `Error{bad_file}` naming the line.
std::vector<ScanMark> read_scan_marks(const std::filesystem::path& file);

/// The photo, or the box of it that was marked.
Image marked_photo(const ScanMark& mark, const std::filesystem::path& folder);

struct MarkFigures {
  bool right = false, right_of_three = false, layout_right = false;
  bool nearly = false;       ///< the marked repeat, its vectors within 6 %: cloth on a body bends by as much
  std::string found, truth;  ///< both lattices in words
};

/// A hand marks to a pixel, so that vectors may differ by 3 % of their length.
MarkFigures judged(const ScanMark& mark, const scan::Cloth& cloth);

}  // namespace toile::evaluate
