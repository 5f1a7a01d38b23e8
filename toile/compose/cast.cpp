#include "toile/compose/cast.hpp"

namespace toile::compose {

Actor Actor::of(Motif motif, std::vector<int> inks, double size_cm) {
  Actor actor{.parts = {}, .size_cm = size_cm, .anchor = motif.anchor};
  Placement placement{.motif = motif.name, .x_cm = 0, .y_cm = 0, .size_cm = size_cm};
  placement.inks = std::move(inks);
  actor.parts.push_back({std::move(motif), std::move(placement)});
  return actor;
}

double angle_by(Way way, Random& random) {
  constexpr double kLoose = 11;
  const double loose = random.between(-kLoose, kLoose);
  switch (way) {
    case Way::one:
      return loose;
    case Way::two:
      return 180 * random.whole(2) + loose;
    case Way::four:
      return 90 * random.whole(4) + loose;
    case Way::any:
      return random.between(0, 360);
  }
  return 0;
}

}  // namespace toile::compose
