#include "toile/compose/lattice.hpp"

#include <algorithm>
#include <cmath>

namespace toile::compose {
namespace {

constexpr int kScales = 6;

Pose at_site(const Site& site, const Pose& pose) {
  Pose own = pose;
  own.x_cm = site.x_cm + (site.mirrored ? -pose.x_cm : pose.x_cm);
  own.y_cm = site.y_cm + pose.y_cm;
  own.mirrored = pose.mirrored != site.mirrored;
  own.angle = site.mirrored ? -pose.angle : pose.angle;
  return own;
}

/// Where a place lies as seen from the nearest site that isn't mirrored.
Pose from_site(const Stage& stage, const Lattice& lattice, double x, double y) {
  Pose best;
  double nearest = 1e9;
  for (const Site& site : lattice.sites) {
    if (site.mirrored) continue;
    const double d = apart(stage, x, y, site.x_cm, site.y_cm);
    if (d >= nearest) continue;
    nearest = d;
    const auto step = [](double from, double to, double side) { return std::remainder(to - from, side); };
    best = {.x_cm = step(site.x_cm, x, stage.width_cm()), .y_cm = step(site.y_cm, y, stage.height_cm())};
  }
  return best;
}

}  // namespace

Lattice half_drop_lattice(const Stage& stage, int columns, int rows) {
  Lattice lattice{.sites = {}, .cell_width_cm = stage.width_cm() / columns, .cell_height_cm = stage.height_cm() / rows};
  for (int i = 0; i < columns; ++i) {
    for (int j = 0; j < rows; ++j) {
      lattice.sites.push_back(
          {(i + 0.5) * lattice.cell_width_cm, (j + 0.25 + 0.5 * (i % 2)) * lattice.cell_height_cm, i % 2 == 1});
    }
  }
  return lattice;
}

Lattice brick_lattice(const Stage& stage, int columns, int rows) {
  Lattice lattice{.sites = {}, .cell_width_cm = stage.width_cm() / columns, .cell_height_cm = stage.height_cm() / rows};
  for (int j = 0; j < rows; ++j) {
    for (int i = 0; i < columns; ++i) {
      lattice.sites.push_back(
          {(i + 0.25 + 0.5 * (j % 2)) * lattice.cell_width_cm, (j + 0.5) * lattice.cell_height_cm, j % 2 == 1});
    }
  }
  return lattice;
}

void lay_at_all(Stage& stage, const Lattice& lattice, const Actor& actor, const Silhouette& silhouette,
                const Pose& pose, int layer) {
  for (const Site& site : lattice.sites) {
    stage.lay(actor, at_site(site, pose), layer);
    stage.take(silhouette, at_site(site, pose));
  }
}

bool fits_at_all(const Stage& stage, const Lattice& lattice, const Silhouette& silhouette, const Pose& pose,
                 double gap_cm) {
  // All sites look alike: what fits at the first one fits at all, if it keeps clear of its own likes.
  const Pose first = at_site(lattice.sites.front(), pose);
  if (stage.clearance(silhouette, first, gap_cm) < gap_cm) return false;
  const auto gap = static_cast<float>(gap_cm * stage.cells_a_cm());
  TorusField alone(stage.field().width(), stage.field().height(), gap + 2);
  alone.take(silhouette.posed(first), stage.cell_at(first.x_cm, first.y_cm));
  return std::all_of(lattice.sites.begin() + 1, lattice.sites.end(), [&](const Site& site) {
    const Pose own = at_site(site, pose);
    return alone.clearance(silhouette.posed(own), stage.cell_at(own.x_cm, own.y_cm), gap) >= gap;
  });
}

void fill_alike(Stage& stage, const Lattice& lattice, const std::vector<Actor>& actors, const FillRule& rule,
                Random& random) {
  if (actors.empty()) return;
  TorusField holes = stage.field();
  for (int laid = 0, tried = 0; laid < rule.most && tried < 12; ++tried) {
    const Cell hole = holes.freest(random.bits());
    const double room = holes.distance(hole) / stage.cells_a_cm();
    const Actor& actor = actors[static_cast<std::size_t>(laid) % actors.size()];
    const Silhouette silhouette = stage.silhouette(actor);
    if (room < rule.gap_cm + 0.15 * actor.size_cm * rule.smallest) return;
    const Pose place = from_site(stage, lattice, stage.cm(hole.x), stage.cm(hole.y));
    const double loose = rule.way == Way::any ? random.between(-25, 25) : 0;
    bool fitted = false;
    for (int step = 0; step < kScales && !fitted; ++step) {
      Pose pose = place;
      pose.scale = rule.largest + (rule.smallest - rule.largest) * step / (kScales - 1);
      pose.angle = loose;
      fitted = fits_at_all(stage, lattice, silhouette, pose, rule.gap_cm);
      if (fitted) lay_at_all(stage, lattice, actor, silhouette, pose, rule.layer);
    }
    Footprint closed;
    const int side = std::max(1, static_cast<int>(0.5 * room * stage.cells_a_cm()));
    for (int y = -side; y <= side; ++y) {
      for (int x = -side; x <= side; ++x) closed.cells.push_back({x, y});
    }
    for (const Site& site : lattice.sites) {
      const Pose own = at_site(site, place);
      holes.take(closed, stage.cell_at(own.x_cm, own.y_cm));
    }
    if (fitted) holes = stage.field(), ++laid;
  }
}

}  // namespace toile::compose
