#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "toile/press/outline.hpp"

namespace toile::press {
namespace {

/// A line turns by more than this within `kReach` points each way: a corner.
constexpr double kCorner = 60 * std::numbers::pi / 180;
constexpr std::size_t kReach = 5;
/// Of a corner's turn so much happens within `kNear` points: a tight bend takes longer.
constexpr double kSudden = 0.75;
constexpr std::size_t kNear = 2;
constexpr int kRounds = 4;  ///< of moving the points along the curve (Newton)

Spot operator+(Spot a, Spot b) {
  return {a.x + b.x, a.y + b.y};
}
Spot operator-(Spot a, Spot b) {
  return {a.x - b.x, a.y - b.y};
}
Spot operator*(Spot a, double s) {
  return {a.x * s, a.y * s};
}
double dot(Spot a, Spot b) {
  return a.x * b.x + a.y * b.y;
}
double length(Spot a) {
  return std::hypot(a.x, a.y);
}
Spot unit(Spot a) {
  const double l = length(a);
  return l > 0 ? a * (1 / l) : Spot{1, 0};
}

using Curve = std::array<Spot, 4>;

Spot at(const Curve& c, double t) {
  const double s = 1 - t;
  return c[0] * (s * s * s) + c[1] * (3 * s * s * t) + c[2] * (3 * s * t * t) + c[3] * (t * t * t);
}

/// Newton's step towards the place on the curve that is nearest to `to`.
double nearer(const Curve& c, Spot to, double t) {
  const double s = 1 - t;
  const Spot off = at(c, t) - to;
  const Spot first = ((c[1] - c[0]) * (s * s) + (c[2] - c[1]) * (2 * s * t) + (c[3] - c[2]) * (t * t)) * 3;
  const Spot second = ((c[2] - c[1] * 2 + c[0]) * s + (c[3] - c[2] * 2 + c[1]) * t) * 6;
  const double slope = dot(first, first) + dot(off, second);
  return std::abs(slope) < 1e-12 ? t : std::clamp(t - dot(off, first) / slope, 0.0, 1.0);
}

/// The curve from the first to the last of the points with these directions at its ends, by least squares.
Curve least_squares(const std::vector<Spot>& p, const std::vector<double>& t, Spot start, Spot end) {
  Curve c{p.front(), {}, {}, p.back()};
  double a = 0, b = 0, d = 0, e = 0, f = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double u = t[i], v = 1 - u, b1 = 3 * u * v * v, b2 = 3 * u * u * v;
    const Spot one = start * b1, two = end * b2;
    const Spot rest = p[i] - (c[0] * (v * v * v + b1) + c[3] * (u * u * u + b2));
    a += dot(one, one), b += dot(one, two), d += dot(two, two), e += dot(one, rest), f += dot(two, rest);
  }
  const double determinant = a * d - b * b, chord = length(c[3] - c[0]);
  double left = std::abs(determinant) > 1e-12 ? (e * d - b * f) / determinant : 0;
  double right = std::abs(determinant) > 1e-12 ? (a * f - b * e) / determinant : 0;
  if (left < 1e-3 * chord || right < 1e-3 * chord || left > 3 * chord || right > 3 * chord) left = right = chord / 3;
  c[1] = c[0] + start * left;
  c[2] = c[3] + end * right;
  return c;
}

/// Appends curves along `p` to `to`, whose last point is the first of `p`.
void fit(const std::vector<Spot>& p, Spot start, Spot end, double tolerance, std::vector<Spot>& to) {
  if (p.size() < 3) {
    const Spot third = (p.back() - p.front()) * (1.0 / 3);
    to.insert(to.end(), {p.front() + third, p.back() - third, p.back()});
    return;
  }
  std::vector<double> t{0};
  for (std::size_t i = 1; i < p.size(); ++i) t.push_back(t.back() + length(p[i] - p[i - 1]));
  for (double& place : t) place /= t.back() > 0 ? t.back() : 1;
  std::size_t worst = p.size() / 2;
  for (int round = 0; round < kRounds; ++round) {
    const Curve c = least_squares(p, t, start, end);
    double most = 0;
    for (std::size_t i = 1; i + 1 < p.size(); ++i) {
      const double off = length(at(c, t[i]) - p[i]);
      if (off > most) most = off, worst = i;
    }
    if (most <= tolerance) {
      to.insert(to.end(), {c[1], c[2], c[3]});
      return;
    }
    if (most > 16 * tolerance) break;  // no moving along will help
    for (std::size_t i = 1; i + 1 < p.size(); ++i) t[i] = nearer(c, p[i], t[i]);
  }
  const std::size_t from = worst > 2 ? worst - 2 : 0, until = std::min(worst + 2, p.size() - 1);
  const Spot across = unit(p[from] - p[until]);
  const auto middle = p.begin() + static_cast<std::ptrdiff_t>(worst);
  fit({p.begin(), middle + 1}, start, across, tolerance, to);
  fit({middle, p.end()}, across * -1, end, tolerance, to);
}

double turn(const std::vector<Spot>& line, std::size_t i, std::size_t reach) {
  const std::size_t n = line.size();
  const Spot in = line[i] - line[(i + n - reach) % n], out = line[(i + reach) % n] - line[i];
  return std::abs(std::atan2(in.x * out.y - in.y * out.x, dot(in, out)));
}

std::vector<std::size_t> corners(const std::vector<Spot>& line) {
  const std::size_t n = line.size();
  std::vector<double> turns(n);
  for (std::size_t i = 0; i < n; ++i) turns[i] = turn(line, i, kReach);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < n; ++i) {
    bool corner = turns[i] > kCorner && turn(line, i, kNear) > kSudden * turns[i];
    for (std::size_t step = 1; corner && step <= kReach; ++step) {
      corner = turns[i] >= turns[(i + n - step) % n] && turns[i] > turns[(i + step) % n];
    }
    if (corner) found.push_back(i);
  }
  return found;
}

/// The line without the steps of its pixels; corners stay where they are.
std::vector<Spot> smoothed(std::vector<Spot> line, const std::vector<std::size_t>& kept) {
  const std::size_t n = line.size();
  for (int round = 0; round < 2; ++round) {
    std::vector<Spot> next(n);
    for (std::size_t i = 0; i < n; ++i) next[i] = (line[(i + n - 1) % n] + line[i] * 2 + line[(i + 1) % n]) * 0.25;
    for (const std::size_t corner : kept) next[corner] = line[corner];
    line = std::move(next);
  }
  return line;
}

}  // namespace

std::vector<Spot> fitted(const std::vector<Spot>& raw, double tolerance) {
  const std::size_t n = raw.size();
  if (n < 3) return {};
  std::vector<std::size_t> cuts = n > 4 * kReach ? corners(raw) : std::vector<std::size_t>{};
  const std::vector<Spot> line = n > 4 * kReach ? smoothed(raw, cuts) : raw;
  const bool smooth = cuts.empty();
  if (smooth) cuts = {0};
  std::vector<Spot> curve{line[cuts.front()]};
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const std::size_t from = cuts[i], until = i + 1 < cuts.size() ? cuts[i + 1] : cuts.front() + n;
    std::vector<Spot> part;
    for (std::size_t j = from; j <= until; ++j) part.push_back(line[j % n]);
    const std::size_t reach = std::min<std::size_t>(2, part.size() - 1);
    Spot start = unit(part[reach] - part.front()), end = unit(part[part.size() - 1 - reach] - part.back());
    if (smooth) {
      start = unit(part[reach] - part[part.size() - 1 - reach]);
      end = start * -1;
    }
    fit(part, start, end, tolerance, curve);
  }
  return curve;
}

}  // namespace toile::press
