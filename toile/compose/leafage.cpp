#include "toile/compose/leafage.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "toile/compose/held.hpp"

namespace toile::compose {
namespace {

constexpr double kLeastSeen = 0.4;  ///< of a leaf, beside its flower
constexpr double kGoldenAngle = 137.508;
constexpr int kLeafScales = 3;

}  // namespace

void leafage(Stage& stage, const std::vector<Actor>& leaves, const Silhouette& flower, double flower_cm,
             const Pose& pose, const LeafageRule& rule, Random& random) {
  if (leaves.empty()) return;
  const Cell middle = stage.cell_at(pose.x_cm, pose.y_cm);
  const auto gap = static_cast<float>(rule.gap_cm * stage.cells_a_cm());
  // Its own flower is in nobody's way, nor are its leaves where they meet under it.
  TorusField alone(stage.field().width(), stage.field().height(), gap + 3);
  alone.take(flower.posed(pose), middle);
  const double meeting = 0.6 * flower_cm * pose.scale * stage.cells_a_cm();
  std::vector<Silhouette> silhouettes;
  for (const Actor& leaf : leaves) silhouettes.push_back(stage.silhouette(leaf));
  const double first = random.between(0, 360);
  int laid = 0;
  for (int i = 0; i < 3 * rule.most && laid < rule.most; ++i) {
    // Whichever tries succeed, the leaves point into different directions.
    const double direction = first + kGoldenAngle * i + random.between(-8, 8);
    const double radians = direction * std::numbers::pi / 180, from = rule.under * flower_cm * pose.scale;
    const auto which = static_cast<std::size_t>(random.whole(static_cast<int>(leaves.size())));
    const Actor& leaf = leaves[which];
    const Silhouette& silhouette = silhouettes[which];
    const bool mirrored = random.chance(0.5);
    const double lean = random.between(-22, 22);
    for (int step = 0; step < kLeafScales; ++step) {
      const double scale = rule.largest + (rule.smallest - rule.largest) * step / (kLeafScales - 1);
      const Pose own = held(leaf, pose.x_cm + std::sin(radians) * from, pose.y_cm - std::cos(radians) * from,
                            direction + lean, scale, mirrored);
      const Cell at = stage.cell_at(own.x_cm, own.y_cm);
      const Footprint whole = silhouette.posed(own);
      Footprint seen{.cells = {}, .radius = whole.radius}, free = seen;
      for (const Cell& cell : whole.cells) {
        const Cell there{at.x + cell.x, at.y + cell.y};
        if (alone.distance(there) > 0) seen.cells.push_back(cell);
        if (alone.distance(there) > gap + 1 && std::hypot(there.x - middle.x, there.y - middle.y) > meeting) {
          free.cells.push_back(cell);
        }
      }
      const bool shows = static_cast<double>(seen.cells.size()) >= kLeastSeen * static_cast<double>(whole.cells.size());
      if (!shows || stage.field().clearance(free, at, gap) < gap) continue;
      stage.lay(leaf, own, rule.layer);
      stage.take(seen, own);
      ++laid;
      break;
    }
  }
}

}  // namespace toile::compose
