// toile prepare DIR -o PACK: a folder of category folders becomes one packed file.

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/base/error.hpp"
#include "toile/base/names.hpp"
#include "toile/data/prepare_swatches.hpp"
#include "toile/studio/swatches_from_photos.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNamed = 5;  // dropped files named a category; the summary file names all

struct PrepareRequest {
  fs::path folder;
  fs::path pack;
  bool from_photos = false;
  data::PrepareOptions options;
};

[[noreturn]] void refuse_all(const fs::path& folder, const studio::CutSummary& cut, std::int64_t squares) {
  std::string sentence = fmt::format(
      "none of the {} photos in {} gave a swatch: {} without a garment, {} with too little cloth, {} squares with "
      "blemishes, {} left out",
      cut.photos, folder.string(), cut.without_garment, cut.too_small, squares, cut.failed.size());
  for (const data::PassedOver& one : cut.failed) sentence += fmt::format("; {}: {}", one.name, one.sentence);
  throw Error(ErrorKind::bad_file, sentence);
}

/// Cuts swatches out of the photos into a folder beside the pack and names that folder.
fs::path cut_from_photos(const PrepareRequest& request, const Shared& shared, Report& report) {
  fs::path swatches = request.pack.parent_path() / file_name(request.pack.stem().string(), ".swatches");
  const auto segmenter = models::GarmentSegmenter::open();
  const auto cut = studio::cut_swatches(request.folder, swatches, segmenter, {}, shared.progress);
  report.text += fmt::format("{} photos: {} swatches -> {}\n", cut.photos, cut.swatches, one_line(swatches.string()));
  report.text +=
      fmt::format("  {} photos without a garment, {} with too little cloth\n", cut.without_garment, cut.too_small);
  Json::Array failed;
  for (const data::PassedOver& one : cut.failed) {
    report.text += "  left out " + one_line(one.name + ": " + one.sentence) + "\n";
    failed.push_back(Json::Object{{"file", one.name}, {"sentence", one.sentence}});
    report.failed = report.failed || one.failed;
  }
  Json squares;
  std::int64_t left_out = 0;
  for (std::size_t i = 1; i < cut.squares.size(); ++i) {
    const std::string sentence = data::sentence_of(static_cast<data::Blemish>(i));
    report.text += fmt::format("  {} squares left out: each {}\n", cut.squares[i], sentence);
    squares.set(sentence, cut.squares[i]);
    left_out += cut.squares[i];
  }
  if (cut.swatches == 0) refuse_all(request.folder, cut, left_out);
  report.json.set("cut", Json::Object{{"photos", cut.photos},
                                      {"swatches", cut.swatches},
                                      {"without_garment", cut.without_garment},
                                      {"too_small", cut.too_small},
                                      {"failed", std::move(failed)},
                                      {"left_out", std::move(squares)}});
  return swatches;
}

std::string lines_of(const data::PreparedCategory& category, const fs::path& summary_file) {
  std::string text = fmt::format("{}: {} swatches from {} of {} pictures\n", one_line(category.name), category.swatches,
                                 category.kept, category.pictures);
  const std::size_t named = std::min(kMostNamed, category.dropped.size());
  for (std::size_t i = 0; i < named; ++i) {
    text += "  left out " + one_line(category.dropped[i].file + ": " + category.dropped[i].sentence) + "\n";
  }
  if (named < category.dropped.size()) {
    text +=
        fmt::format("  left out {} more, see {}\n", category.dropped.size() - named, one_line(summary_file.string()));
  }
  return text;
}

Report prepare(const PrepareRequest& request, const Shared& shared) {
  data::PrepareOptions options = request.options;
  options.threads = shared.threads;
  Report report{.text = {}, .json = Json::Object{}};
  const fs::path folder = request.from_photos ? cut_from_photos(request, shared, report) : request.folder;
  const data::PrepareSummary summary = data::prepare_swatches(folder, request.pack, options, shared.progress);
  for (const data::PreparedCategory& category : summary.categories) {
    report.text += lines_of(category, summary.summary_file);
  }
  for (const data::PassedOver& one : summary.passed_over) {
    report.text += "left out " + one_line(one.name + ": " + one.sentence) + "\n";
  }
  if (summary.loose > 0) {
    report.text += fmt::format("{} pictures lie beside the category folders and were left out\n", summary.loose);
  }
  report.text += fmt::format("{} swatches of {} x {} pixels -> {}\n", summary.swatches(), summary.size, summary.size,
                             one_line(request.pack.string()));
  report.text += fmt::format("contact sheets: {}\n", one_line(summary.contact_folder.string()));
  if (summary.failed() > 0) report.text += fmt::format("{} could not be read\n", summary.failed());
  report.failed = report.failed || summary.failed() > 0;
  const Json prepared = to_json(summary);
  for (const auto& [name, value] : prepared.object()) report.json.set(name, value);
  report.json.set("pack", request.pack.string());
  report.json.set("contact_folder", summary.contact_folder.string());
  report.json.set("summary_file", summary.summary_file.string());
  return report;
}

}  // namespace

void add_prepare(Program& program) {
  auto request = std::make_shared<PrepareRequest>();
  Command command = add_command(program, "prepare", "Clean, standardise and pack a folder of category folders",
                                [request, &program] { return prepare(*request, program.shared); });
  command.add_option("DIR", request->folder, "Holds one folder of pictures a category").required();
  command.add_option("-o,--output", request->pack, "The packed file").required();
  command.add_option("--size", request->options.size, "Side of a swatch in pixels").capture_default_str();
  command.add_option("--squares", request->options.most_squares, "Swatches cut from one large picture, at most")
      .capture_default_str();
  command
      .add_option("--inks", request->options.inks,
                  "Flatten swatches to so many inks at most, for the tile recipe (0: pack them as they are)")
      .capture_default_str();
  command.add_flag("--from-photos", request->from_photos,
                   "DIR holds photos of garments: find them and cut clean swatches out of their cloth");
  command.add_option("--held-out", request->options.held_out, "Share of photos kept apart, for `evaluate patterns`")
      .capture_default_str();
}

}  // namespace toile::cli
