#include <algorithm>
#include <cmath>

#include "toile/compose/arrange.hpp"
#include "toile/compose/fill.hpp"

namespace toile::compose {
namespace {

constexpr double kHeroes = 0.34;  ///< of the repeat that heroes cover
constexpr double kDitsies = 0.32;

double mean_size(const std::vector<Actor>& actors) {
  double sum = 0;
  for (const Actor& actor : actors) sum += actor.size_cm;
  return sum / static_cast<double>(actors.size());
}

/// How many actors cover `share` of the repeat; the emptier an actor, the more room it needs beside what it covers.
int count_for(const Stage& stage, const std::vector<Actor>& actors, double share) {
  double covered = 0;
  for (const Actor& actor : actors) {
    covered += actor.size_cm * actor.size_cm * std::pow(stage.silhouette(actor).fullness(), 0.75);
  }
  covered /= static_cast<double>(actors.size());
  return std::max(1, static_cast<int>(std::lround(share * stage.width_cm() * stage.height_cm() / covered)));
}

}  // namespace

Laid tossed(const Cast& cast, const Brief& brief, Way way) {
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  const double size = mean_size(cast.heroes), gap = 0.07 * size / brief.density;
  spread(stage, cast.heroes,
         {.count = count_for(stage, cast.heroes, kHeroes * brief.density), .way = way, .gap_cm = gap, .smallest = 0.6},
         random);
  fill(stage, cast.seconds, {.way = way, .gap_cm = gap, .smallest = 0.65}, random);
  fill(stage, cast.fillers, {.way = way, .gap_cm = 0.8 * gap, .smallest = 0.6}, random);
  return {stage.placements(), {}};
}

Laid ditsy(const Cast& cast, const Brief& brief) {
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  const double size = mean_size(cast.seconds), gap = 0.12 * size / brief.density;
  spread(stage, cast.seconds,
         {.count = count_for(stage, cast.seconds, kDitsies * brief.density), .gap_cm = gap, .smallest = 0.8}, random);
  std::vector<Actor> small = cast.fillers;
  small.insert(small.end(), cast.leaves.begin(), cast.leaves.end());
  fill(stage, small, {.way = Way::any, .gap_cm = 0.8 * gap, .smallest = 0.7}, random);
  return {stage.placements(), {}};
}

}  // namespace toile::compose
