#include "toile/render/lay.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "toile/base/error.hpp"
#include "toile/render/coarse_row.hpp"

namespace toile::render {
namespace {

constexpr float kFold = 3;  ///< of the two neighbours' steps, one this many times the other lies across a fold's edge

/// The step from one pixel to the next along an axis, of the neighbours on both sides.
void steps(float back_u, float back_v, float ahead_u, float ahead_v, float tear, float& u, float& v) {
  const float back = std::hypot(back_u, back_v), ahead = std::hypot(ahead_u, ahead_v);
  const bool has_back = back < tear, has_ahead = ahead < tear;  // false for NaN
  if (has_back && has_ahead && back < kFold * ahead && ahead < kFold * back) {
    u = (back_u + ahead_u) / 2;
    v = (back_v + ahead_v) / 2;
  } else if (has_back && (!has_ahead || back < ahead)) {
    u = back_u, v = back_v;
  } else if (has_ahead) {
    u = ahead_u, v = ahead_v;
  }
}

/// The place on the cloth that is shown nearest to the middle of the box.
std::pair<float, float> middle_of(const Coordinates& c) {
  std::pair<float, float> found{0, 0};
  double nearest = std::numeric_limits<double>::max();
  for (int y = 0; y < c.u.height; ++y) {
    for (int x = 0; x < c.u.width; ++x) {
      const double distance = std::hypot(x - c.u.width / 2.0, y - c.u.height / 2.0);
      if (distance >= nearest || std::isnan(c.u.row(y)[x])) continue;
      nearest = distance;
      found = {c.u.row(y)[x], c.v.row(y)[x]};
    }
  }
  return found;
}

}  // namespace

Lay::Lay(const Cloth& cloth, const Pattern& pattern, const Placement& placement) : cloth_(&cloth) {
  const double turn = placement.angle * std::numbers::pi / 180;
  cosine_ = std::cos(turn);
  sine_ = std::sin(turn);
  shift_x_ = placement.shift_x;
  shift_y_ = placement.shift_y;
  double pixel = 1;  // the way from a pixel to the next, in the unit of the tile's width
  if (cloth.coordinates) {
    tile_width_ = placement.tile_cm > 0 ? placement.tile_cm : placement.scale * pattern.width_cm;
    pixel = typical_step(*cloth.coordinates);
    const auto [u, v] = middle_of(*cloth.coordinates);
    middle_x_ = origin_x_ = u;
    middle_y_ = origin_y_ = v;
  } else {
    if (placement.tile_cm > 0 && !(cloth.width_cm > 0)) {
      throw Error(ErrorKind::usage, "the garment's real width isn't known, so a tile can't be laid in centimetres");
    }
    tile_width_ = placement.tile_cm > 0 ? placement.tile_cm / cloth.width_cm * cloth.box.width
                                        : placement.scale * cloth.box.width / kTilesAcross;
    middle_x_ = cloth.box.width / 2.0;
    middle_y_ = cloth.box.height / 2.0;
  }
  tile_height_ = tile_width_ * pattern.tile.height / pattern.tile.width;
  step_ = pixel / std::max(tile_width_, tile_height_);
  tear_ = static_cast<float>(kTear * pixel / std::min(tile_width_, tile_height_));
}

void Lay::row(int y, Row& out) const {
  const int width = cloth_->box.width;
  out.u.resize(static_cast<std::size_t>(width));
  out.v.resize(static_cast<std::size_t>(width));
  const auto place = [&](std::size_t x, double px, double py) {
    px -= middle_x_;
    py -= middle_y_;
    out.u[x] = static_cast<float>((px * cosine_ - py * sine_ + origin_x_) / tile_width_ - shift_x_);
    out.v[x] = static_cast<float>((px * sine_ + py * cosine_ + origin_y_) / tile_height_ - shift_y_);
  };
  if (cloth_->coordinates) {
    const float* u = cloth_->coordinates->u.row(y);
    const float* v = cloth_->coordinates->v.row(y);
    for (std::size_t x = 0; x < out.u.size(); ++x) place(x, u[x], v[x]);
    return;
  }
  const CoarseRow right(cloth_->folds.right, width, cloth_->box.height, y),
      down(cloth_->folds.down, width, cloth_->box.height, y);
  for (int x = 0; x < width; ++x) {
    double px = x + 0.5 + right.at(x), py = y + 0.5 + down.at(x);
    if (cloth_->panels.any()) cloth_->panels.straighten(px, py);
    place(static_cast<std::size_t>(x), px, py);
  }
}

pattern::Footprint Lay::even_footprint() const {
  return {.u_right = static_cast<float>(cosine_ / tile_width_),
          .v_right = static_cast<float>(sine_ / tile_height_),
          .u_down = static_cast<float>(-sine_ / tile_width_),
          .v_down = static_cast<float>(cosine_ / tile_height_)};
}

pattern::Footprint Lay::footprint(const Row& above, const Row& here, const Row& below, std::size_t x) const {
  const std::size_t left = x > 0 ? x - 1 : x, right = x + 1 < here.u.size() ? x + 1 : x;
  constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
  const float u = here.u[x], v = here.v[x];
  const auto step = static_cast<float>(step_);
  pattern::Footprint f{.u_right = step, .v_right = 0, .u_down = 0, .v_down = step};
  steps(left < x ? u - here.u[left] : kNone, v - here.v[left], right > x ? here.u[right] - u : kNone, here.v[right] - v,
        tear_, f.u_right, f.v_right);
  steps(&above == &here ? kNone : u - above.u[x], v - above.v[x], &below == &here ? kNone : below.u[x] - u,
        below.v[x] - v, tear_, f.u_down, f.v_down);
  return f;
}

bool Lay::at_tear(const Row& above, const Row& here, const Row& below, std::size_t x) const {
  if (even() && cloth_->panels.sleeves.empty()) return false;
  const std::size_t left = x > 0 ? x - 1 : x, right = x + 1 < here.u.size() ? x + 1 : x;
  for (const Row* row : {&above, &here, &below}) {
    for (std::size_t at = left; at <= right; ++at) {
      if (std::hypot(row->u[at] - here.u[x], row->v[at] - here.v[x]) > tear_) return true;  // false for NaN
    }
  }
  return false;
}

}  // namespace toile::render
