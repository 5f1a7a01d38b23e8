// Skins: the rosettes of leopards, the spots of cheetahs, the stripes of zebras.

#include <algorithm>
#include <array>
#include <numbers>

#include "toile/base/parallel.hpp"
#include "toile/weave/contour.hpp"
#include "toile/weave/sheet.hpp"
#include "toile/weave/torus_noise.hpp"

namespace toile::weave {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr int kFine = 384;  // heights a tile, in which edges waver

struct Place {
  double x = 0, y = 0, size = 1;
  double along_x = 1, along_y = 0;  ///< which way the hair lies here
};

/// The shorter way on the torus.
double apart(double d) {
  return d - std::round(d);
}

/// Which way the hair lies, in radians.
class Flow {
 public:
  Flow(const Sheet& s, std::uint64_t seed)
      : noise_(s.count("bends", 2), seed), turn_(s.measure("turn", 0)), bend_(s.measure("bend", 0.5)) {}
  double at(double x, double y) const {
    return turn_ + bend_ * noise_.at(static_cast<float>(x), static_cast<float>(y));
  }

 private:
  TorusNoise noise_;
  double turn_, bend_;
};

/// Places that keep their distance, the large ones first (best of several candidates: Mitchell, 1991), then pushed
/// apart. `stretch`: distances along the hair count so much less, when they are pushed: what is chosen among candidates
/// must not hang on measures, or a small step would scatter all anew.
class Scattered {
 public:
  Scattered(const Flow& flow, double stretch, std::uint64_t seed) : flow_(flow), stretch_(stretch), chance_(seed) {}

  void add(int count, double size, double spread) {
    constexpr int kCandidates = 24;
    for (int i = 0; i < count; ++i) {
      Place best;
      double most = -1;
      const double own = size * (1 + spread * (2 * chance_.unit() - 1));
      for (int candidate = 0; candidate < kCandidates; ++candidate) {
        const Place place = laid(chance_.unit(), chance_.unit(), own);
        double nearest = 1e9;
        for (const Place& other : places_) {
          const double far = std::hypot(apart(other.x - place.x), apart(other.y - place.y));
          nearest = std::min(nearest, far / (own + other.size));
        }
        if (nearest > most) {
          most = nearest;
          best = place;
        }
      }
      places_.push_back(best);
    }
  }

  /// Until none overlaps another by much.
  void push_apart(double gap) {
    constexpr int kRounds = 40;
    for (int round = 0; round < kRounds; ++round) {
      for (std::size_t i = 0; i < places_.size(); ++i) {
        for (std::size_t j = i + 1; j < places_.size(); ++j) {
          Place &a = places_[i], &b = places_[j];
          const double wanted = (a.size + b.size) * gap, far = distance(a, b);
          if (far >= wanted) continue;
          const double dx = apart(b.x - a.x), dy = apart(b.y - a.y), length = std::hypot(dx, dy) + 1e-9;
          const double move = 0.35 * (wanted - far) / length;
          const double mine = b.size / (a.size + b.size);
          a.x = fraction(a.x - move * mine * dx), a.y = fraction(a.y - move * mine * dy);
          b.x = fraction(b.x + move * (1 - mine) * dx), b.y = fraction(b.y + move * (1 - mine) * dy);
        }
      }
    }
    for (Place& place : places_) place = laid(place.x, place.y, place.size);
  }

  const std::vector<Place>& places() const { return places_; }

 private:
  Place laid(double x, double y, double size) const {
    const double turn = flow_.at(x, y);
    return {x, y, size, std::cos(turn), std::sin(turn)};
  }
  double distance(const Place& a, const Place& b) const {
    const double dx = apart(b.x - a.x), dy = apart(b.y - a.y);
    const double along = dx * a.along_x + dy * a.along_y, beside = dy * a.along_x - dx * a.along_y;
    return std::hypot(along / stretch_, beside);
  }

  const Flow& flow_;
  double stretch_;
  Chance chance_;
  std::vector<Place> places_;
};

/// A closed outline that no compass drew: radius 1, more or less.
struct Outline {
  std::array<double, 3> amount, phase;

  Outline(Chance& chance, double uneven) {
    for (int i = 0; i < 3; ++i) {
      amount[i] = uneven * chance.between(0.3, 1) / (i + 1);
      phase[i] = chance.between(0, 2 * kPi);
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
      const double off = std::remainder(angle - lobe.angle, 2 * kPi) / lobe.half,
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
  double angle = chance.between(0, 2 * kPi);
  for (int i = 0; i < count; ++i) {
    const double half = kPi / count * chance.between(0.8, 1.12) * (1 - open * chance.unit());
    rosette.lobes.push_back({angle, half, thick * chance.between(0.75, 1.25), chance.between(0.92, 1.08)});
    angle += 2 * kPi / count * chance.between(0.85, 1.15);
  }
  return rosette;
}

constexpr double kFar = 1.7;  ///< from a rosette's middle, in its radii: nothing of it lies there

/// Where the hand meant to be, beside where it is; in tiles.
struct Hand {
  Heights right{kFine}, down{kFine};

  Hand(int cells, double strength, std::uint64_t seed) {
    const TorusNoise coarse_right(cells, derive_seed(seed, 0)), coarse_down(cells, derive_seed(seed, 1));
    const TorusNoise fine_right(3 * cells, derive_seed(seed, 2)), fine_down(3 * cells, derive_seed(seed, 3));
    for_rows(kFine, [&](int first, int last) {
      for (int y = first; y < last; ++y) {
        const float down_to = static_cast<float>(y) / kFine;
        const auto amount = static_cast<float>(strength);
        coarse_right.add_row(down_to, amount, right.row(y));
        fine_right.add_row(down_to, 0.4F * amount, right.row(y));
        coarse_down.add_row(down_to, amount, down.row(y));
        fine_down.add_row(down_to, 0.4F * amount, down.row(y));
      }
    });
  }
};

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
  Layer ring{.ink = s.ink_count() - 1, .heights = Heights(kFine, -1)};
  Layer middle{.ink = 1, .heights = Heights(kFine, -1)};
  Chance chance(derive_seed(seed, 7));
  for (const Place& place : scattered.places()) {
    const bool spot = place.size < 0.7 * size || chance.unit() < solid;
    const Rosette rosette = rosette_of(chance, uneven * (spot ? 1.5 : 1), thick, open, spot);
    const bool dotted = !spot && dot > chance.unit();
    const double dot_angle = chance.between(0, 2 * kPi), dot_far = chance.between(0.05, 0.3);
    const double radius = place.size * fill * (!spot ? 1 : place.size < 0.7 * size || solid == 1 ? 1.15 : 0.75);
    const double long_way = radius * std::sqrt(stretch), short_way = radius / std::sqrt(stretch);
    const int reach = static_cast<int>(std::ceil((kFar * long_way + 2 * brush * size) * kFine));
    const int x0 = static_cast<int>(place.x * kFine), y0 = static_cast<int>(place.y * kFine);
    for (int dy = -reach; dy <= reach; ++dy) {
      for (int dx = -reach; dx <= reach; ++dx) {
        const int px = modulo(x0 + dx, kFine), py = modulo(y0 + dy, kFine);
        const double x = static_cast<double>(x0 + dx) / kFine - place.x + hand.right.at(px, py);
        const double y = static_cast<double>(y0 + dy) / kFine - place.y + hand.down.at(px, py);
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

constexpr int kWave = 9, kLeastWave = 7, kMostWave = 12;  ///< heights from stripe to stripe
constexpr int kTurns = 32, kReach = 11, kTaps = 2 * kReach + 1;
using Kernel = std::array<float, static_cast<std::size_t>(kTaps) * kTaps>;

/// What a place gains from those around it, for each distance of stripes and each way of the hair.
std::vector<Kernel> skin_kernels() {
  std::vector<Kernel> kernels;
  for (int wave = kLeastWave; wave <= kMostWave; ++wave) {
    for (int turn = 0; turn < kTurns; ++turn) {
      const double cosine = std::cos(kPi * turn / kTurns), sine = std::sin(kPi * turn / kTurns);
      const double scale = static_cast<double>(wave) * wave / (kWave * kWave);
      Kernel kernel{}, window{};
      float sum = 0, weight = 0;
      for (int j = -kReach; j <= kReach; ++j) {
        for (int i = -kReach; i <= kReach; ++i) {
          const double along = i * cosine + j * sine, beside = j * cosine - i * sine;
          const int at = (j + kReach) * kTaps + i + kReach;
          window[at] = static_cast<float>(std::exp(-0.5 * (along * along / 12 + beside * beside / 16) / scale));
          kernel[at] = window[at] * static_cast<float>(std::cos(2 * kPi * beside / wave));
          sum += kernel[at];
          weight += window[at];
        }
      }
      for (int at = 0; at < kTaps * kTaps; ++at) kernel[at] -= sum * window[at] / weight;
      kernels.push_back(kernel);
    }
  }
  return kernels;
}

/// Stripes that swell, fork and end, as an activator and an inhibitor leave them: what lies along the hair strengthens
/// a place, what lies half a stripe beside it weakens it (Young, "A local activator-inhibitor model of vertebrate skin
/// patterns", 1984; Turing, 1952).
Print skin_stripes(const Sheet& s) {
  constexpr int kRounds = 12;
  const auto seed = static_cast<std::uint64_t>(s.measure("seed", 1));
  const int side = kWave * s.count("count", 8);
  const Flow flow(s, derive_seed(seed, 1));
  const TorusNoise nearer(2, derive_seed(seed, 5));
  const double uneven = s.measure("uneven", 0.2);
  static const std::vector<Kernel> kernels = skin_kernels();
  std::vector<const Kernel*> kernel_at(static_cast<std::size_t>(side) * side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double tx = static_cast<double>(x) / side, ty = static_cast<double>(y) / side;
      const int turn = static_cast<int>(fraction(flow.at(tx, ty) / kPi) * kTurns) % kTurns;
      const double wide = uneven * nearer.at(static_cast<float>(tx), static_cast<float>(ty));
      const int wave = std::clamp(static_cast<int>(std::lround(kWave * std::exp2(wide))), kLeastWave, kMostWave);
      kernel_at[static_cast<std::size_t>(y) * side + x] = &kernels[(wave - kLeastWave) * kTurns + turn];
    }
  }
  Heights now(side);
  Chance chance(derive_seed(seed, 2));
  for (float& value : now.values) value = static_cast<float>(chance.between(-1, 1));
  const int wide = side + 2 * kReach;
  std::vector<float> padded(static_cast<std::size_t>(wide) * wide);
  for (int round = 0; round < kRounds; ++round) {
    for (int y = 0; y < wide; ++y) {
      for (int x = 0; x < wide; ++x) {
        padded[static_cast<std::size_t>(y) * wide + x] = now.at(modulo(x - kReach, side), modulo(y - kReach, side));
      }
    }
    double square = 0;
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const Kernel& kernel = *kernel_at[static_cast<std::size_t>(y) * side + x];
        float sum = 0;
        for (int j = 0; j < kTaps; ++j) {
          const float* const row = &padded[static_cast<std::size_t>(y + j) * wide + x];
          for (int i = 0; i < kTaps; ++i) sum += kernel[j * kTaps + i] * row[i];
        }
        now.at(x, y) = sum;
        square += static_cast<double>(sum) * sum;
      }
    }
    const auto deviation = static_cast<float>(std::sqrt(square / static_cast<double>(now.values.size())));
    // the last round stays as round as it is: how broad a stripe is lies in its heights
    for (float& value : now.values)
      value = round + 1 < kRounds ? std::tanh(0.8F * value / deviation) : value / deviation;
  }
  // how broad the dark stripes are, here and there
  const double broad = s.measure("broad", 0), swell = s.measure("swell", 0.3);
  const TorusNoise slow(3, derive_seed(seed, 3)), quick(s.count("count", 8), derive_seed(seed, 4));
  Layer stripes{.ink = 1, .heights = now};
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const float tx = static_cast<float>(x) / side, ty = static_cast<float>(y) / side;
      stripes.heights.at(x, y) += static_cast<float>(broad + swell * (0.6 * slow.at(tx, ty) + 0.5 * quick.at(tx, ty)));
    }
  }
  return laid_over(s.width, s.height, s.inks, {stripes});
}

}  // namespace

std::map<std::string, Drawer> skin_drawers() {
  return {{"rosettes", rosettes}, {"skin-stripes", skin_stripes}};
}

}  // namespace toile::weave
