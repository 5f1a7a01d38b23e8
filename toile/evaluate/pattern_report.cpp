#include "toile/evaluate/pattern_report.hpp"

#include <algorithm>
#include <chrono>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/evaluate/correlation.hpp"
#include "toile/evaluate/features.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::evaluate {
namespace {

constexpr double kCopyLikeness = 0.9;
constexpr double kCopyRank = 0.01;

/// All that is measured of one picture alone.
struct Measured {
  Features features;
  std::vector<Spectrum> spectra;
  double lattice = 0;  ///< mean
};

/// Measures pictures of three sets and reports on all of them as one course.
class Course {
 public:
  Course(const std::string& category, std::size_t total, const models::PictureFeatures& features,
         const OnProgress& progress)
      : category_(category), total_(total), features_(features), progress_(progress) {}

  Measured measure(const std::vector<Image>& pictures) {
    std::vector<std::vector<float>> rows(pictures.size());
    std::vector<double> lattices(pictures.size());
    Measured measured{.features = {features_.length(), {}}, .spectra = std::vector<Spectrum>(pictures.size())};
    const bool all = for_each_index(
        pictures.size(), 0,
        [&](std::size_t i) {
          rows[i] = features_.of(pictures[i]);
          measured.spectra[i] = spectrum_of(pictures[i]);
          lattices[i] = lattice_regularity(pictures[i]);
        },
        [&](std::size_t done) { return report(done_ + done); });
    if (!all) throw Error(ErrorKind::cancelled, "stopped while measuring " + category_);
    done_ += pictures.size();
    for (const auto& row : rows)
      measured.features.values.insert(measured.features.values.end(), row.begin(), row.end());
    for (const double lattice : lattices) measured.lattice += lattice / static_cast<double>(pictures.size());
    return measured;
  }

 private:
  bool report(std::size_t done) const {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start_;
    const double left = done == 0 ? -1 : spent.count() * static_cast<double>(total_ - done) / static_cast<double>(done);
    return progress_({.what = "measuring " + category_,
                      .done = static_cast<std::int64_t>(done),
                      .total = static_cast<std::int64_t>(total_),
                      .seconds_left = left});
  }

  std::string category_;
  std::size_t total_, done_ = 0;
  const models::PictureFeatures& features_;
  const OnProgress& progress_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// For each picture the largest likeness with any of the others.
std::vector<double> likenesses(const std::vector<Spectrum>& pictures, const std::vector<Spectrum>& others) {
  std::vector<double> largest(pictures.size(), -1);
  for_rows(static_cast<int>(pictures.size()), [&](int first, int last) {
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
      for (const Spectrum& other : others) largest[i] = std::max(largest[i], shifted_likeness(pictures[i], other));
    }
  });
  return largest;
}

}  // namespace

PatternReport pattern_report(const PatternSets& sets, const models::PictureFeatures& features,
                             const OnProgress& progress) {
  for (const auto& [what, pictures] : {std::pair{"tiles", &sets.tiles},
                                       {"held-out swatches", &sets.held_out},
                                       {"training swatches", &sets.training}}) {
    if (pictures->size() >= 2) continue;
    throw Error(ErrorKind::usage,
                sets.category + " has " + std::to_string(pictures->size()) + " " + what + "; at least 2 are needed");
  }
  Course course(sets.category, sets.tiles.size() + sets.held_out.size() + sets.training.size(), features, progress);
  const Measured tiles = course.measure(sets.tiles), held = course.measure(sets.held_out),
                 training = course.measure(sets.training);
  PatternReport report{.category = sets.category,
                       .tiles = sets.tiles.size(),
                       .held_out = sets.held_out.size(),
                       .training = sets.training.size(),
                       .kid = kid(tiles.features, held.features),
                       .kid_real = kid(training.features, held.features),
                       .diversity = diversity(tiles.features),
                       .diversity_real = diversity(training.features),
                       .lattice = tiles.lattice,
                       .lattice_real = held.lattice};
  for (const Image& tile : sets.tiles) {
    const double seam = pattern::seam_score(tile);
    report.seam_mean += seam / static_cast<double>(sets.tiles.size());
    report.seam_worst = std::max(report.seam_worst, seam);
  }
  const auto nearest = nearest_distances(tiles.features, training.features);
  const auto nearest_real = nearest_distances(held.features, training.features);
  const auto likeness = likenesses(tiles.spectra, training.spectra);
  const auto likeness_real = likenesses(held.spectra, training.spectra);
  report.nearest = quantile(nearest, 0.5);
  report.nearest_real = quantile(nearest_real, 0.5);
  report.likeness_worst = quantile(likeness, 1);
  report.likeness_real = quantile(likeness_real, 1);
  const double too_near = quantile(nearest_real, kCopyRank), too_like = std::max(kCopyLikeness, report.likeness_real);
  for (std::size_t i = 0; i < nearest.size(); ++i) {
    report.memorised += nearest[i] < too_near || likeness[i] > too_like;
  }
  return report;
}

Json to_json(const PatternReport& r) {
  const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  return Json::Object{{"category", r.category},
                      {"tiles", count(r.tiles)},
                      {"held_out", count(r.held_out)},
                      {"training", count(r.training)},
                      {"kid", r.kid},
                      {"kid_real", r.kid_real},
                      {"seam_mean", r.seam_mean},
                      {"seam_worst", r.seam_worst},
                      {"diversity", r.diversity},
                      {"diversity_real", r.diversity_real},
                      {"nearest", r.nearest},
                      {"nearest_real", r.nearest_real},
                      {"likeness_worst", r.likeness_worst},
                      {"likeness_real", r.likeness_real},
                      {"memorised", count(r.memorised)},
                      {"lattice", r.lattice},
                      {"lattice_real", r.lattice_real}};
}

}  // namespace toile::evaluate
