#include "toile/studio/palettes.hpp"

#include <algorithm>
#include <filesystem>

#include "toile/pattern/palette.hpp"
#include "toile/press/palette_file.hpp"
#include "toile/studio/own_print.hpp"
#include "toile/studio/upload.hpp"

namespace toile::studio {
namespace {

constexpr int kColours = 6;

Json json_of(const std::vector<pattern::Swatch>& swatches) {
  Json::Array colours;
  for (const pattern::Swatch& swatch : swatches) {
    colours.push_back(Json::Object{{"hex", pattern::hex_of(swatch.colour)}, {"share", swatch.share}});
  }
  return Json::Object{{"colours", std::move(colours)}};
}

bool is_palette_file(const std::string& name) {
  std::string suffix = std::filesystem::path(name).extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto known = {".ase", ".aco", ".gpl", ".css", ".txt"};
  return std::find(known.begin(), known.end(), suffix) != known.end();
}

}  // namespace

Json palette_of_pattern(Session& session, const Item& pattern, int count) {
  const auto own = count == 0 ? own_print(session, pattern) : nullptr;
  Json palette = json_of(own ? swatches_of(own->print)
                             : pattern::palette(*session.picture(pattern, "tile"), count == 0 ? kColours : count));
  palette.set("inks", own != nullptr);
  return palette;
}

Json palette_of_upload(std::string_view bytes, const std::string& name, int count) {
  if (!is_palette_file(name)) return json_of(pattern::palette(decode_upload(bytes), count));
  std::vector<Ink> inks = press::read_palette(bytes, name);
  inks.resize(std::min<std::size_t>(inks.size(), pattern::kMostSwatches));
  Json::Array colours;
  for (const Ink& ink : inks) {
    colours.push_back(Json::Object{
        {"hex", pattern::hex_of(ink.colour)}, {"share", 1.0 / static_cast<double>(inks.size())}, {"name", ink.name}});
  }
  return Json::Object{{"colours", std::move(colours)}};
}

}  // namespace toile::studio
