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

  Outline(Chance& chance, double uneven) {
    for (int i = 0; i < 3; ++i) {
      amount[i] = uneven * chance.between(0.3, 1) / (i + 1);
      phase[i] = chance.between(0, 2 * std::numbers::pi);
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

struct Rosette {
  Outline outline;
  std::vector<Lobe> lobes;
  bool solid = false;

  /// Heights of the ring and of what it holds; `r` in radii of the rosette, `edge` the outline's there.
  double ring(double r, double angle, double edge) const {
    if (solid) return edge - r;
    double most = -1;
    for (const Lobe& lobe : lobes) {
      const double off = std::remainder(angle - lobe.angle, 2 * std::numbers::pi) / lobe.half,
                   u = (r - edge * lobe.out) / lobe.thick;
      most = std::max(most, (1 - std::sqrt(u * u + std::abs(off) * off * off)) * lobe.thick);
    }
    return most;
  }
  double middle(double r, double edge) const { return solid ? -1 : 0.92 * edge - r; }
};

Rosette rosette_of(Chance& chance, double uneven, double thick, double open, bool solid) {
  Rosette rosette{.outline = Outline(chance, uneven), .lobes = {}, .solid = solid};
  const int count = 2 + static_cast<int>(chance.unit() * 3.4);
  double angle = chance.between(0, 2 * std::numbers::pi);
  for (int i = 0; i < count; ++i) {
    const double half = std::numbers::pi / count * chance.between(0.8, 1.12) * (1 - open * chance.unit());
    rosette.lobes.push_back({angle, half, thick * chance.between(0.75, 1.25), chance.between(0.92, 1.08)});
    angle += 2 * std::numbers::pi / count * chance.between(0.85, 1.15);
  }
  return rosette;
}

constexpr double kFar = 1.7;  ///< from a rosette's middle, in its radii: nothing of it lies there

/// Broken rings around a darker middle, and spots between them.
Print rosettes(const Sheet& s) {
  const auto seed = static_cast<std::uint64_t>(s.measure("seed", 1));
  const int count = s.count("count", 60);
  const double stretch = s.measure("stretch", 1.2), thick = s.measure("thick", 0.34), open = s.measure("open", 0.3);
  const double uneven = s.measure("uneven", 0.12), brush = s.measure("brush", 0.1), solid = s.measure("solid", 0.1);
  const double fill = s.measure("fill", 0.62), small = s.measure("small", 0.5), dot = s.measure("dot", 0);
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
  Chance chance(derive_seed(seed, 7));
  for (const Place& place : scattered.places()) {
    const bool spot = place.size < 0.7 * size || chance.unit() < solid;
    const Rosette rosette = rosette_of(chance, uneven * (spot ? 1.5 : 1), thick, open, spot);
    const bool dotted = !spot && dot > chance.unit();
    const double dot_angle = chance.between(0, 2 * std::numbers::pi), dot_far = chance.between(0.05, 0.3);
    const double radius = place.size * fill * (!spot ? 1 : place.size < 0.7 * size || solid == 1 ? 1.15 : 0.75);
    const double long_way = radius * std::sqrt(stretch), short_way = radius / std::sqrt(stretch);
    const int reach = static_cast<int>(std::ceil((kFar * long_way + 2 * brush * size) * kSkinFine));
    const int x0 = static_cast<int>(place.x * kSkinFine), y0 = static_cast<int>(place.y * kSkinFine);
    for (int dy = -reach; dy <= reach; ++dy) {
      for (int dx = -reach; dx <= reach; ++dx) {
        const int px = modulo(x0 + dx, kSkinFine), py = modulo(y0 + dy, kSkinFine);
        const double x = static_cast<double>(x0 + dx) / kSkinFine - place.x + hand.right.at(px, py);
        const double y = static_cast<double>(y0 + dy) / kSkinFine - place.y + hand.down.at(px, py);
        const double along = (x * place.along_x + y * place.along_y) / long_way,
                     beside = (y * place.along_x - x * place.along_y) / short_way;
        const double r = std::sqrt(along * along + beside * beside);
        if (r > kFar) continue;
        const double angle = std::atan2(beside, along);
        const double edge = rosette.outline.radius(angle);
        double height = rosette.ring(r, angle, edge);
        if (dotted) {
          height = std::max(
              height, 0.16 - std::hypot(along - dot_far * std::cos(dot_angle), beside - dot_far * std::sin(dot_angle)));
        }
        float& ring_at = ring.heights.at(px, py);
        ring_at = std::max(ring_at, static_cast<float>(height));
        float& middle_at = middle.heights.at(px, py);
        middle_at = std::max(middle_at, static_cast<float>(rosette.middle(r, edge)));
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
