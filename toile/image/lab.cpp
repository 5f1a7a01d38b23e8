#include "toile/image/lab.hpp"

#include <cmath>
#include <numbers>

namespace toile::image {
namespace {

constexpr double kDegree = std::numbers::pi / 180;

double cube_root_of(double t) {
  constexpr double kEdge = 216.0 / 24389, kSlope = 24389.0 / 27;
  return t > kEdge ? std::cbrt(t) : (kSlope * t + 16) / 116;
}

double seventh(double x) {
  const double cube = x * x * x;
  return cube * cube * x;
}

/// Hue in degrees, 0..360; 0 for grey.
double hue(double a, double b) {
  if (a == 0 && b == 0) return 0;
  const double angle = std::atan2(b, a) / kDegree;
  return angle < 0 ? angle + 360 : angle;
}

}  // namespace

Lab lab_of_linear(const std::array<float, 3>& rgb) {
  const double r = rgb[0], g = rgb[1], b = rgb[2];
  const double x = cube_root_of((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const double y = cube_root_of(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
  const double z = cube_root_of((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
  return {.l = 116 * y - 16, .a = 500 * (x - y), .b = 200 * (y - z)};
}

double ciede2000(const Lab& one, const Lab& other) {
  const double far = seventh(25.0);
  const double mean_c = (std::hypot(one.a, one.b) + std::hypot(other.a, other.b)) / 2;
  const double g = 0.5 * (1 - std::sqrt(seventh(mean_c) / (seventh(mean_c) + far)));
  const double a1 = (1 + g) * one.a, a2 = (1 + g) * other.a;
  const double c1 = std::hypot(a1, one.b), c2 = std::hypot(a2, other.b);
  const double h1 = hue(a1, one.b), h2 = hue(a2, other.b);

  double turn = 0, mean_h = h1 + h2;  // with a grey among them hue says nothing
  if (c1 * c2 != 0) {
    turn = h2 - h1;
    if (turn > 180) turn -= 360;
    if (turn < -180) turn += 360;
    if (std::abs(h1 - h2) <= 180) {
      mean_h /= 2;
    } else {
      mean_h = (mean_h < 360 ? mean_h + 360 : mean_h - 360) / 2;
    }
  }
  const double delta_l = other.l - one.l, delta_c = c2 - c1;
  const double delta_h = 2 * std::sqrt(c1 * c2) * std::sin(turn / 2 * kDegree);
  const double l = (one.l + other.l) / 2, c = (c1 + c2) / 2;

  const double t = 1 - 0.17 * std::cos((mean_h - 30) * kDegree) + 0.24 * std::cos(2 * mean_h * kDegree) +
                   0.32 * std::cos((3 * mean_h + 6) * kDegree) - 0.20 * std::cos((4 * mean_h - 63) * kDegree);
  const double away = (mean_h - 275) / 25;
  const double rotation =
      -std::sin(60 * std::exp(-away * away) * kDegree) * 2 * std::sqrt(seventh(c) / (seventh(c) + far));
  const double off = (l - 50) * (l - 50);
  const double by_l = delta_l / (1 + 0.015 * off / std::sqrt(20 + off));
  const double by_c = delta_c / (1 + 0.045 * c), by_h = delta_h / (1 + 0.015 * c * t);
  return std::sqrt(by_l * by_l + by_c * by_c + by_h * by_h + rotation * by_c * by_h);
}

}  // namespace toile::image
