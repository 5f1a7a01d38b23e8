// toile make-motifs --model FILE -o FOLDER: motifs that a net makes beforehand, for prints composed without it.

#include <fmt/core.h>

#include <filesystem>
#include <map>
#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/own_files.hpp"
#include "toile/base/error.hpp"
#include "toile/base/names.hpp"
#include "toile/compose/motif_pack.hpp"
#include "toile/models/choose_motifs.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct MakeMotifsRequest {
  std::filesystem::path model, output;
  std::vector<std::string> kinds;
  models::ChooseMotifs wanted;
};

bool is_list_of_motifs(const fs::path& file) {
  [[maybe_unused]] const compose::MotifPack opened(file.parent_path());  // throws where it isn't
  return true;
}

Report make_motifs(const MakeMotifsRequest& request, const Shared& shared) {
  std::error_code problem;
  if (fs::exists(request.output, problem) && !fs::is_empty(request.output, problem)) {
    refuse_foreign(request.output / "motifs.json", "no list of motifs", is_list_of_motifs);
    if (!is_taken(request.output / "motifs.json")) refuse_taken(request.output, "holds other things than motifs");
  }
  const models::MotifMaker maker(request.model);
  std::map<std::string, std::vector<compose::InkMap>> maps;
  Report report;
  Json counts;
  for (const std::string& kind : request.kinds.empty() ? maker.kinds() : request.kinds) {
    std::vector<compose::InkMap>& all = maps[kind];
    for (models::MadeMotif& made : models::choose_motifs(maker, kind, request.wanted, shared.progress)) {
      all.push_back(std::move(made.map));
    }
    if (all.empty()) {
      throw Error(ErrorKind::usage, fmt::format("no new motif of kind {} came out: all differ by less than {} from one "
                                                "that the net learnt; ask for less by --new",
                                                kind, request.wanted.least_new));
    }
    report.text += fmt::format("{}: {} motifs\n", kind, all.size());
    counts.set(kind, all.size());
  }
  compose::write_motif_pack(request.output, maps);
  report.text += fmt::format("-> {}\n", one_line(request.output.string()));
  report.json = Json::Object{{"motifs", std::move(counts)}, {"folder", request.output.string()}};
  return report;
}

}  // namespace

void add_make_motifs(Program& program) {
  auto request = std::make_shared<MakeMotifsRequest>();
  Command command =
      add_command(program, "make-motifs", "Make motifs by a trained net and pack them for composed prints",
                  [request, &program] { return make_motifs(*request, program.shared); });
  command.add_option("--model", request->model, "What `toile train --recipe motif` wrote").required();
  command.add_option("-o,--output", request->output, "Folder: a picture for each kind and motifs.json").required();
  command.add_option("--kind", request->kinds, "Only these kinds (repeatable)");
  command.add_option("-n,--count", request->wanted.count, "Motifs a kind, at most").capture_default_str();
  command.add_option("--candidates", request->wanted.candidates, "Motifs made for each that is kept")
      .capture_default_str();
  command
      .add_option("--new", request->wanted.least_new,
                  "How far from every motif it learnt: share of inked pixels that differ, 0 to 1")
      .within(0.0, 1.0)
      .capture_default_str();
  command.add_option("--size", request->wanted.side, "Side of a motif in pixels")
      .within(128, 1024)
      .capture_default_str();
  command.add_option("--seed", request->wanted.seed, "Same seed, same motifs").capture_default_str();
}

}  // namespace toile::cli
