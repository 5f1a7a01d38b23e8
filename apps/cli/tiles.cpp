#include "apps/cli/tiles.hpp"

#include <fmt/core.h>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::cli {

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
