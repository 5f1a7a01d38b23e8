// toile motifs: the motifs that are drawn, listed, on a sheet, or one as SVG.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/own_files.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/names.hpp"
#include "toile/compose/draw_motif.hpp"
#include "toile/compose/motif_svg.hpp"
#include "toile/image/file.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMark = "<!-- drawn by Toile -->\n";  ///< at the end of an SVG

struct MotifsRequest {
  std::string name;
  std::vector<std::string> kinds;
  std::string hand;
  std::string ground = "light";
  fs::path output;
  std::uint64_t seed = 1;
  int count = 1;
};

Report list_motifs() {
  Report report;
  Json::Array kinds, names;
  for (const compose::DrawnKind& kind : compose::drawn_kinds()) {
    report.text += fmt::format("{:<16} {:<10} {:>4.1f} cm\n", kind.name, kind.family, kind.size_cm);
    kinds.push_back(Json::Object{{"kind", kind.name}, {"family", kind.family}, {"size_cm", kind.size_cm}});
  }
  report.text += "hands:";
  for (const compose::Hand& hand : compose::hands()) {
    report.text += " " + hand.name;
    names.emplace_back(hand.name);
  }
  report.json = Json::Object{{"kinds", std::move(kinds)}, {"hands", std::move(names)}};
  return report;
}

std::vector<compose::Motif> drawn(const MotifsRequest& request) {
  if (!request.name.empty()) return {compose::drawn_motif_named(request.name)};
  std::vector<std::string> kinds = request.kinds;
  if (kinds.empty()) {
    for (const compose::DrawnKind& kind : compose::drawn_kinds()) kinds.push_back(kind.name);
  }
  std::vector<compose::Motif> motifs;
  for (const std::string& kind : kinds) {
    for (int i = 0; i < request.count; ++i) {
      const std::uint64_t seed = request.seed + static_cast<std::uint64_t>(i);
      motifs.push_back(request.hand.empty() ? compose::draw_motif(kind, seed)
                                            : compose::draw_motif(kind, seed, compose::hand_named(request.hand)));
    }
  }
  return motifs;
}

bool is_drawing_of_ours(const fs::path& file) {
  return read_file(file).ends_with(kMark);
}

Report show_motifs(const MotifsRequest& request) {
  if (request.output.empty()) return list_motifs();
  const bool vector = request.output.extension() == ".svg";
  if (!vector) image::check_picture_suffix(request.output);
  if (vector) refuse_foreign(request.output, "no drawing that Toile made", is_drawing_of_ours);
  constexpr int kColumns = 8, kSide = 180;
  const auto family = request.ground == "dark" ? compose::Family::dark_ground : compose::Family::light_ground;
  const compose::Palette palette = compose::palette_from_bank("floral", family, request.seed);
  const std::vector<compose::Motif> motifs = drawn(request);
  const int columns = std::min(kColumns, static_cast<int>(motifs.size()));
  const std::string svg = vector && motifs.size() == 1
                              ? compose::svg_of(motifs[0], compose::colours_of(motifs[0], palette))
                              : compose::sheet_svg(motifs, palette, columns, motifs.size() == 1 ? 1024 : kSide);
  if (vector) {
    write_file(request.output, svg + kMark);
  } else {
    image::write(request.output, image::rasterise_svg(svg));
  }
  Report report;
  Json::Array names;
  for (const compose::Motif& motif : motifs) names.emplace_back(motif.name);
  report.text =
      fmt::format("{}: {} motif{}\n", one_line(request.output.string()), motifs.size(), motifs.size() == 1 ? "" : "s");
  report.json = Json::Object{{"file", request.output.string()}, {"motifs", std::move(names)}};
  return report;
}

}  // namespace

void add_motifs(Program& program) {
  auto request = std::make_shared<MotifsRequest>();
  Command command = add_command(program, "motifs", "List the motifs that are drawn, or see them on a sheet",
                                [request] { return show_motifs(*request); });
  command.add_option("NAME", request->name, "One motif, such as drawn:rose:7:folk");
  command.add_option("--kind", request->kinds, "Only these kinds").delimiter(',');
  command.add_option("--hand", request->hand, "In this hand, such as linocut (default: the seed chooses)");
  command.add_option("--seed", request->seed, "Same seed, same motifs").capture_default_str();
  command.add_option("-n,--count", request->count, "Motifs of each kind").within(1, 100);
  command.add_option("--ground", request->ground, "light or dark").one_of({"light", "dark"});
  command.add_option("-o,--output", request->output, "The sheet, .svg or a picture; one motif as .svg is exact");
}

}  // namespace toile::cli
