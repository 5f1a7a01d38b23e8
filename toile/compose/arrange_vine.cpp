#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "toile/compose/arrange.hpp"
#include "toile/compose/fill.hpp"
#include "toile/compose/held.hpp"
#include "toile/compose/line_work.hpp"

namespace toile::compose {
namespace {

constexpr double kTwoPi = 2 * std::numbers::pi;
constexpr int kSteps = 96;  ///< of a stem around the repeat

/// A stem's middle line: climbs once around the repeat while it swings, and closes.
struct Climb {
  double x_cm, width_cm, height_cm;
  int swings;       ///< to and fro, a whole number
  double reach_cm;  ///< of a swing
  double phase;
  double second, second_phase;  ///< a smaller swing over it: a hand's line

  PlaceCm at(double t) const {
    return {x_cm + reach_cm * (std::sin(kTwoPi * (swings * t) + phase) +
                               second * std::sin(kTwoPi * (2 * swings * t) + second_phase)),
            (1 - t) * height_cm};
  }
  /// Which way it climbs, degrees clockwise from up.
  double direction(double t) const {
    const PlaceCm a = at(t - 1e-3), b = at(t + 1e-3);
    return std::atan2(b.x - a.x, a.y - b.y) * 180 / std::numbers::pi;
  }
};

/// A stalk from one place to another that leaves in a direction.
std::vector<PlaceCm> stalk(PlaceCm from, double direction, PlaceCm to) {
  const double radians = direction * std::numbers::pi / 180, reach = 0.5 * std::hypot(to.x - from.x, to.y - from.y);
  const PlaceCm over{from.x + std::sin(radians) * reach, from.y - std::cos(radians) * reach};
  std::vector<PlaceCm> line;
  for (int i = 0; i <= 8; ++i) {
    const double t = i / 8.0, u = 1 - t;
    line.push_back(
        {u * u * from.x + 2 * u * t * over.x + t * t * to.x, u * u * from.y + 2 * u * t * over.y + t * t * to.y});
  }
  return line;
}

class Vine {
 public:
  Vine(const Cast& cast, const Brief& brief)
      : cast_(cast), brief_(brief), stage_(brief.width_cm, brief.height_cm), random_(brief.seed) {}

  Laid grown() {
    const double hero = cast_.heroes.front().size_cm;
    const int stems =
        std::max(1, static_cast<int>(std::lround(brief_.width_cm * std::sqrt(brief_.density) / (1.75 * hero))));
    const double pitch = brief_.width_cm / stems;
    const int swings = std::max(1, static_cast<int>(std::lround(brief_.height_cm / (2.9 * hero))));
    const double phase = random_.between(0, kTwoPi), second_phase = random_.between(0, kTwoPi);
    const double drop = random_.chance(0.6) ? std::numbers::pi : 0;
    pen_ = 0.045 * hero * brief_.stem_weight;
    for (int i = 0; i < stems; ++i) {
      climbs_.push_back({.x_cm = (i + 0.5) * pitch,
                         .width_cm = brief_.width_cm,
                         .height_cm = brief_.height_cm,
                         .swings = swings,
                         .reach_cm = 0.3 * pitch,
                         .phase = phase + (stems % 2 == 0 ? drop * (i % 2) : 0),
                         .second = 0.16,
                         .second_phase = second_phase});
      std::vector<PlaceCm> line;
      for (int k = -2; k <= kSteps + 2; ++k) line.push_back(climbs_.back().at(static_cast<double>(k) / kSteps));
      draw(line, pen_, 1, -2);
    }
    for (const Climb& climb : climbs_) blossom_in_bays(climb);
    for (const Climb& climb : climbs_) leaf_out(climb);
    const double gap = 0.05 * hero / brief_.density;
    fill(stage_, cast_.fillers, {.gap_cm = 1.6 * gap, .smallest = 0.6}, random_);
    const auto placed = stage_.placements();
    laid_.placements.insert(laid_.placements.end(), placed.begin(), placed.end());
    return std::move(laid_);
  }

 private:
  void draw(const std::vector<PlaceCm>& line, double width, double taper, int layer) {
    Drawn drawn = stroke("laid:stem:" + std::to_string(laid_.motifs.size()), line, width, brief_.stem, taper);
    drawn.placement.layer = layer;
    laid_.placements.push_back(drawn.placement);
    laid_.motifs.push_back(std::move(drawn.motif));
    Footprint footprint;
    const double reach = std::max(1.0, 0.5 * width * stage_.cells_a_cm());
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const int steps = std::max(
          1, static_cast<int>(std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y) * stage_.cells_a_cm()));
      for (int k = 0; k < steps; ++k) {
        const double t = static_cast<double>(k) / steps;
        const Cell at =
            stage_.cell_at(line[i].x + t * (line[i + 1].x - line[i].x), line[i].y + t * (line[i + 1].y - line[i].y));
        for (int dy = -static_cast<int>(reach); dy <= static_cast<int>(reach); ++dy) {
          for (int dx = -static_cast<int>(reach); dx <= static_cast<int>(reach); ++dx)
            footprint.cells.push_back({at.x + dx, at.y + dy});
        }
      }
    }
    stage_.take(footprint, {});
  }

  /// Each bay of the wave, right and left in turns, gets a flower on a stalk.
  void blossom_in_bays(const Climb& climb) {
    const int bays = 2 * climb.swings;
    for (int bay = 0; bay < bays; ++bay) {
      // The wave is farthest to one side where sin is 1 or -1; the bay opens to the other side.
      const double t = ((bay + 0.5) * std::numbers::pi - climb.phase) / (kTwoPi * climb.swings);
      const double side = bay % 2 == 0 ? -1 : 1;
      const Actor& hero = cast_.heroes[static_cast<std::size_t>(next_++) % cast_.heroes.size()];
      const Silhouette silhouette = stage_.silhouette(hero);
      const PlaceCm outer = climb.at(t);
      if (const auto pose = pose_in_bay(silhouette, outer, side, hero.size_cm)) {
        stage_.lay(hero, *pose, 2);
        stage_.take(silhouette, *pose);
        const double from = t - 0.16 / climb.swings;
        draw(stalk(climb.at(from), climb.direction(from), {pose->x_cm, pose->y_cm}), 0.7 * pen_, 0.6, -2);
      }
    }
  }

  /// As large as the bay allows, a little above or below its middle.
  std::optional<Pose> pose_in_bay(const Silhouette& silhouette, PlaceCm outer, double side, double size) {
    const double gap = 0.04 * size, angle = side * random_.between(10, 40);
    for (double scale = 1.1; scale > 0.4; scale *= 0.93) {
      for (const double far : {0.6, 0.7, 0.85, 1.0}) {
        for (const double rise : {0.0, 0.15, -0.15, 0.3, -0.3}) {
          const Pose pose{.x_cm = outer.x + side * (far * size * scale + pen_),
                          .y_cm = outer.y + rise * size,
                          .scale = scale,
                          .angle = angle,
                          .mirrored = side < 0};
          if (stage_.clearance(silhouette, pose, gap) >= gap) return pose;
        }
      }
    }
    return {};
  }

  void leaf_out(const Climb& climb) {
    if (cast_.leaves.empty()) return;
    std::vector<Silhouette> silhouettes;
    for (const Actor& leaf : cast_.leaves) silhouettes.push_back(stage_.silhouette(leaf));
    const double length =
        climb.height_cm * std::sqrt(1 + std::pow(kTwoPi * climb.swings * climb.reach_cm / climb.height_cm, 2) / 2);
    const double gap = 0.03 * cast_.heroes.front().size_cm / brief_.density;
    const int nodes = static_cast<int>(length / (0.42 * cast_.leaves.front().size_cm));
    for (int i = 0; i < nodes; ++i) {
      const double t = (i + random_.between(0, 0.4)) / nodes, direction = climb.direction(t);
      const PlaceCm at = climb.at(t);
      for (const double side : {i % 2 == 0 ? 1.0 : -1.0, i % 2 == 0 ? -1.0 : 1.0}) {
        const auto which = static_cast<std::size_t>(random_.whole(static_cast<int>(cast_.leaves.size())));
        if (grow(cast_.leaves[which], silhouettes[which], at, direction + side * random_.between(38, 62), side, gap))
          break;
      }
    }
  }

  /// A leaf whose foot lies on the stem; all but the foot must have room.
  bool grow(const Actor& leaf, const Silhouette& silhouette, PlaceCm at, double direction, double side, double gap) {
    const double radians = direction * std::numbers::pi / 180, out = 0.5 * pen_;
    for (double scale = 1; scale > 0.45; scale *= 0.88) {
      const Pose pose =
          held(leaf, at.x + std::sin(radians) * out, at.y - std::cos(radians) * out, direction, scale, side < 0);
      Footprint all = silhouette.posed(pose), tip{.cells = {}, .radius = all.radius};
      const Cell middle = stage_.cell_at(pose.x_cm, pose.y_cm), foot = stage_.cell_at(at.x, at.y);
      const double near = 0.28 * leaf.size_cm * scale * stage_.cells_a_cm();
      for (const Cell& cell : all.cells) {
        if (std::hypot(middle.x + cell.x - foot.x, middle.y + cell.y - foot.y) > near) tip.cells.push_back(cell);
      }
      const auto cells = static_cast<float>(gap * stage_.cells_a_cm());
      if (stage_.field().clearance(tip, middle, cells) < cells) continue;
      stage_.lay(leaf, pose, -1);
      stage_.take(all, pose);
      return true;
    }
    return false;
  }

  const Cast& cast_;
  const Brief& brief_;
  Stage stage_;
  Random random_;
  Laid laid_;
  std::vector<Climb> climbs_;
  double pen_ = 0.1;
  int next_ = 0;
};

}  // namespace

Laid trailing_vine(const Cast& cast, const Brief& brief) {
  return Vine(cast, brief).grown();
}

}  // namespace toile::compose
