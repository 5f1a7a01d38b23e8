#include "toile/compose/draw_curve.hpp"

#include <algorithm>

namespace toile::compose::draw {
namespace {

constexpr double kHandle = 0.345;  ///< of the chord: eight knots make a circle to 0.3 %

Point point(V v) {
  return {static_cast<float>(v.x), static_cast<float>(v.y)};
}

V tangent(const Outline& outline, std::size_t i) {
  const std::size_t n = outline.size();
  return unit(outline[(i + 1) % n].at - outline[(i + n - 1) % n].at);
}

/// Outward for a clockwise outline.
V outward(const Outline& outline, std::size_t i) {
  const std::size_t n = outline.size();
  const V in = unit(outline[i].at - outline[(i + n - 1) % n].at), out = unit(outline[(i + 1) % n].at - outline[i].at);
  const V both = unit(left_of(in) + left_of(out));
  const double half = both.x * left_of(in).x + both.y * left_of(in).y;
  return both * (outline[i].corner ? 1 / std::max(.5, half) : 1);
}

}  // namespace

V unit(V a) {
  const double l = length(a);
  return l > 1e-12 ? a * (1 / l) : V{1, 0};
}

std::vector<Point> spline(const Outline& outline) {
  const std::size_t n = outline.size();
  std::vector<Point> out{point(outline[0].at)};
  out.reserve(3 * n + 1);
  for (std::size_t i = 0; i < n; ++i) {
    const Knot &a = outline[i], &b = outline[(i + 1) % n];
    const double reach = kHandle * length(b.at - a.at);
    V first = a.at + tangent(outline, i) * reach, second = b.at - tangent(outline, (i + 1) % n) * reach;
    if (a.corner && b.corner) {
      first = mix(a.at, b.at, 1. / 3), second = mix(a.at, b.at, 2. / 3);
    } else if (a.corner) {
      first = mix(a.at, second, .5);
    } else if (b.corner) {
      second = mix(b.at, first, .5);
    }
    out.push_back(point(first)), out.push_back(point(second)), out.push_back(point(b.at));
  }
  return out;
}

double area(const Outline& outline) {
  double sum = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const V a = outline[i].at, b = outline[(i + 1) % outline.size()].at;
    sum += a.x * b.y - b.x * a.y;
  }
  return sum / 2;
}

Outline grown(const Outline& outline, const std::function<double(double)>& by) {
  Outline out = outline;
  const double side = area(outline) >= 0 ? 1 : -1;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].at = outline[i].at + outward(outline, i) * (side * by(static_cast<double>(i) / out.size()));
  }
  return out;
}

Outline grown(const Outline& outline, double by) {
  return grown(outline, [by](double) { return by; });
}

Outline circle(V middle, double radius) {
  return ellipse(middle, radius, radius, 0);
}

Outline ellipse(V middle, double along, double across, double angle) {
  Outline out;
  const V x = polar(angle, along), y = polar(angle + kPi / 2, across);
  for (int i = 0; i < 8; ++i) {
    const V at = polar(i * kPi / 4, 1);
    out.push_back({middle + x * at.x + y * at.y});
  }
  return out;
}

Outline polygon(const std::vector<V>& corners) {
  Outline out;
  for (const V& at : corners) out.push_back({at, true});
  return out;
}

Outline around(V middle, int knots, const std::function<double(double)>& radius) {
  Outline out;
  for (int i = 0; i < knots; ++i) {
    const double angle = 2 * kPi * i / knots;
    out.push_back({middle + polar(angle, radius(angle))});
  }
  return out;
}

std::vector<V> smooth(const std::vector<V>& points, int count) {
  const int last = static_cast<int>(points.size()) - 1;
  if (last < 1) return points;
  std::vector<double> way{0};
  for (int i = 0; i < last; ++i) way.push_back(way.back() + std::max(1e-9, length(points[i + 1] - points[i])));
  const auto slope = [&](int i) {
    const int a = std::max(0, i - 1), b = std::min(last, i + 1);
    return (points[b] - points[a]) * (1 / (way[b] - way[a]));
  };
  std::vector<V> out;
  int i = 0;
  for (int k = 0; k < count; ++k) {
    const double at = way.back() * k / (count - 1);
    while (i < last - 1 && way[i + 1] < at) ++i;
    const double gap = way[i + 1] - way[i], t = (at - way[i]) / gap, u = 1 - t;
    out.push_back(points[i] * (u * u * (1 + 2 * t)) + slope(i) * (gap * t * u * u) +
                  points[i + 1] * (t * t * (3 - 2 * t)) - slope(i + 1) * (gap * t * t * u));
  }
  return out;
}

std::vector<V> bow(V a, V b, double bulge, int count) {
  const V handle = mix(a, b, .5) + left_of(b - a) * (2 * bulge);
  std::vector<V> out;
  for (int i = 0; i < count; ++i) {
    const double t = static_cast<double>(i) / (count - 1);
    out.push_back(mix(mix(a, handle, t), mix(handle, b, t), t));
  }
  return out;
}

std::vector<V> rolled(V from, double heading, double way, double first, double last, int count) {
  std::vector<V> out;
  const double step = way / (count - 1);
  for (int i = 0; i < count; ++i) {
    out.push_back(from);
    from = from + polar(heading, step);
    const double t = static_cast<double>(i) / count;
    heading += step * (first + (last - first) * t * t);
  }
  return out;
}

Outline stroke(const std::vector<V>& line, const std::function<double(double)>& width) {
  const int last = static_cast<int>(line.size()) - 1;
  constexpr double kPointed = 0.004;  // cm: narrower than any printer's dot
  Outline out, back;
  for (int i = 0; i <= last; ++i) {
    const V along = unit(line[std::min(last, i + 1)] - line[std::max(0, i - 1)]);
    const double half = width(static_cast<double>(i) / last) / 2;
    const bool end = i == 0 || i == last;
    if (end && half < kPointed) {
      out.push_back({line[i], true});
      continue;
    }
    if (i == 0) out.push_back({line[i] - along * (half * .9)});
    out.push_back({line[i] + left_of(along) * half});
    back.push_back({line[i] - left_of(along) * half});
    if (i == last) out.push_back({line[i] + along * (half * .9)});
  }
  out.insert(out.end(), back.rbegin(), back.rend());
  return out;
}

Outline tapered(const std::vector<V>& line, double first, double last) {
  return stroke(line, [=](double t) { return first + (last - first) * t; });
}

Outline swelling(const std::vector<V>& line, double belly) {
  return stroke(line, [=](double t) { return belly * std::pow(std::sin(kPi * std::min(1., std::max(0., t))), .8); });
}

Wobble::Wobble(Rng& rng, int lowest, int highest) : lowest_(lowest) {
  double sum = 0;
  for (int k = lowest; k <= highest; ++k) {
    size_.push_back(rng.between(.4, 1)), phase_.push_back(rng.between(0, 2 * kPi));
    sum += size_.back();
  }
  for (double& size : size_) size *= 1.5 / sum;
}

double Wobble::operator()(double t) const {
  double sum = 0;
  for (std::size_t k = 0; k < size_.size(); ++k) {
    sum += size_[k] * std::cos(2 * kPi * (lowest_ + static_cast<int>(k)) * t + phase_[k]);
  }
  return sum;
}

}  // namespace toile::compose::draw
