// toile prepare-motifs DIR -o PACK: a folder of kind folders of cut-out motifs becomes one packed file.

#include "toile/data/prepare_motifs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/base/names.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBooksNamed = 10;  // pictures left out; --json names all

struct PrepareMotifsRequest {
  fs::path folder, pack;
  data::PrepareMotifsOptions options;
};

Report prepare_motifs(const PrepareMotifsRequest& request, const Shared& shared) {
  data::PrepareMotifsOptions options = request.options;
  options.threads = shared.threads;
  const auto prepared = data::prepare_motifs(request.folder, request.pack, options, shared.progress);
  Report report;
  std::size_t motifs = 0, held_out = 0;
  for (const auto& kind : prepared.kinds) {
    report.text += fmt::format("{}: {} motifs, {} held out\n", one_line(kind.name), kind.motifs, kind.held_out);
    motifs += kind.motifs;
    held_out += kind.held_out;
  }
  for (std::size_t i = 0; i < std::min(kMostBooksNamed, prepared.left_out.size()); ++i) {
    report.text += "  left out " + one_line(prepared.left_out[i].file + ": " + prepared.left_out[i].sentence) + "\n";
  }
  if (prepared.left_out.size() > kMostBooksNamed) {
    report.text += fmt::format("  left out {} more, --json names them\n", prepared.left_out.size() - kMostBooksNamed);
  }
  report.text += fmt::format("{} motifs of {} x {} pixels -> {}\n", motifs, options.side, options.side,
                             one_line(request.pack.string()));
  if (held_out > 0) {
    report.text += fmt::format("{} motifs of {} books held out -> {}\n", held_out, prepared.held_out_books.size(),
                               one_line(prepared.held_out_pack.string()));
  }
  report.json = data::to_json(prepared);
  report.json.set("pack", request.pack.string());
  return report;
}

}  // namespace

void add_prepare_motifs(Program& program) {
  auto request = std::make_shared<PrepareMotifsRequest>();
  Command command = add_command(program, "prepare-motifs", "Reduce cut-out motifs to inks and pack them",
                                [request, &program] { return prepare_motifs(*request, program.shared); });
  command.add_option("DIR", request->folder, "Holds one folder of pictures with alpha a kind").required();
  command.add_option("-o,--output", request->pack, "The packed file").required();
  command.add_option("--size", request->options.side, "Side of a motif in pixels").capture_default_str();
  command.add_option("--held-out", request->options.held_out, "Share of motifs kept apart, whole books of them")
      .capture_default_str();
}

}  // namespace toile::cli
