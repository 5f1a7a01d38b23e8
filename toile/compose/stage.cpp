#include "toile/compose/stage.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "toile/compose/stamp.hpp"

namespace toile::compose {
namespace {

constexpr int kCells = 256;  ///< of the longer side

double rounded(double value) {
  return std::round(value * 1000) / 1000;
}

double wrapped(double at, double side) {
  const double rest = std::fmod(at, side);
  return rest < 0 ? rest + side : rest;
}

int cells(double share) {
  return std::max(16, static_cast<int>(std::lround(kCells * share)));
}

}  // namespace

Silhouette::Silhouette(const Actor& actor, double cells_a_cm) {
  for (const Part& part : actor.parts) {
    const Mask mask = outline(part.motif, {.size = part.placement.size_cm * cells_a_cm,
                                           .angle = part.placement.angle,
                                           .mirrored = part.placement.mirrored});
    base_.add(Footprint::of(mask), {static_cast<int>(std::lround(part.placement.x_cm * cells_a_cm)),
                                    static_cast<int>(std::lround(part.placement.y_cm * cells_a_cm))});
  }
  int left = 0, right = 0, top = 0, bottom = 0;
  for (const Cell& cell : base_.cells) {
    left = std::min(left, cell.x);
    right = std::max(right, cell.x);
    top = std::min(top, cell.y);
    bottom = std::max(bottom, cell.y);
  }
  width_ = right - left + 1;
  height_ = bottom - top + 1;
  const double side = actor.size_cm * cells_a_cm;
  fullness_ = std::min(1.0, static_cast<double>(base_.cells.size()) / std::max(1.0, side * side));
}

Footprint Silhouette::posed(const Pose& pose) const {
  const double turn = pose.angle * std::numbers::pi / 180;
  const double c = std::cos(turn) * pose.scale, s = std::sin(turn) * pose.scale, side = pose.mirrored ? -1 : 1;
  Footprint footprint{.cells = {}, .radius = base_.radius * pose.scale};
  footprint.cells.reserve(base_.cells.size());
  for (const Cell& cell : base_.cells) {
    const double x = side * cell.x, y = cell.y;
    footprint.cells.push_back(
        {static_cast<int>(std::lround(c * x - s * y)), static_cast<int>(std::lround(s * x + c * y))});
  }
  return footprint;
}

Stage::Stage(double width_cm, double height_cm)
    : width_cm_(width_cm),
      height_cm_(height_cm),
      cells_a_cm_(kCells / std::max(width_cm, height_cm)),
      field_(cells(width_cm / std::max(width_cm, height_cm)), cells(height_cm / std::max(width_cm, height_cm))) {}

Cell Stage::cell_at(double x_cm, double y_cm) const {
  return {static_cast<int>(std::floor(x_cm * cells_a_cm_)), static_cast<int>(std::floor(y_cm * cells_a_cm_))};
}

double Stage::clearance(const Silhouette& silhouette, const Pose& pose, double enough_cm) const {
  const float cells = field_.clearance(silhouette.posed(pose), cell_at(pose.x_cm, pose.y_cm),
                                       static_cast<float>(enough_cm * cells_a_cm_));
  return cells / cells_a_cm_;
}

void Stage::lay(const Actor& actor, const Pose& pose, int layer) {
  for (const Part& part : actor.parts) {
    Placement placement = posed(part.placement, pose);
    placement.x_cm = rounded(wrapped(placement.x_cm, width_cm_));
    placement.y_cm = rounded(wrapped(placement.y_cm, height_cm_));
    placement.size_cm = rounded(placement.size_cm);
    placement.angle = rounded(wrapped(placement.angle, 360));
    placement.layer += layer;
    placements_.push_back(std::move(placement));
  }
}

void Stage::take(const Silhouette& silhouette, const Pose& pose) {
  take(silhouette.posed(pose), pose);
}

void Stage::take(const Footprint& footprint, const Pose& pose) {
  field_.take(footprint, cell_at(pose.x_cm, pose.y_cm));
}

Placement posed(const Placement& part, const Pose& pose) {
  const double turn = pose.angle * std::numbers::pi / 180, side = pose.mirrored ? -1 : 1;
  const double x = side * part.x_cm * pose.scale, y = part.y_cm * pose.scale;
  Placement placement = part;
  placement.x_cm = pose.x_cm + std::cos(turn) * x - std::sin(turn) * y;
  placement.y_cm = pose.y_cm + std::sin(turn) * x + std::cos(turn) * y;
  placement.size_cm = part.size_cm * pose.scale;
  placement.angle = pose.angle + side * part.angle;
  placement.mirrored = part.mirrored != pose.mirrored;
  return placement;
}

double apart(const Stage& stage, double x1, double y1, double x2, double y2) {
  const auto way = [](double a, double b, double side) {
    const double d = std::fmod(std::abs(a - b), side);
    return std::min(d, side - d);
  };
  return std::hypot(way(x1, x2, stage.width_cm()), way(y1, y2, stage.height_cm()));
}

}  // namespace toile::compose
