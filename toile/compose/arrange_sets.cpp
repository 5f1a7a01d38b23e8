#include <algorithm>
#include <cmath>
#include <numbers>

#include "toile/compose/arrange.hpp"
#include "toile/compose/bunch.hpp"
#include "toile/compose/held.hpp"
#include "toile/compose/lattice.hpp"
#include "toile/compose/line_work.hpp"

namespace toile::compose {
namespace {

/// Whole cells of about `cell_cm` in `side_cm`, at least `least`, in steps of `step`.
int cells_in(double side_cm, double cell_cm, int least, int step) {
  return std::max(least, step * static_cast<int>(std::lround(side_cm / cell_cm / step)));
}

/// The hero at every site, as large as fits, then smaller ones in the gaps.
void set_out(Stage& stage, const Lattice& lattice, const Actor& hero, const Cast& cast, const Brief& brief,
             Random& random) {
  const Silhouette silhouette = stage.silhouette(hero);
  const double gap = 0.07 * hero.size_cm / brief.density;
  Pose pose{.scale = 1.15};
  while (pose.scale > 0.3 && !fits_at_all(stage, lattice, silhouette, pose, gap)) pose.scale *= 0.93;
  lay_at_all(stage, lattice, hero, silhouette, pose);
  fill_alike(stage, lattice, cast.seconds, {.way = Way::one, .gap_cm = gap, .smallest = 0.55, .most = 1}, random);
  fill_alike(stage, lattice, cast.fillers, {.way = Way::one, .gap_cm = gap, .smallest = 0.5, .most = 4}, random);
}

/// How far apart heroes stand across and down: their own width and height and some air.
struct Pitch {
  double across_cm, down_cm;
};

Pitch pitch_of(const Stage& stage, const Actor& hero, const Brief& brief) {
  constexpr double kAir = 1.28, kSlimmest = 0.55;  // a slim motif stands no closer than a fuller one
  const Silhouette silhouette = stage.silhouette(hero);
  const double air = kAir / std::sqrt(brief.density), least = kSlimmest * hero.size_cm;
  return {air * std::max(silhouette.width() / stage.cells_a_cm(), least),
          air * std::max(silhouette.height() / stage.cells_a_cm(), least)};
}

}  // namespace

Laid half_drop(const Cast& cast, const Brief& brief) {
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  const Actor& hero = cast.heroes.front();
  const Pitch pitch = pitch_of(stage, hero, brief);
  // Columns nest: they may stand closer than the motif is wide.
  const int columns = cells_in(brief.width_cm, 0.86 * pitch.across_cm, 2, 2);
  const int rows = cells_in(brief.height_cm, pitch.down_cm, 1, 1);
  set_out(stage, half_drop_lattice(stage, columns, rows), hero, cast, brief, random);
  return {stage.placements(), {}};
}

Laid brick(const Cast& cast, const Brief& brief) {
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  const Actor& hero = cast.heroes.front();
  const Pitch pitch = pitch_of(stage, hero, brief);
  const int columns = cells_in(brief.width_cm, pitch.across_cm, 1, 1);
  const int rows = cells_in(brief.height_cm, 0.86 * pitch.down_cm, 2, 2);
  set_out(stage, brick_lattice(stage, columns, rows), hero, cast, brief, random);
  return {stage.placements(), {}};
}

Laid bouquet(const Cast& cast, const Brief& brief) {
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  const Actor bunch = bunch_of(cast.heroes.front(), cast.seconds, cast.leaves, random);
  const Pitch pitch = pitch_of(stage, bunch, brief);
  const int columns = cells_in(brief.width_cm, 0.72 * pitch.across_cm, 2, 2);
  const int rows = cells_in(brief.height_cm, 0.9 * pitch.down_cm, 1, 1);
  set_out(stage, half_drop_lattice(stage, columns, rows), bunch,
          {.heroes = {}, .seconds = {}, .fillers = cast.fillers, .leaves = {}}, brief, random);
  return {stage.placements(), {}};
}

Laid ogee(const Cast& cast, const Brief& brief) {
  constexpr double kSlender = 1.55;  // ovals are taller than wide
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  const Actor& hero = cast.heroes.front();
  const Pitch pitch = pitch_of(stage, hero, brief);
  const double oval = std::max(pitch.across_cm, pitch.down_cm / kSlender);
  const int columns = cells_in(brief.width_cm, oval, 2, 2);
  const int rows = cells_in(brief.height_cm, kSlender * brief.width_cm / columns, 1, 1);
  const Lattice lattice = half_drop_lattice(stage, columns, rows);
  const double wide = lattice.cell_width_cm, high = lattice.cell_height_cm, pen = 0.035 * wide;
  Laid laid;
  std::vector<Placement> frames;
  const auto frame = [&](int line, double width_cm, double inset, int ink, int layer) {
    // Lines between columns swing in turns, so that neighbours kiss where no oval lies.
    std::vector<PlaceCm> through;
    const int steps = 24 * rows;
    for (int i = -1; i <= steps + 1; ++i) {
      const double t = static_cast<double>(i) / 24;
      const double swing =
          (0.5 * wide - inset) * std::cos(2 * std::numbers::pi * (t - 0.25)) * (line % 2 == 0 ? -1 : 1);
      through.push_back({line * wide + swing, t * high});
    }
    Drawn drawn = stroke("laid:ogee:" + std::to_string(laid.motifs.size()), through, width_cm, ink);
    drawn.placement.layer = layer;
    frames.push_back(drawn.placement);
    laid.motifs.push_back(std::move(drawn.motif));
    Footprint footprint;
    const double reach = 0.5 * width_cm * stage.cells_a_cm();
    for (const PlaceCm& p : through) {
      const Cell at = stage.cell_at(p.x, p.y);
      for (int dy = -4; dy <= 4; ++dy) {
        for (int dx = -static_cast<int>(reach); dx <= static_cast<int>(reach); ++dx) {
          footprint.cells.push_back({at.x + dx, at.y + dy});
        }
      }
    }
    stage.take(footprint, {});
  };
  for (int line = 0; line < columns; ++line) {
    frame(line, 4 * pen, 2 * pen, brief.band, -2);
    frame(line, 0.8 * pen, 2 * pen, brief.second_band, -1);
  }
  set_out(stage, lattice, hero, cast, brief, random);
  laid.placements = stage.placements();
  laid.placements.insert(laid.placements.begin(), frames.begin(), frames.end());
  return laid;
}

Laid damask(const Cast& cast, const Brief& brief) {
  Stage stage(brief.width_cm, brief.height_cm);
  Random random(brief.seed);
  const Actor ornament = ornament_of(cast.heroes.front(), cast.leaves, cast.fillers, random);
  const double cell = 0.95 * ornament.size_cm / std::sqrt(brief.density);
  const Lattice lattice =
      half_drop_lattice(stage, cells_in(brief.width_cm, 0.8 * cell, 2, 2), cells_in(brief.height_cm, 1.2 * cell, 1, 1));
  const double gap = 0.03 * ornament.size_cm / brief.density;
  const Silhouette silhouette = stage.silhouette(ornament);
  Pose pose{.scale = 1.2};
  while (pose.scale > 0.3 && !fits_at_all(stage, lattice, silhouette, pose, gap)) pose.scale *= 0.94;
  lay_at_all(stage, lattice, ornament, silhouette, pose);
  // Midway between ornaments of one column the axis of symmetry goes on.
  const double half = lattice.cell_height_cm / 2;
  if (!cast.seconds.empty()) {
    const Actor& second = cast.seconds.front();
    const Silhouette own = stage.silhouette(second);
    Pose between{.x_cm = 0, .y_cm = half, .scale = 1.6};
    while (between.scale > 0.3 && !fits_at_all(stage, lattice, own, between, gap)) between.scale *= 0.93;
    if (between.scale > 0.35) lay_at_all(stage, lattice, second, own, between);
  }
  // Pairs to the left and right of the axis.
  if (!cast.fillers.empty()) {
    const Actor& small = cast.fillers.back();
    const Silhouette own = stage.silhouette(small);
    for (int pair = 0; pair < 4; ++pair) {
      const Cell hole = stage.field().freest(0);
      double x = 1e9, y = 0;
      for (const Site& site : lattice.sites) {
        const double dx = std::remainder(stage.cm(hole.x) - site.x_cm, stage.width_cm());
        const double dy = std::remainder(stage.cm(hole.y) - site.y_cm, stage.height_cm());
        if (std::hypot(dx, dy) < std::hypot(x, y)) x = dx, y = dy;
      }
      bool laid = false;
      for (double scale = 1.2; scale > 0.4 && !laid; scale *= 0.9) {
        const Pose right{.x_cm = x, .y_cm = y, .scale = scale, .angle = 0},
            left{.x_cm = -x, .y_cm = y, .scale = scale, .mirrored = true};
        if (!fits_at_all(stage, lattice, own, right, gap)) continue;
        Stage trial = stage;
        lay_at_all(trial, lattice, small, own, right);
        if (!fits_at_all(trial, lattice, own, left, gap)) continue;
        lay_at_all(stage, lattice, small, own, right);
        lay_at_all(stage, lattice, small, own, left);
        laid = true;
      }
      if (!laid) break;
    }
  }
  return {stage.placements(), {}};
}

}  // namespace toile::compose
