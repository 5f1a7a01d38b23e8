// toile prepare DIR -o PACK: a folder of category folders becomes one packed file.

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/data/prepare_swatches.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNamed = 5;  // dropped files named a category; the summary file names all

struct Request {
  fs::path folder;
  fs::path pack;
  data::PrepareOptions options;
};

std::string lines_of(const data::PreparedCategory& category, const fs::path& summary_file) {
  std::string text = fmt::format("{}: {} swatches from {} of {} pictures\n", category.name, category.swatches,
                                 category.kept, category.pictures);
  const std::size_t named = std::min(kMostNamed, category.dropped.size());
  for (std::size_t i = 0; i < named; ++i) {
    text += fmt::format("  left out {}: {}\n", category.dropped[i].file, category.dropped[i].sentence);
  }
  if (named < category.dropped.size()) {
    text +=
        fmt::format("  left out {} more, see {}\n", category.dropped.size() - named, summary_file.string());
  }
  return text;
}

Report prepare(const Request& request, const Shared& shared) {
  data::PrepareOptions options = request.options;
  options.threads = shared.threads;
  const data::PrepareSummary summary =
      data::prepare_swatches(request.folder, request.pack, options, shared.progress);
  Report report;
  for (const data::PreparedCategory& category : summary.categories) {
    report.text += lines_of(category, summary.summary_file);
  }
  if (summary.loose > 0) {
    report.text +=
        fmt::format("{} pictures lie beside the category folders and were left out\n", summary.loose);
  }
  report.text += fmt::format("{} swatches of {} x {} pixels -> {}\n", summary.swatches(), summary.size,
                             summary.size, request.pack.string());
  report.text += fmt::format("contact sheets: {}\n", summary.contact_folder.string());
  report.json = to_json(summary);
  report.json.set("pack", request.pack.string());
  report.json.set("contact_folder", summary.contact_folder.string());
  report.json.set("summary_file", summary.summary_file.string());
  return report;
}

}  // namespace

void add_prepare(Program& program) {
  auto request = std::make_shared<Request>();
  CLI::App* command =
      add_command(program, "prepare", "Clean, standardise and pack a folder of category folders",
                  [request, &program] { return prepare(*request, program.shared); });
  command->add_option("DIR", request->folder, "Holds one folder of pictures a category")->required();
  command->add_option("-o,--output", request->pack, "The packed file")->required();
  command->add_option("--size", request->options.size, "Side of a swatch in pixels")->capture_default_str();
  command
      ->add_option("--squares", request->options.most_squares, "Swatches cut from one large picture, at most")
      ->capture_default_str();
  command->add_option("--held-out", request->options.held_out, "Share of photos kept apart, for `evaluate patterns`")
      ->capture_default_str();
}

}  // namespace toile::cli
