#include "toile/compose/motif_svg.hpp"

#include <fmt/format.h>

#include <iterator>

#include "toile/base/error.hpp"

namespace toile::compose {
namespace {

void add_paths(std::string& out, const Motif& motif, const std::vector<pattern::Rgb>& colours) {
  auto to = std::back_inserter(out);
  for (const Shape& shape : motif.shapes) {
    fmt::format_to(to, "<path fill=\"{}\" d=\"", pattern::hex_of(colours[shape.ink]));
    for (const auto& curve : shape.curves) {
      fmt::format_to(to, "M{:.5g} {:.5g}", curve[0].x, curve[0].y);
      for (std::size_t i = 1; i + 2 < curve.size(); i += 3) {
        fmt::format_to(to, "C{:.5g} {:.5g} {:.5g} {:.5g} {:.5g} {:.5g}", curve[i].x, curve[i].y, curve[i + 1].x,
                       curve[i + 1].y, curve[i + 2].x, curve[i + 2].y);
      }
      out += 'Z';
    }
    out += "\"/>\n";
  }
}

}  // namespace

std::string svg_of(const Motif& motif, const std::vector<pattern::Rgb>& colours) {
  if (motif.shapes.empty())
    throw Error(ErrorKind::usage, "the motif " + motif.name + " is made of pixels and has no curves");
  if (colours.size() != motif.roles.size()) {
    throw Error(ErrorKind::usage,
                fmt::format("there are {} colours for a motif of {} inks", colours.size(), motif.roles.size()));
  }
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.4g}cm\" height=\"{:.4g}cm\" viewBox=\"{:.5g} {:.5g} {:.5g} "
      "{:.5g}\">\n",
      motif.width * motif.size_cm, motif.height * motif.size_cm, -motif.width / 2, -motif.height / 2, motif.width,
      motif.height);
  add_paths(out, motif, colours);
  return out + "</svg>\n";
}

std::vector<pattern::Rgb> colours_of(const Motif& motif, const Palette& palette) {
  std::vector<pattern::Rgb> colours;
  for (const Role role : motif.roles) colours.push_back(palette.inks[palette.ink_of(role)].colour);
  return colours;
}

std::string sheet_svg(const std::vector<Motif>& motifs, const Palette& palette, int columns, int side) {
  const int rows = (static_cast<int>(motifs.size()) + columns - 1) / columns;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\">\n<rect width=\"100%\" height=\"100%\" "
      "fill=\"{}\"/>\n",
      columns * side, rows * side, pattern::hex_of(palette.inks[0].colour));
  for (std::size_t i = 0; i < motifs.size(); ++i) {
    const int row = static_cast<int>(i) / columns, column = static_cast<int>(i) % columns;
    fmt::format_to(std::back_inserter(out), "<g transform=\"translate({} {}) scale({:.5g})\">\n", (column + .5) * side,
                   (row + .5) * side, side * .9);
    add_paths(out, motifs[i], colours_of(motifs[i], palette));
    out += "</g>\n";
  }
  return out + "</svg>\n";
}

}  // namespace toile::compose
