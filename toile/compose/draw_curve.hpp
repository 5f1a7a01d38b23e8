#pragma once
/// The pencil of the drawn motifs: outlines through knots, strokes of changing width, and a wobble that is a hand's.
/// Lengths are centimetres, x to the right, y down; angles are radians, 0 to the right and -pi/2 upwards.

#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <utility>
#include <vector>

#include "toile/base/seed.hpp"
#include "toile/compose/motif.hpp"

namespace toile::compose::draw {

constexpr double kPi = std::numbers::pi;
constexpr double kUp = -kPi / 2;
constexpr double kGoldenAngle = 2.39996322972865332;  ///< between neighbours of a sunflower's seeds (Vogel 1979)

struct V {
  double x = 0, y = 0;
};
inline V operator+(V a, V b) {
  return {a.x + b.x, a.y + b.y};
}
inline V operator-(V a, V b) {
  return {a.x - b.x, a.y - b.y};
}
inline V operator*(V a, double k) {
  return {a.x * k, a.y * k};
}
inline V polar(double angle, double length) {
  return {std::cos(angle) * length, std::sin(angle) * length};
}
inline double length(V a) {
  return std::sqrt(a.x * a.x + a.y * a.y);
}
inline double angle_of(V a) {
  return std::atan2(a.y, a.x);
}
inline V mix(V a, V b, double t) {
  return a + (b - a) * t;
}
inline V left_of(V a) {
  return {a.y, -a.x};
}  ///< a quarter turn towards the left hand of who walks along `a`
V unit(V a);

/// Numbers that are the same for ever (SplitMix64).
class Rng {
 public:
  explicit Rng(std::uint64_t seed) : seed_(seed) {}
  double unit() { return static_cast<double>(derive_seed(seed_, next_++) >> 11) * 0x1p-53; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  /// `mean`, give or take the part `spread` of it.
  double about(double mean, double spread) { return mean * between(1 - spread, 1 + spread); }
  int whole(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }  ///< both ends included
  double either_way(double low, double high) {  ///< between them, above or below 0
    const double side = sign();
    return side * between(low, high);
  }
  bool chance(double share) { return unit() < share; }
  double sign() { return chance(.5) ? 1 : -1; }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[whole(0, static_cast<int>(all.size()) - 1)];
  }
  /// One of `choices`, each as likely as its weight; weights may be 0, but not all of them.
  template <class T>
  T weighted(const std::vector<std::pair<T, double>>& choices) {
    double sum = 0;
    for (const auto& [_, weight] : choices) sum += weight;
    double left = unit() * sum;
    for (const auto& [choice, weight] : choices) {
      if ((left -= weight) < 0) return choice;
    }
    return choices.front().first;
  }
  Rng child() { return Rng(derive_seed(seed_, 1'000'003 + next_++)); }

 private:
  std::uint64_t seed_, next_ = 0;
};

struct Knot {
  V at;
  bool corner = false;
};
/// A closed line through its knots, smooth but at corners. At least three knots.
using Outline = std::vector<Knot>;

/// The outline as a closed spline of cubic Beziers, tangents along the neighbours' chord, handles by the way to the
/// next knot (so that it never loops between uneven knots).
std::vector<Point> spline(const Outline& outline);

double area(const Outline& outline);  ///< above 0 where it runs clockwise as seen (y is down)
/// The outline moved outwards by `by` (inwards where negative), sharp corners at most twice as far.
Outline grown(const Outline& outline, const std::function<double(double)>& by);  ///< `by` of the share walked, 0..1
Outline grown(const Outline& outline, double by);

Outline circle(V middle, double radius);
Outline ellipse(V middle, double along, double across, double angle);
Outline polygon(const std::vector<V>& corners);
/// r(angle) around `middle`, with `knots` knots.
Outline around(V middle, int knots, const std::function<double(double)>& radius);

/// Points on the smooth line through `points`, `count` of them, evenly by way.
std::vector<V> smooth(const std::vector<V>& points, int count);
/// A quadratic bow from `a` to `b`, whose middle lies off the chord by `bulge` of its length to the left.
std::vector<V> bow(V a, V b, double bulge, int count = 8);

/// A line that rolls up: `way` cm long, its curvature running from `first` to `last` radians a cm.
std::vector<V> rolled(V from, double heading, double way, double first, double last, int count = 26);

/// A stroke along `line`; `width(t)`, t in 0..1, is its full width. Ends are round where it is wide, else pointed.
Outline stroke(const std::vector<V>& line, const std::function<double(double)>& width);
/// The usual ones: from `first` to `last` width; swelling to `belly` between pointed ends.
Outline tapered(const std::vector<V>& line, double first, double last);
Outline swelling(const std::vector<V>& line, double belly);

/// Smooth noise with period 1, about -1..1: sums of a few waves. The same number gives the same value.
class Wobble {
 public:
  Wobble(Rng& rng, int lowest, int highest);
  double operator()(double t) const;

 private:
  int lowest_;
  std::vector<double> size_, phase_;
};

}  // namespace toile::compose::draw
