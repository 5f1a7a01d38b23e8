#include "toile/evaluate/motif_report.hpp"

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/evaluate/features.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/motif_maker.hpp"

namespace toile::evaluate {
namespace {

constexpr int kSide = 224;
constexpr std::size_t kLeastHeldOut = 20;

Features features_of(const std::vector<compose::InkMap>& maps, const models::PictureFeatures& eyes,
                     const OnProgress& progress) {
  std::vector<std::vector<float>> rows(maps.size());
  const bool all = for_each_index(
      maps.size(), 0, [&](std::size_t i) { rows[i] = eyes.of(picture_of(maps[i], kSide)); },
      [&](std::size_t done) {
        return progress({.what = "looking at motifs",
                         .done = static_cast<std::int64_t>(done),
                         .total = std::ssize(maps),
                         .seconds_left = -1});
      });
  if (!all) throw Error(ErrorKind::cancelled, "stopped");
  Features features{.length = eyes.length(), .values = {}};
  for (const auto& row : rows) features.values.insert(features.values.end(), row.begin(), row.end());
  return features;
}

double mean_wholeness(const std::vector<compose::InkMap>& maps) {
  double sum = 0;
  for (const auto& map : maps) sum += compose::wholeness(map);
  return sum / static_cast<double>(std::max<std::size_t>(1, maps.size()));
}

}  // namespace

MotifReport motif_report(const MotifSets& sets, const models::PictureFeatures& eyes, const OnProgress& progress) {
  MotifReport report{.kind = sets.kind,
                     .made = sets.made.size(),
                     .held_out = sets.held_out.size(),
                     .training = sets.training.size(),
                     .compared = sets.held_out.size() >= kLeastHeldOut,
                     .whole = mean_wholeness(sets.made),
                     .whole_real = mean_wholeness(sets.training),
                     .neighbours = {}};
  std::vector<models::NearestMotif> nearest(sets.made.size()), real(sets.held_out.size());
  for_each_index(
      nearest.size(), 0, [&](std::size_t i) { nearest[i] = models::nearest_motif(sets.made[i], sets.training); },
      [](std::size_t) { return true; });
  for_each_index(
      real.size(), 0, [&](std::size_t i) { real[i] = models::nearest_motif(sets.held_out[i], sets.training); },
      [](std::size_t) { return true; });
  const auto distances = [](const std::vector<models::NearestMotif>& all) {
    std::vector<double> values;
    for (const auto& one : all) values.push_back(one.distance);
    return values;
  };
  for (const auto& one : nearest) report.neighbours.push_back(one.number);
  if (!nearest.empty()) {
    report.nearest = quantile(distances(nearest), 0.5);
    report.nearest_least = quantile(distances(nearest), 0);
  }
  if (!report.compared) return report;
  report.nearest_real = quantile(distances(real), 0.5);
  report.nearest_real_least = quantile(distances(real), 0);
  const Features held_out = features_of(sets.held_out, eyes, progress);
  report.kid = kid(features_of(sets.made, eyes, progress), held_out);
  report.kid_real = kid(features_of(sets.training, eyes, progress), held_out);
  return report;
}

Json to_json(const MotifReport& report) {
  Json json = Json::Object{{"kind", report.kind},         {"made", report.made},
                           {"held_out", report.held_out}, {"training", report.training},
                           {"nearest", report.nearest},   {"nearest_least", report.nearest_least},
                           {"whole", report.whole},       {"whole_real", report.whole_real}};
  if (report.compared) {
    json.set("kid", report.kid);
    json.set("kid_real", report.kid_real);
    json.set("nearest_real", report.nearest_real);
    json.set("nearest_real_least", report.nearest_real_least);
  }
  return json;
}

Image picture_of(const compose::InkMap& map, int side) {
  Image picture = Image::filled(map.side, map.side, {255, 255, 255});
  for (std::size_t i = 0; i < map.inks.size(); ++i) {
    if (map.inks[i] == compose::InkMap::kNothing) continue;
    const auto& colour = map.palette[map.inks[i]];
    std::copy(colour.begin(), colour.end(), picture.rgb.begin() + static_cast<std::ptrdiff_t>(3 * i));
  }
  return image::resize(picture, side, side);
}

}  // namespace toile::evaluate
