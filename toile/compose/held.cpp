#include "toile/compose/held.hpp"

#include <cmath>
#include <numbers>

namespace toile::compose {
namespace {

constexpr double kMiddle = 0.12;   ///< an anchor nearer to the middle than this is the middle
constexpr double kRounded = 0.38;  ///< how far the middle of a blossom lies from its stalk's end, of its size

}  // namespace

Pose held(const Actor& actor, double x_cm, double y_cm, double direction, double scale, bool mirrored) {
  const double size = actor.size_cm * scale, radians = direction * std::numbers::pi / 180;
  Pose pose{.x_cm = x_cm, .y_cm = y_cm, .scale = scale, .angle = direction, .mirrored = mirrored};
  const double ax = mirrored ? -actor.anchor.x : actor.anchor.x, ay = actor.anchor.y;
  if (std::hypot(ax, ay) < kMiddle) {
    pose.x_cm += std::sin(radians) * size * kRounded;
    pose.y_cm -= std::cos(radians) * size * kRounded;
    return pose;
  }
  // The actor grows from its anchor through its middle; up is (0, -1).
  const double own = std::atan2(-ax, ay);
  const double turn = radians - own;
  pose.angle = turn * 180 / std::numbers::pi;
  pose.x_cm -= (std::cos(turn) * ax - std::sin(turn) * ay) * size;
  pose.y_cm -= (std::sin(turn) * ax + std::cos(turn) * ay) * size;
  return pose;
}

}  // namespace toile::compose
