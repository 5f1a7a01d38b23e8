// toile evaluate motifs PACK: learnt motifs beside those they were learnt from.

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/base/files.hpp"
#include "toile/base/pack.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/seed.hpp"
#include "toile/data/npz.hpp"
#include "toile/evaluate/motif_report.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/motif_maker.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;
using compose::InkMap;

constexpr int kCell = 96;     ///< side of a motif on the sheet
constexpr int kColumns = 16;  ///< of a sheet

struct EvaluateMotifsRequest {
  fs::path pack, held_out, backbone, model, output;
  std::vector<std::string> kinds;
  int count = 64;
  std::uint64_t seed = 1;
};

std::vector<InkMap> maps_of(const Pack& pack, const std::string& kind) {
  std::vector<InkMap> maps;
  for (const std::size_t index : pack.items_of(kind)) {
    const auto planes = pack.planes(index);
    InkMap map{.side = pack.layout().width, .inks = {planes.begin(), planes.end()}, .palette = {}};
    const auto& palette = pack.items()[index].palette;
    std::copy_n(palette.begin(), std::min(palette.size(), map.palette.size()), map.palette.begin());
    maps.push_back(std::move(map));
  }
  return maps;
}

/// Rows of made motifs, below each row the nearest training motifs.
Image sheet_of(const evaluate::MotifSets& sets, const std::vector<int>& neighbours) {
  std::vector<Image> cells;
  for (std::size_t row = 0; row < sets.made.size(); row += kColumns) {
    const std::size_t end = std::min(sets.made.size(), row + kColumns);
    for (std::size_t i = row; i < row + kColumns; ++i) {
      cells.push_back(i < end ? evaluate::picture_of(sets.made[i], kCell)
                              : Image::filled(kCell, kCell, {255, 255, 255}));
    }
    for (std::size_t i = row; i < row + kColumns; ++i) {
      cells.push_back(i < end ? evaluate::picture_of(sets.training[static_cast<std::size_t>(neighbours[i])], kCell)
                              : Image::filled(kCell, kCell, {255, 255, 255}));
    }
  }
  return image::contact_sheet(cells, kColumns, 2);
}

Report evaluate_motifs(const EvaluateMotifsRequest& request, const Shared& shared) {
  const models::MotifMaker maker(request.model);
  const auto features = models::PictureFeatures::mobilenet(data::read_npz(request.backbone));
  const Pack pack(request.pack, "motifs"), held_out(request.held_out, "motifs");
  if (!request.output.empty()) make_output_folder(request.output);  // before an hour's work, not after it
  Report report;
  Json::Array rows;
  for (const std::string& kind : request.kinds.empty() ? maker.kinds() : request.kinds) {
    evaluate::MotifSets sets{
        .kind = kind, .made = {}, .held_out = maps_of(held_out, kind), .training = maps_of(pack, kind)};
    sets.made.resize(static_cast<std::size_t>(request.count));
    for_each_index(
        sets.made.size(), 0,
        [&](std::size_t i) { sets.made[i] = maker.make(kind, derive_seed(request.seed, i), pack.layout().width).map; },
        [](std::size_t) { return true; });
    const auto figures = evaluate::motif_report(sets, features, shared.progress);
    report.text +=
        fmt::format("{}: {} made, {} training, {} held out; nearest {:.2f} (least {:.2f}); whole {:.2f} ({:.2f})", kind,
                    figures.made, figures.training, figures.held_out, figures.nearest, figures.nearest_least,
                    figures.whole, figures.whole_real);
    if (figures.compared) {
      report.text += fmt::format("; KID {:.0f} ({:.0f}); held out nearest {:.2f} (least {:.2f})", figures.kid,
                                 figures.kid_real, figures.nearest_real, figures.nearest_real_least);
    }
    report.text += '\n';
    rows.push_back(evaluate::to_json(figures));
    if (!request.output.empty()) image::write(request.output / (kind + ".png"), sheet_of(sets, figures.neighbours));
  }
  report.text += "in brackets: the same of real motifs\n";
  report.json = Json::Object{{"kinds", std::move(rows)}};
  return report;
}

}  // namespace

void add_evaluate_motifs(Program& program, Command evaluate) {
  auto request = std::make_shared<EvaluateMotifsRequest>();
  Command command = add_command(program, evaluate, "motifs", "Learnt motifs beside those they were learnt from",
                                [request, &program] { return evaluate_motifs(*request, program.shared); });
  command.add_option("PACK", request->pack, "The pack that the net was trained on").required();
  command.add_option("--held-out", request->held_out, "The pack of books that were kept apart").required();
  command.add_option("--model", request->model, "What `toile train --recipe motif` wrote").required();
  command.add_option("--backbone", request->backbone, "MobileNetV2 (.npz), the eyes that compare").required();
  command.add_option("--kind", request->kinds, "Only these kinds (repeatable)");
  command.add_option("-n,--count", request->count, "Motifs made of each kind").within(2, 1000).capture_default_str();
  command.add_option("--seed", request->seed, "Same seed, same motifs").capture_default_str();
  command.add_option("-o,--output", request->output,
                     "Folder for a sheet a kind: motifs, the nearest learnt from below");
}

}  // namespace toile::cli
