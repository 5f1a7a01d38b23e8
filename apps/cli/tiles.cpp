#include "apps/cli/tiles.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cstdlib>

#include "toile/base/error.hpp"
#include "toile/base/outputs.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/sentence.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRequest = "toile:request";
constexpr int kSameTile = 8;  ///< levels by which two machines' tiles of one request may differ

/// What lies where a tile goes.
enum class There { nothing, the_same, another };

There there(const fs::path& file, const image::Metadata& note) {
  std::error_code problem;
  if (!fs::exists(file, problem) || (fs::is_regular_file(file, problem) && fs::is_empty(file, problem))) {
    return There::nothing;
  }
  const image::Metadata its = fs::is_regular_file(file, problem) ? image::read_metadata(file) : image::Metadata{};
  const auto request = its.find(kRequest);
  if (request == its.end()) {
    throw Error(ErrorKind::cannot_write, file.string() +
                                             " is there and no tile of Toile's; move it away, or choose another folder "
                                             "by -o");
  }
  const auto model = its.find("toile:model");
  const bool same =
      request->second == note.at(kRequest) && model != its.end() && model->second == note.at("toile:model");
  return same ? There::the_same : There::another;
}

/// A tile of the same request whose pixels are others was painted on.
void refuse_changed(const fs::path& file, const Image& tile) {
  Image before;
  try {
    before = image::read(file);
  } catch (const Error&) {
    return;  // damaged: no loss
  }
  bool same = before.width == tile.width && before.height == tile.height;
  for (std::size_t i = 0; same && i < tile.rgb.size(); ++i) same = std::abs(before.rgb[i] - tile.rgb[i]) <= kSameTile;
  if (same) return;
  throw Error(ErrorKind::cannot_write, file.string() +
                                           " was changed since it was made; move it away, or choose another folder by "
                                           "-o");
}

struct Outcome {
  double seam = 0;
  bool replaces = false;  ///< a tile of another request
  std::string problem;
};

Outcome make_one(const models::PatternGenerator& generator, const TileJob& job) {
  Outcome outcome;
  try {
    image::Metadata note = models::metadata_of(job.request, generator.source());
    const There before = there(job.file, note);
    const models::Made made = generator.make(job.request);
    if (before == There::the_same) refuse_changed(job.file, made.pattern.tile);
    note.insert(made.note.begin(), made.note.end());
    note["Software"] = "toile " TOILE_VERSION;
    image::write(job.file, made.pattern.tile, note);
    outcome.seam = pattern::seam_score(made.pattern.tile);
    outcome.replaces = before == There::another;
  } catch (const Error& problem) {
    const bool of_request = problem.kind() == ErrorKind::usage || problem.kind() == ErrorKind::not_found;
    if (of_request) throw;  // the other tiles can't be made either
    outcome.problem = problem.what();
  } catch (...) {
    outcome.problem = sentence_in_hand();
  }
  return outcome;
}

Report report_of(const std::vector<TileJob>& jobs, const std::vector<Outcome>& outcomes) {
  Report report;
  Json::Array files;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const std::string file = jobs[i].file.string();
    const Outcome& outcome = outcomes[i];
    Json line = Json::Object{{"file", file}};
    if (!outcome.problem.empty()) {
      report.text += "failed " + file + ": " + outcome.problem + "\n";
      line.set("problem", outcome.problem);
      report.failed = true;
    } else {
      report.text += file + (outcome.replaces ? "\n  replaces another tile\n" : "\n");
      line.set("seam", outcome.seam);
      if (outcome.replaces) line.set("replaces", true);
    }
    files.push_back(std::move(line));
  }
  report.json = Json::Object{{"tiles", std::move(files)}};
  return report;
}

}  // namespace

std::pair<std::string, double> name_and_share(const std::string& option, const std::string& text, double otherwise,
                                              const std::string& example) {
  const auto colon = text.rfind(':');
  const std::string name = text.substr(0, colon);
  if (colon == std::string::npos) return {name, otherwise};
  double share = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + colon + 1, end, share);
  if (read.ec == std::errc() && read.ptr == end) return {name, share};
  throw Error(ErrorKind::usage,
              fmt::format("{} is {}; it must be a name or a name and a number, such as {}", option, text, example));
}

void set_grain(models::PatternRequest& request, const std::string& text) {
  const auto [name, strength] = name_and_share("grain", text, request.grain_strength, "twill:0.5");
  request.grain = pattern::grain_named(name);
  request.grain_strength = strength;
}

Report make_tiles(const models::PatternGenerator& generator, const std::vector<TileJob>& jobs,
                  const std::vector<fs::path>& read, const Shared& shared) {
  Outputs outputs;
  for (const fs::path& file : read) outputs.reads(file);
  for (const TileJob& job : jobs) outputs.writes(job.file);
  std::vector<Outcome> outcomes(jobs.size());
  std::size_t made = 0;
  const auto report_progress = [&](std::size_t done) {
    made = done;
    return shared.progress({.what = jobs.front().request.category,
                            .done = static_cast<std::int64_t>(done),
                            .total = static_cast<std::int64_t>(jobs.size())});
  };
  const auto make = [&](std::size_t i) { outcomes[i] = make_one(generator, jobs[i]); };
  if (!for_each_index(jobs.size(), shared.threads, make, report_progress)) {
    throw Error(ErrorKind::cancelled, fmt::format("stopped after {} of {} tiles", made, jobs.size()));
  }
  if (jobs.size() == 1 && !outcomes[0].problem.empty()) {
    throw Error(ErrorKind::cannot_write, outcomes[0].problem);
  }
  return report_of(jobs, outcomes);
}

}  // namespace toile::cli
