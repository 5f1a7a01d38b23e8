#pragma once
/// Rendered garments whose truth is known: the same scene in several fabrics.

#include <filesystem>
#include <string>
#include <vector>

#include "toile/pattern/pattern.hpp"
#include "toile/render/fabric.hpp"

namespace toile::evaluate {

/// The garment in what it wore when it was photographed.
struct DrapeStart {
  std::string name;  ///< grey, white, black, printed, ...
  Image photo;
};

/// The same garment rendered in another fabric.
struct DrapeTruth {
  std::string name;
  Pattern pattern;  ///< a plain colour is a tile of one pixel
  Image photo;
};

struct DrapeCase {
  std::string name;
  Mask mask;
  render::Fabric fabric;
  std::vector<DrapeStart> starts;
  std::vector<DrapeTruth> truths;
};

/// The case in `folder`: case.json (uv_cm, starts, truths), mask.png, uv.png, shading.jpg, START.jpg and
/// truth_NAME.jpg. `fabrics`: a folder with fabrics.json, the tiles and their widths. Throws `Error{not_found}` and
/// `Error{bad_file}`.
DrapeCase read_drape_case(const std::filesystem::path& folder, const std::filesystem::path& fabrics);

/// The folders in `folder` that hold a case.json, sorted.
std::vector<std::filesystem::path> drape_cases(const std::filesystem::path& folder);

}  // namespace toile::evaluate
