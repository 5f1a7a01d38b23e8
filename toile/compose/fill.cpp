#include "toile/compose/fill.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace toile::compose {
namespace {

struct Place {
  double x = 0, y = 0;
};

constexpr int kSamples = 48;  ///< a side, for relaxing
constexpr int kRelaxations = 4;
constexpr double kRelaxed = 0.8;  ///< how far a place moves to the middle of what is nearest to it
constexpr int kTurns = 8;         ///< angles tried at a place
constexpr int kScales = 5;        ///< sizes tried at a place

/// Random places, each in turn the farthest of several from the others (Mitchell's best candidate).
std::vector<Place> far_places(const Stage& stage, int count, Random& random) {
  std::vector<Place> places;
  while (std::ssize(places) < count) {
    Place best;
    double farthest = -1;
    for (std::size_t i = 0; i < 10 + 4 * places.size(); ++i) {
      const Place place{random.between(0, stage.width_cm()), random.between(0, stage.height_cm())};
      double nearest = 1e9;
      for (const Place& other : places) nearest = std::min(nearest, apart(stage, place.x, place.y, other.x, other.y));
      if (nearest > farthest) best = place, farthest = nearest;
    }
    places.push_back(best);
  }
  return places;
}

double wrapped_step(double from, double to, double side) {
  double d = std::fmod(to - from, side);
  if (d > side / 2) d -= side;
  if (d < -side / 2) d += side;
  return d;
}

void relax(const Stage& stage, std::vector<Place>& places) {
  std::vector<Place> sums(places.size());
  std::vector<int> counts(places.size());
  for (int i = 0; i < kSamples * kSamples; ++i) {
    const int row = i / kSamples, column = i % kSamples;
    const double x = (column + 0.5) / kSamples * stage.width_cm();
    const double y = (row + 0.5) / kSamples * stage.height_cm();
    std::size_t own = 0;
    double nearest = 1e9;
    for (std::size_t k = 0; k < places.size(); ++k) {
      const double d = apart(stage, x, y, places[k].x, places[k].y);
      if (d < nearest) own = k, nearest = d;
    }
    sums[own].x += wrapped_step(places[own].x, x, stage.width_cm());
    sums[own].y += wrapped_step(places[own].y, y, stage.height_cm());
    ++counts[own];
  }
  for (std::size_t k = 0; k < places.size(); ++k) {
    if (counts[k] == 0) continue;
    places[k].x += kRelaxed * sums[k].x / counts[k];
    places[k].y += kRelaxed * sums[k].y / counts[k];
  }
}

/// Which actor's like lies farthest from a place.
class Turns {
 public:
  explicit Turns(std::size_t actors) : laid_(actors) {}

  std::size_t next(const Stage& stage, double x, double y, Random& random) const {
    std::size_t best = 0;
    double farthest = -1;
    for (std::size_t k = 0; k < laid_.size(); ++k) {
      double nearest = stage.width_cm() + stage.height_cm();
      for (const Place& place : laid_[k]) nearest = std::min(nearest, apart(stage, x, y, place.x, place.y));
      nearest *= random.between(0.7, 1.3);
      if (nearest > farthest) best = k, farthest = nearest;
    }
    return best;
  }
  void laid(std::size_t actor, double x, double y) { laid_[actor].push_back({x, y}); }

 private:
  std::vector<std::vector<Place>> laid_;
};

struct Try {
  double reach_cm = 0;  ///< how far from the place
  double gap_cm = 0;
  double largest = 1, smallest = 1;
  Way way = Way::any;
};

/// The largest pose near a place that keeps the gap; of the turns tried the one with the most room around.
std::optional<Pose> fitting(const Stage& stage, const Silhouette& silhouette, Place place, const Try& rule,
                            Random& random) {
  for (int step = 0; step < kScales; ++step) {
    const double scale = rule.largest + (rule.smallest - rule.largest) * step / (kScales - 1);
    std::optional<Pose> best;
    double most = rule.gap_cm;
    for (int i = 0; i < kTurns; ++i) {
      const double far = i == 0 ? 0 : rule.reach_cm * std::sqrt(random.unit());
      const double where = random.between(0, 2 * std::numbers::pi);
      const Pose pose{.x_cm = place.x + far * std::cos(where),
                      .y_cm = place.y + far * std::sin(where),
                      .scale = scale,
                      .angle = angle_by(rule.way, random),
                      .mirrored = random.chance(0.5)};
      const double room = stage.clearance(silhouette, pose, most);
      if (room >= most) best = pose, most = room;
    }
    if (best) return best;
  }
  return {};
}

std::vector<Silhouette> silhouettes_of(const Stage& stage, const std::vector<Actor>& actors) {
  std::vector<Silhouette> all;
  for (const Actor& actor : actors) all.push_back(stage.silhouette(actor));
  return all;
}

}  // namespace

std::vector<Spot> spread(Stage& stage, const std::vector<Actor>& actors, const SpreadRule& rule, Random& random) {
  std::vector<Spot> spots;
  if (actors.empty() || rule.count < 1) return spots;
  std::vector<Place> places = far_places(stage, rule.count, random);
  for (int i = 0; i < kRelaxations; ++i) relax(stage, places);
  const auto silhouettes = silhouettes_of(stage, actors);
  const double spacing = std::sqrt(stage.width_cm() * stage.height_cm() / rule.count);
  Turns turns(actors.size());
  for (const Place& place : places) {
    const std::size_t who = turns.next(stage, place.x, place.y, random);
    const auto pose = fitting(stage, silhouettes[who], place,
                              {.reach_cm = 0.15 * spacing,
                               .gap_cm = rule.gap_cm,
                               .largest = rule.largest * random.between(0.92, 1),
                               .smallest = rule.smallest,
                               .way = rule.way},
                              random);
    if (!pose) continue;
    stage.lay(actors[who], *pose, rule.layer);
    stage.take(silhouettes[who], *pose);
    turns.laid(who, place.x, place.y);
    spots.push_back({who, *pose});
  }
  return spots;
}

std::vector<Spot> fill(Stage& stage, const std::vector<Actor>& actors, const FillRule& rule, Random& random) {
  std::vector<Spot> spots;
  if (actors.empty()) return spots;
  const auto silhouettes = silhouettes_of(stage, actors);
  double least_size = 1e9;
  for (std::size_t k = 0; k < actors.size(); ++k) {
    least_size = std::min(least_size, actors[k].size_cm * std::sqrt(silhouettes[k].fullness()));
  }
  const double least_hole = rule.gap_cm + 0.3 * least_size * rule.smallest;
  TorusField holes = stage.field();  // with those closed in which nothing fits
  Turns turns(actors.size());
  while (std::ssize(spots) < rule.most) {
    const Cell hole = holes.freest(random.bits());
    const double room = holes.distance(hole) / stage.cells_a_cm();
    if (room < least_hole) break;
    const Place place{stage.cm(hole.x), stage.cm(hole.y)};
    const std::size_t who = turns.next(stage, place.x, place.y, random);
    const auto pose = fitting(stage, silhouettes[who], place,
                              {.reach_cm = 0.35 * room,
                               .gap_cm = rule.gap_cm,
                               .largest = rule.largest,
                               .smallest = rule.smallest,
                               .way = rule.way},
                              random);
    if (!pose) {
      const int side = std::max(1, static_cast<int>(0.5 * room * stage.cells_a_cm()));
      Footprint closed;
      for (int y = -side; y <= side; ++y) {
        for (int x = -side; x <= side; ++x) closed.cells.push_back({x, y});
      }
      holes.take(closed, hole);
      continue;
    }
    const Footprint footprint = silhouettes[who].posed(*pose);
    stage.lay(actors[who], *pose, rule.layer);
    stage.take(footprint, *pose);
    holes.take(footprint, stage.cell_at(pose->x_cm, pose->y_cm));
    turns.laid(who, pose->x_cm, pose->y_cm);
    spots.push_back({who, *pose});
  }
  return spots;
}

}  // namespace toile::compose
