#include "apps/cli/tiles.hpp"

#include <fmt/core.h>

#include <charconv>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::cli {

std::pair<std::string, double> name_and_share(const std::string& option, const std::string& text, double otherwise,
                                              const std::string& example) {
  const auto colon = text.find(':');
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

Report make_tiles(const models::PatternGenerator& generator, const std::vector<TileJob>& jobs, const Shared& shared) {
  std::vector<double> seams(jobs.size());
  const auto make = [&](std::size_t i) {
    const models::Made made_tile = generator.make(jobs[i].request);
    const Pattern& pattern = made_tile.pattern;
    image::Metadata note = models::metadata_of(jobs[i].request, generator.source());
    note.insert(made_tile.note.begin(), made_tile.note.end());
    note["Software"] = "toile " TOILE_VERSION;
    image::write(jobs[i].file, pattern.tile, note);
    seams[i] = pattern::seam_score(pattern.tile);
  };
  std::size_t made = 0;
  const auto report_progress = [&](std::size_t done) {
    made = done;
    return shared.progress({.what = jobs.front().request.category,
                            .done = static_cast<std::int64_t>(done),
                            .total = static_cast<std::int64_t>(jobs.size())});
  };
  if (!for_each_index(jobs.size(), shared.threads, make, report_progress)) {
    throw Error(ErrorKind::cancelled, fmt::format("stopped after {} of {} tiles", made, jobs.size()));
  }
  Report report;
  Json::Array files;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    report.text += jobs[i].file.string() + "\n";
    files.push_back(Json::Object{{"file", jobs[i].file.string()}, {"seam", seams[i]}});
  }
  report.json = Json::Object{{"tiles", std::move(files)}};
  return report;
}

}  // namespace toile::cli
