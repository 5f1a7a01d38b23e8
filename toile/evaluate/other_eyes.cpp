#include "toile/evaluate/other_eyes.hpp"

#include <algorithm>
#include <cmath>

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

/// Mean and deviation of each feature over all training swatches. As they come, a few features of large variance decide
/// the KID; at mean 0 and deviation 1 all have a say.
struct Scale {
  std::vector<float> mean, deviation;
};

Scale scale_of(const std::vector<Features>& sets) {
  constexpr double kSmoothing = 1e-6;
  const std::size_t length = sets.front().length;
  std::vector<double> sum(length), squares(length);
  double count = 0;
  for (const Features& set : sets) {
    for (std::size_t i = 0; i < set.values.size(); ++i) {
      sum[i % length] += set.values[i];
      squares[i % length] += static_cast<double>(set.values[i]) * set.values[i];
    }
    count += static_cast<double>(set.values.size() / length);
  }
  Scale scale;
  for (std::size_t k = 0; k < length; ++k) {
    const double mean = sum[k] / count, variance = std::max(0.0, squares[k] / count - mean * mean);
    scale.mean.push_back(static_cast<float>(mean));
    scale.deviation.push_back(static_cast<float>(std::sqrt(variance) + kSmoothing));
  }
  return scale;
}

Features scaled(Features features, const Scale& scale) {
  for (std::size_t i = 0; i < features.values.size(); ++i) {
    const std::size_t k = i % features.length;
    features.values[i] = (features.values[i] - scale.mean[k]) / scale.deviation[k];
  }
  return features;
}

/// See `OtherEyesReport::far`.
double far(const Features& scaled) {
  std::vector<double> distances;
  for (std::size_t i = 0; i < scaled.rows(); ++i) {
    double squares = 0;
    for (const float value : scaled.row(i)) squares += static_cast<double>(value) * value;
    distances.push_back(std::sqrt(squares / static_cast<double>(scaled.length)));
  }
  return quantile(distances, 0.5);
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
