#include "toile/evaluate/drape_case.hpp"

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/colour.hpp"
#include "toile/image/file.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::evaluate {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLongestCard = 1 << 20;

Json card_in(const fs::path& file) {
  return Json::parse(read_file(file, kLongestCard));
}

/// {"fabric": "floral"} or {"albedo": "#rrggbb"}.
Pattern pattern_of(const Json& worn, const fs::path& fabrics) {
  if (const Json* colour = worn.find("albedo")) {
    return {.tile = Image::filled(1, 1, pattern::colour_from_hex(colour->string()))};
  }
  const Json card = card_in(fabrics / "fabrics.json");
  const Json& fabric = card.at(worn.at("fabric").string());
  return {.tile = image::read(fabrics / fabric.at("file").string()), .width_cm = fabric.at("width_cm").number()};
}

}  // namespace

DrapeCase read_drape_case(const fs::path& folder, const fs::path& fabrics) {
  const Json card = card_in(folder / "case.json");
  DrapeCase found{.name = folder.filename().string(),
                  .mask = image::read_mask(folder / "mask.png"),
                  .fabric = {.coordinates = image::read_samples(folder / "uv.png"),
                             .side_cm = card.at("uv_cm").number(),
                             .reflectance = {},
                             .light = image::read(folder / "shading.jpg")},
                  .starts = {},
                  .truths = {}};
  // the light was read off the grey start
  const Json* grey = card.at("starts").find("grey");
  if (grey && grey->find("albedo")) {
    const pattern::Rgb rgb = pattern::colour_from_hex(grey->at("albedo").string());
    const auto& linear = image::linear_of_srgb();
    found.fabric.reflectance = {linear[rgb[0]], linear[rgb[1]], linear[rgb[2]]};
  }
  for (const auto& [name, worn] : card.at("starts").object()) {
    found.starts.push_back({.name = name, .photo = image::read(folder / (name + ".jpg"))});
  }
  for (const auto& [name, worn] : card.at("truths").object()) {
    found.truths.push_back({.name = name,
                            .pattern = pattern_of(worn, fabrics),
                            .photo = image::read(folder / ("truth_" + name + ".jpg"))});
  }
  if (found.starts.empty() || found.truths.empty()) {
    throw Error(ErrorKind::bad_file, (folder / "case.json").string() + " has no starts or no truths");
  }
  return found;
}

std::vector<fs::path> drape_cases(const fs::path& folder) {
  if (!fs::is_directory(folder)) throw Error(ErrorKind::not_found, "there is no folder " + folder.string());
  std::vector<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::error_code problem;  // a folder that can't be entered is a case, which says so when it is read
    if (fs::is_regular_file(entry.path() / "case.json", problem) || problem == std::errc::permission_denied) {
      cases.push_back(entry.path());
    }
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

}  // namespace toile::evaluate
