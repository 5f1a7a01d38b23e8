#include <algorithm>
#include <cmath>

#include "toile/compose/arrange.hpp"
#include "toile/compose/fill.hpp"
#include "toile/compose/line_work.hpp"

namespace toile::compose {
namespace {

/// How far what runs around the repeat overlaps its own beginning, of the repeat: two edges that only meet would let
/// the ground shine through where both cover a part of a pixel. More than a pixel at the least size, 64.
constexpr double kOverlap = 0.02;

/// Bands across or along the repeat, and what they take of it.
class Bands {
 public:
  Bands(Stage& stage, bool upright) : stage_(stage), upright_(upright) {}

  /// From `at` on, `width` wide; `take`: nothing else may lie there.
  void band(double at, double width, int ink, bool take, int layer) {
    const std::string name = "laid:band:" + std::to_string(laid_.motifs.size());
    const double along = upright_ ? stage_.height_cm() : stage_.width_cm(), over = kOverlap * along;
    Drawn drawn = upright_ ? rectangle(name, at, -over, width, along + 2 * over, ink)
                           : rectangle(name, -over, at, along + 2 * over, width, ink);
    drawn.placement.layer = layer;
    laid_.placements.push_back(drawn.placement);
    laid_.motifs.push_back(std::move(drawn.motif));
    if (take) keep_free(at, width);
  }
  /// Nothing is laid there any more.
  void keep_free(double at, double width) {
    Footprint footprint;
    const Cell first = stage_.cell_at(at, at), last = stage_.cell_at(at + width, at + width);
    const int along = upright_ ? stage_.field().height() : stage_.field().width();
    for (int i = 0; i < along; ++i) {
      for (int j = upright_ ? first.x : first.y; j <= (upright_ ? last.x : last.y); ++j) {
        footprint.cells.push_back(upright_ ? Cell{j, i} : Cell{i, j});
      }
    }
    stage_.take(footprint, {});
  }
  /// Actors in a row along the middle of a band, in turns, each as large as the band's inner width allows.
  void row(double middle, double width, const std::vector<Actor>& actors, double spacing, bool turn, int layer) {
    if (actors.empty()) return;
    const double length = upright_ ? stage_.height_cm() : stage_.width_cm();
    int count = std::max(1, static_cast<int>(std::lround(length / spacing)));
    if (count > 1 && (actors.size() > 1 || turn)) count += count % 2;
    for (int i = 0; i < count; ++i) {
      const Actor& actor = actors[static_cast<std::size_t>(i) % actors.size()];
      const double along = (i + 0.5) * length / count;
      const double scale = std::min(width, 0.98 * length / count) / actor.size_cm;
      const Pose pose{.x_cm = upright_ ? middle : along,
                      .y_cm = upright_ ? along : middle,
                      .scale = scale,
                      .mirrored = turn && i % 2 == 1};
      stage_.lay(actor, pose, layer);
      stage_.take(stage_.silhouette(actor), pose);
    }
  }
  Laid laid() {
    const auto placed = stage_.placements();
    laid_.placements.insert(laid_.placements.end(), placed.begin(), placed.end());
    return laid_;
  }

 private:
  Stage& stage_;
  bool upright_;
  Laid laid_;
};

/// The smallest of the cast, for narrow bands.
const std::vector<Actor>& small_of(const Cast& cast) {
  return cast.fillers.empty() ? cast.seconds : cast.fillers;
}

}  // namespace

Laid stripe(const Cast& cast, const Brief& brief) {
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  Bands bands(stage, true);
  const double hero = cast.heroes.front().size_cm;
  const int count = std::max(1, static_cast<int>(std::lround(brief.width_cm / (2.3 * hero))));
  const double period = brief.width_cm / count, narrow = period * random.between(0.26, 0.34), line = 0.014 * period;
  for (int i = 0; i < count; ++i) {
    const double at = i * period;
    bands.band(at, narrow, brief.band, true, -3);
    bands.band(at + 1.6 * line, line, brief.second_band, false, -2);
    bands.band(at + narrow - 2.6 * line, line, brief.second_band, false, -2);
    bands.band(at - 2.4 * line, line, brief.band, true, -3);
    bands.band(at + narrow + 1.4 * line, line, brief.band, true, -3);
    bands.row(at + narrow / 2, narrow * 0.62, small_of(cast), narrow * 0.95, false, 0);
    bands.row(at + (narrow + period) / 2, (period - narrow) * 0.82, cast.heroes,
              (period - narrow) * 1.15 / std::sqrt(brief.density), true, 1);
  }
  const double gap = 0.06 * hero / brief.density;
  fill(stage, cast.leaves, {.way = Way::any, .gap_cm = gap, .largest = 0.8, .smallest = 0.45}, random);
  fill(stage, cast.fillers, {.way = Way::any, .gap_cm = gap, .largest = 0.9, .smallest = 0.5}, random);
  return bands.laid();
}

Laid border(const Cast& cast, const Brief& brief) {
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  Bands bands(stage, false);
  const double hero = cast.heroes.front().size_cm;
  const int count = std::max(1, static_cast<int>(std::lround(brief.height_cm / (3.4 * hero))));
  const double period = brief.height_cm / count, wide = std::min(1.25 * hero, 0.42 * period), narrow = 0.3 * wide;
  const double line = 0.03 * wide;
  for (int i = 0; i < count; ++i) {
    const double at = i * period;
    bands.band(at, wide, brief.band, true, -3);
    bands.row(at + wide / 2, wide * 0.8, cast.heroes, wide * 1.05, true, 1);
    for (const double edge : {at - narrow - 3 * line, at + wide + 2 * line}) {
      bands.band(edge, line, brief.second_band, true, -3);
      bands.band(edge + narrow, line, brief.second_band, true, -3);
      bands.keep_free(edge, narrow);
      bands.row(edge + (narrow + line) / 2, narrow * 0.62, small_of(cast), narrow * 0.95, false, 0);
    }
  }
  const double gap = 0.08 * hero / brief.density;
  fill(stage, cast.seconds, {.way = Way::one, .gap_cm = gap, .smallest = 0.6}, random);
  fill(stage, cast.fillers, {.way = Way::any, .gap_cm = gap, .smallest = 0.6}, random);
  return bands.laid();
}

Laid patchwork(const Cast& cast, const Brief& brief) {
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  const double hero = cast.heroes.front().size_cm;
  const int across = std::max(2, 2 * static_cast<int>(std::lround(brief.width_cm / hero / 2.4)));
  const int down = std::max(2, 2 * static_cast<int>(std::lround(brief.height_cm / hero / 2.4)));
  const double wide = brief.width_cm / across, high = brief.height_cm / down, side = std::min(wide, high);
  Laid laid;
  const auto rectangle_at = [&](double left, double top, double width, double height, int ink, int layer) {
    Drawn drawn = rectangle("laid:patch:" + std::to_string(laid.motifs.size()), left, top, width, height, ink);
    drawn.placement.layer = layer;
    laid.placements.push_back(drawn.placement);
    laid.motifs.push_back(std::move(drawn.motif));
  };
  const auto grid = [&](const std::vector<Actor>& actors, double x, double y, int n, double fill_share) {
    if (actors.empty()) return;
    const Actor& actor = random.pick(actors);
    const double scale = fill_share * side / n / actor.size_cm;
    const double angle = n == 1 ? 0 : random.pick(std::vector<double>{0, 0, 45});
    for (int i = 0; i < n * n; ++i) {
      const int row = i / n, column = i % n;
      stage.lay(actor, {.x_cm = x + (column + 0.5) * wide / n,
                        .y_cm = y + (row + 0.5) * high / n,
                        .scale = scale,
                        .angle = angle,
                        .mirrored = (row + column) % 2 == 1});
    }
  };
  for (int j = 0; j < down; ++j) {
    for (int i = 0; i < across; ++i) {
      const double x = i * wide, y = j * high;
      const bool dark = (i + j) % 2 == 1;
      if (dark) rectangle_at(x, y, wide, high, brief.band, -3);
      switch (random.whole(4)) {
        case 0:
          grid(cast.heroes, x, y, 1, 0.8);
          break;
        case 1:
          grid(cast.seconds, x, y, 2, 0.72);
          break;
        case 2:
          grid(small_of(cast), x, y, 4, 0.62);
          break;
        default:
          grid(small_of(cast), x, y, 3, 0.66);
          break;
      }
    }
  }
  const double seam = 0.012 * side;
  for (int i = 0; i < across; ++i)
    rectangle_at(i * wide - seam, -kOverlap * brief.height_cm, 2 * seam, (1 + 2 * kOverlap) * brief.height_cm,
                 brief.second_band, 2);
  for (int j = 0; j < down; ++j)
    rectangle_at(-kOverlap * brief.width_cm, j * high - seam, (1 + 2 * kOverlap) * brief.width_cm, 2 * seam,
                 brief.second_band, 2);
  const auto placed = stage.placements();
  laid.placements.insert(laid.placements.end(), placed.begin(), placed.end());
  return laid;
}

}  // namespace toile::compose
