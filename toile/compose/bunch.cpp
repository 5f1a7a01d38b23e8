#include "toile/compose/bunch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "toile/compose/held.hpp"

namespace toile::compose {
namespace {

void add(Actor& bunch, const Actor& actor, const Pose& pose, int layer) {
  for (const Part& part : actor.parts) {
    Part own = part;
    own.placement = posed(part.placement, pose);
    own.placement.layer += layer;
    bunch.parts.push_back(std::move(own));
  }
}

/// What reaches farthest from the middle, twice.
void measure(Actor& bunch) {
  double reach = 0;
  for (const Part& part : bunch.parts) {
    reach = std::max(reach, std::hypot(part.placement.x_cm, part.placement.y_cm) + 0.42 * part.placement.size_cm);
  }
  bunch.size_cm = 2 * reach;
  std::stable_sort(bunch.parts.begin(), bunch.parts.end(),
                   [](const Part& a, const Part& b) { return a.placement.layer < b.placement.layer; });
}

}  // namespace

Actor bunch_of(const Actor& hero, const std::vector<Actor>& seconds, const std::vector<Actor>& leaves, Random& random) {
  Actor bunch;
  const double size = hero.size_cm;
  add(bunch, hero, {.angle = random.between(-15, 15)}, 3);
  const int around = seconds.empty() ? 0 : 2 + random.whole(2);
  const double first = random.between(0, 360);
  for (int i = 0; i < around; ++i) {
    const double direction = first + 360.0 * i / around + random.between(-15, 15);
    const double radians = direction * std::numbers::pi / 180;
    const Actor& second = seconds[static_cast<std::size_t>(i) % seconds.size()];
    const double far = 0.36 * size + 0.3 * second.size_cm;
    add(bunch, second, {.x_cm = std::sin(radians) * far, .y_cm = -std::cos(radians) * far, .angle = direction}, 2);
  }
  const int fan = leaves.empty() ? 0 : 5 + random.whole(3);
  for (int i = 0; i < fan; ++i) {
    const double direction = first + 360.0 * (i + 0.5) / fan + random.between(-12, 12);
    const double radians = direction * std::numbers::pi / 180, from = 0.24 * size;
    add(bunch, leaves[static_cast<std::size_t>(i) % leaves.size()],
        held(leaves[static_cast<std::size_t>(i) % leaves.size()], std::sin(radians) * from, -std::cos(radians) * from,
             direction, random.between(0.8, 1), random.chance(0.5)),
        1);
  }
  measure(bunch);
  return bunch;
}

Actor ornament_of(const Actor& hero, const std::vector<Actor>& leaves, const std::vector<Actor>& fillers,
                  Random& random) {
  Actor ornament;
  const double size = hero.size_cm;
  add(ornament, hero, {}, 2);
  const std::vector<double> directions = {random.between(40, 60), random.between(85, 105), random.between(130, 155)};
  for (std::size_t i = 0; i < directions.size() && !leaves.empty(); ++i) {
    const Actor& leaf = leaves[i % leaves.size()];
    const double radians = directions[i] * std::numbers::pi / 180, from = 0.3 * size;
    for (const double side : {1.0, -1.0}) {
      add(ornament, leaf,
          held(leaf, side * std::sin(radians) * from, -std::cos(radians) * from, side * directions[i], 0.85, side < 0),
          1);
    }
  }
  if (!fillers.empty()) {
    const Actor& small = fillers.front();
    for (const double side : {1.0, -1.0}) {
      add(ornament, small,
          {.x_cm = 0, .y_cm = side * (0.5 * size + 0.5 * small.size_cm), .angle = side < 0 ? 0.0 : 180.0}, 1);
    }
  }
  measure(ornament);
  return ornament;
}

}  // namespace toile::compose
