// The rosettes of leopards, the spots of cheetahs.

#include <algorithm>
#include <array>
#include <numbers>

#include "toile/weave/skin.hpp"

namespace toile::weave {
namespace {

/// A closed outline that no compass drew: radius 1, more or less.
struct Outline {
  std::array<double, 3> amount, phase;

  Outline(Dice& dice, double uneven) {
    for (int i = 0; i < 3; ++i) {
      amount[i] = uneven * dice.number(0.3, 1) / (i + 1);
      phase[i] = dice.number(0, 2 * std::numbers::pi);
    }
  }
  double radius(double angle) const {
    double sum = 1;
    for (int i = 0; i < 3; ++i) sum += amount[i] * std::cos((i + 2) * angle + phase[i]);
    return sum;
  }
};

/// A piece of a rosette's ring: thick in its middle, round at both ends.
struct Lobe {
  double angle, half, thick, out;
};

/// How a rosette is drawn; measures of the shape.
struct Style {
  double thick, open, uneven, dot;
};

/// Broken rings, or a solid spot. Places are in its radii, along and beside the hair.
class Rosette {
 public:
  static constexpr double kFar = 1.7;  ///< from the middle: nothing of it lies there

  Rosette(Dice& dice, const Style& style, bool solid) : outline_(dice, style.uneven), solid_(solid) {
    const int count = 2 + static_cast<int>(dice.number(0, 1) * 3.4);
    double angle = dice.number(0, 2 * std::numbers::pi);
    for (int i = 0; i < count; ++i) {
      const double half = std::numbers::pi / count * dice.number(0.8, 1.12) * (1 - style.open * dice.number(0, 1));
      lobes_.push_back({angle, half, style.thick * dice.number(0.75, 1.25), dice.number(0.92, 1.08)});
      angle += 2 * std::numbers::pi / count * dice.number(0.85, 1.15);
    }
    dotted_ = !solid && style.dot > dice.number(0, 1);
    const double dot_angle = dice.number(0, 2 * std::numbers::pi), dot_far = dice.number(0.05, 0.3);
    dot_along_ = dot_far * std::cos(dot_angle), dot_beside_ = dot_far * std::sin(dot_angle);
  }

  /// Raises the heights of the ring and of what it holds at a place.
  void raise(double along, double beside, float& ring, float& middle) const {
    constexpr double kDot = 0.16, kWithin = 0.92;
    const double r = std::sqrt(along * along + beside * beside);
    if (r > kFar) return;
    const double angle = std::atan2(beside, along), edge = outline_.radius(angle);
    double height = solid_ ? edge - r : ring_height(r, angle, edge);
    if (dotted_) height = std::max(height, kDot - std::hypot(along - dot_along_, beside - dot_beside_));
    ring = std::max(ring, static_cast<float>(height));
    if (!solid_) middle = std::max(middle, static_cast<float>(kWithin * edge - r));
  }

 private:
  double ring_height(double r, double angle, double edge) const {
    double most = -1;
    for (const Lobe& lobe : lobes_) {
      const double off = std::remainder(angle - lobe.angle, 2 * std::numbers::pi) / lobe.half;
      const double u = (r - edge * lobe.out) / lobe.thick;
      most = std::max(most, (1 - std::sqrt(u * u + std::abs(off) * off * off)) * lobe.thick);
    }
    return most;
  }

  Outline outline_;
  bool solid_, dotted_ = false;
  double dot_along_ = 0, dot_beside_ = 0;
  std::vector<Lobe> lobes_;
};

/// Broken rings around a darker middle, and spots between them.
Print rosettes(const Sheet& s) {
  const auto seed = static_cast<std::uint64_t>(s.measure("seed", 1));
  const int count = s.count("count", 60);
  const double stretch = s.measure("stretch", 1.2), small = s.measure("small", 0.5), fill = s.measure("fill", 0.62);
  const double solid = s.measure("solid", 0.1), brush = s.measure("brush", 0.1);
  const Style style{.thick = s.measure("thick", 0.34),
                    .open = s.measure("open", 0.3),
                    .uneven = s.measure("uneven", 0.12),
                    .dot = s.measure("dot", 0)};
  Style spots = style;
  spots.uneven *= 1.5;
  const Flow flow(s, derive_seed(seed, 1));
  Scattered scattered(flow, stretch, derive_seed(seed, 2));
  // as if each had a square of its own
  const double size = 0.5 * std::sqrt(1 / (stretch * count * (1 + 0.3 * small)));
  scattered.add(count, size, 0.25);
  scattered.push_apart(1);
  scattered.add(static_cast<int>(std::lround(count * small)), 0.45 * size, 0.35);
  scattered.push_apart(0.95);

  const Hand hand(static_cast<int>(std::lround(3.4 * std::sqrt(count))), brush * size, derive_seed(seed, 3));
  Layer ring{.ink = s.ink_count() - 1, .heights = Heights(kSkinFine, -1)};
  Layer middle{.ink = 1, .heights = Heights(kSkinFine, -1)};
  Dice dice(derive_seed(seed, 7));
  for (const Place& place : scattered.places()) {
    const bool little = place.size < 0.7 * size, spot = little || dice.number(0, 1) < solid;
    const Rosette rosette(dice, spot ? spots : style, spot);
    // a spot among rosettes is less than they are, so as not to weigh more
    const double radius = place.size * fill * (!spot ? 1 : little || solid == 1 ? 1.15 : 0.75);
    const double long_way = radius * std::sqrt(stretch), short_way = radius / std::sqrt(stretch);
    const int reach = static_cast<int>(std::ceil((Rosette::kFar * long_way + 2 * brush * size) * kSkinFine));
    const int x0 = static_cast<int>(place.x * kSkinFine), y0 = static_cast<int>(place.y * kSkinFine);
    for (int dy = -reach; dy <= reach; ++dy) {
      for (int dx = -reach; dx <= reach; ++dx) {
        const int px = modulo(x0 + dx, kSkinFine), py = modulo(y0 + dy, kSkinFine);
        const double x = static_cast<double>(x0 + dx) / kSkinFine - place.x + hand.right.at(px, py);
        const double y = static_cast<double>(y0 + dy) / kSkinFine - place.y + hand.down.at(px, py);
        rosette.raise((x * place.along_x + y * place.along_y) / long_way,
                      (y * place.along_x - x * place.along_y) / short_way, ring.heights.at(px, py),
                      middle.heights.at(px, py));
      }
    }
  }
  std::vector<Layer> layers;
  if (s.ink_count() > 2) layers.push_back(std::move(middle));
  layers.push_back(std::move(ring));
  return laid_over(s.width, s.height, s.inks, layers);
}

}  // namespace

std::map<std::string, Drawer> rosette_drawers() {
  return {{"rosettes", rosettes}};
}

}  // namespace toile::weave
