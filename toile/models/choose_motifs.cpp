#include "toile/models/choose_motifs.hpp"

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/seed.hpp"

namespace toile::models {
namespace {

/// Side at which motifs are compared.
constexpr int kCompared = 64;
constexpr int kLearntSide = 128;

compose::InkMap small(const compose::InkMap& map) {
  compose::InkMap result{.side = kCompared, .inks = {}, .palette = map.palette};
  for (int y = 0; y < kCompared; ++y) {
    for (int x = 0; x < kCompared; ++x) {
      const int sx = (2 * x + 1) * map.side / (2 * kCompared), sy = (2 * y + 1) * map.side / (2 * kCompared);
      result.inks.push_back(map.inks[static_cast<std::size_t>(sy) * map.side + sx]);
    }
  }
  return result;
}

/// What the net gives back of the motifs of `kind` that it was trained on, small.
std::vector<compose::InkMap> given_back_of(const MotifMaker& maker, const std::string& kind) {
  const std::vector<int> numbers = maker.numbers_of(kind);
  std::vector<compose::InkMap> maps(numbers.size());
  for_each_index(
      maps.size(), 0, [&](std::size_t i) { maps[i] = small(maker.given_back(numbers[i], kLearntSide)); },
      [](std::size_t) { return true; });
  return maps;
}

}  // namespace

void ChooseMotifs::check() const {
  const auto in_range = [](const char* name, int value, int low, int high) {
    if (value >= low && value <= high) return;
    throw Error(ErrorKind::usage, std::string(name) + " is " + std::to_string(value) + "; it must be from " +
                                      std::to_string(low) + " to " + std::to_string(high));
  };
  in_range("the number of motifs", count, 1, 1000);
  in_range("the number of candidates", candidates, 1, 100);
}

std::vector<MadeMotif> choose_motifs(const MotifMaker& maker, const std::string& kind, const ChooseMotifs& wanted,
                                     const OnProgress& progress) {
  wanted.check();
  std::vector<MadeMotif> made(static_cast<std::size_t>(wanted.count) * wanted.candidates);
  const auto make = [&](std::size_t i) { made[i] = maker.make(kind, derive_seed(wanted.seed, i), wanted.side); };
  const bool all = for_each_index(made.size(), 0, make, [&](std::size_t done) {
    return progress(
        {.what = kind, .done = static_cast<std::int64_t>(done), .total = std::ssize(made), .seconds_left = -1});
  });
  if (!all) throw Error(ErrorKind::cancelled, "stopped; no motifs were written");
  std::stable_sort(made.begin(), made.end(), [](const MadeMotif& a, const MadeMotif& b) { return a.merit > b.merit; });
  const std::vector<compose::InkMap> learnt = given_back_of(maker, kind);
  std::vector<MadeMotif> chosen;
  std::vector<compose::InkMap> seen;
  for (MadeMotif& motif : made) {
    if (std::ssize(chosen) == wanted.count) break;
    compose::InkMap look = small(motif.map);
    if (!seen.empty() && nearest_motif(look, seen).distance < wanted.least_apart) continue;
    if (nearest_motif(look, learnt).distance < wanted.least_new) continue;
    seen.push_back(std::move(look));
    chosen.push_back(std::move(motif));
  }
  return chosen;
}

}  // namespace toile::models
