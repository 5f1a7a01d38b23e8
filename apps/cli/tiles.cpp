#include "apps/cli/tiles.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "apps/cli/own_files.hpp"
#include "toile/base/error.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/sentence.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kMadeOf = {"toile:request", "toile:model"};
constexpr int kSameTile = 8;  ///< levels by which two machines' tiles of one request may differ

/// What lies where a tile goes.
enum class Found { nothing, the_same, another };

Found found_at(const fs::path& file, const image::Metadata& note, const std::vector<std::string>& made_of) {
  if (!is_taken(file)) return Found::nothing;
  const image::Metadata its = fs::is_regular_file(file) ? image::read_metadata(file) : image::Metadata{};
  if (!its.contains(made_of.front())) refuse_taken(file, "no tile of Toile's");
  const bool same = std::all_of(made_of.begin(), made_of.end(), [&](const std::string& key) {
    const auto its_own = its.find(key);
    return its_own != its.end() && its_own->second == note.at(key);
  });
  return same ? Found::the_same : Found::another;
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
  refuse_taken(file, "was changed since it was made");
}

}  // namespace

bool write_tile(const fs::path& file, const Image& tile, const image::Metadata& note,
                const std::vector<std::string>& made_of) {
  const Found before = found_at(file, note, made_of);
  if (before == Found::the_same) refuse_changed(file, tile);
  image::write(file, tile, note);
  return before == Found::another;
}

namespace {

struct Outcome {
  double seam = 0;
  bool replaces = false;  ///< a tile of another request
  std::string problem;
};

Outcome make_one(const models::PatternGenerator& generator, const TileJob& job) {
  Outcome outcome;
  try {
    image::Metadata note = models::metadata_of(job.request, generator.source());
    found_at(job.file, note, kMadeOf);  // told before the work
    const models::Made made = generator.make(job.request);
    note.insert(made.note.begin(), made.note.end());
    note["Software"] = "toile " TOILE_VERSION;
    outcome.replaces = write_tile(job.file, made.pattern.tile, note, kMadeOf);
    outcome.seam = pattern::seam_score(made.pattern.tile);
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
      report.text += "failed " + one_line(file + ": " + outcome.problem) + "\n";
      line.set("problem", outcome.problem);
      report.failed = true;
    } else {
      report.text += one_line(file) + (outcome.replaces ? "\n  replaces another tile\n" : "\n");
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
