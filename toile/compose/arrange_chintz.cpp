#include <algorithm>
#include <cmath>

#include "toile/compose/arrange.hpp"
#include "toile/compose/fill.hpp"
#include "toile/compose/leafage.hpp"

namespace toile::compose {
Laid chintz(const Cast& cast, const Brief& brief) {
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  const double size = cast.heroes.front().size_cm, gap = 0.05 * size / brief.density;
  const double area = brief.width_cm * brief.height_cm;
  const double own = 1.42 * size / std::sqrt(brief.density);
  const std::vector<Spot> flowers = spread(stage, cast.heroes,
                                           {.count = std::max(1, static_cast<int>(std::lround(area / (own * own)))),
                                            .gap_cm = 2 * gap,
                                            .smallest = 0.7,
                                            .layer = 2},
                                           random);
  const auto with_leaves = [&](const std::vector<Actor>& actors, const std::vector<Spot>& spots, int most) {
    for (const Spot& spot : spots) {
      const Actor& actor = actors[spot.actor];
      leafage(stage, cast.leaves, stage.silhouette(actor), actor.size_cm, spot.pose,
              {.most = most, .gap_cm = gap, .layer = 0}, random);
    }
  };
  with_leaves(cast.heroes, flowers, 5);
  const auto small = fill(stage, cast.seconds, {.gap_cm = gap, .smallest = 0.7, .layer = 2}, random);
  with_leaves(cast.seconds, small, 2);
  fill(stage, cast.fillers, {.gap_cm = gap, .smallest = 0.6, .layer = 1}, random);
  return {stage.placements(), {}};
}

}  // namespace toile::compose
