#include "toile/evaluate/other_eyes.hpp"

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/evaluate/features.hpp"
#include "toile/evaluate/naming.hpp"

namespace toile::evaluate {
namespace {

Features features_of(const std::vector<Image>& pictures, const models::PictureFeatures& eyes, const std::string& what,
                     const OnProgress& progress) {
  std::vector<std::vector<float>> rows(pictures.size());
  const bool all = for_each_index(
      pictures.size(), 0, [&](std::size_t i) { rows[i] = eyes.of(pictures[i]); },
      [&](std::size_t done) {
        return progress({.what = "looking at " + what + " with other eyes",
                         .done = static_cast<std::int64_t>(done),
                         .total = std::ssize(pictures)});
      });
  if (!all) throw Error(ErrorKind::cancelled, "stopped while looking at " + what);
  Features features{eyes.length(), {}};
  for (const auto& row : rows) features.values.insert(features.values.end(), row.begin(), row.end());
  return features;
}

}  // namespace

std::vector<OtherEyesReport> other_eyes_report(const std::vector<PatternSets>& sets,
                                               const models::PictureFeatures& eyes, const OnProgress& progress) {
  std::vector<Features> training;
  for (const PatternSets& one : sets) training.push_back(features_of(one.training, eyes, one.category, progress));
  const Naming naming(training);
  const Scale scale = scale_of(training);
  std::vector<OtherEyesReport> reports;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    const Features tiles = features_of(sets[i].tiles, eyes, sets[i].category, progress);
    const Features held = features_of(sets[i].held_out, eyes, sets[i].category, progress);
    const Features scaled_tiles = scaled(tiles, scale), scaled_held = scaled(held, scale);
    reports.push_back({.category = sets[i].category,
                       .kid = kid(scaled_tiles, scaled_held),
                       .kid_real = kid(scaled(training[i], scale), scaled_held),
                       .far = far(scaled_tiles),
                       .far_real = far(scaled_held),
                       .named = naming.rate(tiles, i),
                       .named_real = naming.rate(held, i)});
  }
  return reports;
}

Json to_json(const OtherEyesReport& r) {
  return Json::Object{{"category", r.category}, {"kid", r.kid},     {"kid_real", r.kid_real},    {"far", r.far},
                      {"far_real", r.far_real}, {"named", r.named}, {"named_real", r.named_real}};
}

}  // namespace toile::evaluate
