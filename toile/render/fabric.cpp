#include "toile/render/fabric.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/resize.hpp"

namespace toile::render {
namespace {

constexpr int kMostContinued = 24;  ///< pixels beyond the known ones
constexpr float kNowhere = std::numeric_limits<float>::quiet_NaN();

struct Step {
  int x, y;
};
constexpr std::array<Step, 8> kAround = {{{-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}}};

/// A coordinate one step beyond (x, y), away from where `step` looks: linear where two neighbours lie in a row.
float beyond(const image::Plane& plane, int x, int y, const Step& step, float tear) {
  const float near = plane.row(y + step.y)[x + step.x];
  const int far_x = x + 2 * step.x, far_y = y + 2 * step.y;
  if (far_x < 0 || far_y < 0 || far_x >= plane.width || far_y >= plane.height) return near;
  const float change = near - plane.row(far_y)[far_x];
  return std::abs(change) < tear ? near + change : near;  // false for NaN too
}

/// Goes on outwards from what is known, ring by ring, over pixels that the garment covers.
void continue_over(Coordinates& c, const Mask& garment, const Box& box, float tear) {
  const int width = box.width, height = box.height;
  std::vector<Step> open;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      if (garment.at(box.x + x, box.y + y) > 0 && std::isnan(c.u.row(y)[x])) open.push_back({x, y});
    }
  }
  struct Found {
    Step at;
    float u, v;
  };
  for (int ring = 0; ring < kMostContinued && !open.empty(); ++ring) {
    std::vector<Found> found;
    std::vector<Step> still;
    for (const Step& p : open) {
      const auto known = std::find_if(kAround.begin(), kAround.end(), [&](const Step& s) {
        const int x = p.x + s.x, y = p.y + s.y;
        return x >= 0 && y >= 0 && x < width && y < height && !std::isnan(c.u.row(y)[x]);
      });
      if (known == kAround.end()) {
        still.push_back(p);
      } else {
        found.push_back({p, beyond(c.u, p.x, p.y, *known, tear), beyond(c.v, p.x, p.y, *known, tear)});
      }
    }
    if (found.empty()) break;
    for (const Found& f : found) {
      c.u.row(f.at.y)[f.at.x] = f.u;
      c.v.row(f.at.y)[f.at.x] = f.v;
    }
    open = std::move(still);
  }
}

}  // namespace

float typical_step(const Coordinates& c) {
  std::vector<float> steps;
  for (int y = 0; y < c.u.height; y += 3) {
    for (int x = 0; x + 1 < c.u.width; x += 3) {
      const float step = std::hypot(c.u.row(y)[x + 1] - c.u.row(y)[x], c.v.row(y)[x + 1] - c.v.row(y)[x]);
      if (!std::isnan(step)) steps.push_back(step);
    }
  }
  if (steps.empty()) return 0;
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  return *middle;
}

Coordinates coordinates_in(const Fabric& fabric, const Mask& garment, const Box& box) {
  const image::Samples& from = fabric.coordinates;
  if (from.width != garment.width || from.height != garment.height || from.channels < 3) {
    throw Error(ErrorKind::usage, fmt::format("the fabric coordinates are {}x{} pixels of {} channels; they must be "
                                              "{}x{} of three",
                                              from.width, from.height, from.channels, garment.width, garment.height));
  }
  if (!(fabric.side_cm > 0)) {
    throw Error(ErrorKind::usage, fmt::format("the fabric is {} cm wide; it must be above 0", fabric.side_cm));
  }
  Coordinates out{.u = image::Plane(box.width, box.height, kNowhere),
                  .v = image::Plane(box.width, box.height, kNowhere)};
  const auto cm = static_cast<float>(fabric.side_cm / 65535);
  for_rows(box.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < box.width; ++x) {
        const std::uint16_t* sample = from.at(box.x + x, box.y + y);
        if (sample[2] != 65535) continue;
        out.u.row(y)[x] = static_cast<float>(sample[0]) * cm;
        out.v.row(y)[x] = static_cast<float>(sample[1]) * cm;
      }
    }
  });
  continue_over(out, garment, box, kTear * typical_step(out));
  return out;
}

namespace {

constexpr int kWhole = 65535;           ///< coordinates hold here
constexpr int kOnePiece = 65535 / 300;  ///< neighbours this near each other on the cloth show one piece

/// The samples between four pixels, or the nearest of them.
void sample_at(const image::Samples& from, double x, double y, std::uint16_t* out) {
  const int left = std::clamp(static_cast<int>(std::floor(x)), 0, std::max(0, from.width - 2));
  const int top = std::clamp(static_cast<int>(std::floor(y)), 0, std::max(0, from.height - 2));
  const int right = std::min(left + 1, from.width - 1), bottom = std::min(top + 1, from.height - 1);
  const double fx = std::clamp(x - left, 0.0, 1.0), fy = std::clamp(y - top, 0.0, 1.0);
  const std::uint16_t* around[] = {from.at(left, top), from.at(right, top), from.at(left, bottom),
                                   from.at(right, bottom)};
  bool one_piece = true;
  for (const std::uint16_t* p : around) {
    one_piece = one_piece && p[2] == kWhole && std::abs(p[0] - around[0][0]) < kOnePiece &&
                std::abs(p[1] - around[0][1]) < kOnePiece;
  }
  const std::uint16_t* nearest = around[(fy > 0.5 ? 2 : 0) + (fx > 0.5 ? 1 : 0)];
  for (int c = 0; c < from.channels; ++c) {
    const double above = around[0][c] + fx * (around[1][c] - around[0][c]);
    const double below = around[2][c] + fx * (around[3][c] - around[2][c]);
    out[c] = one_piece ? static_cast<std::uint16_t>(std::lround(above + fy * (below - above))) : nearest[c];
  }
}

}  // namespace

Fabric scaled(const Fabric& fabric, int width, int height) {
  const image::Samples& from = fabric.coordinates;
  Fabric out{.coordinates = {.width = width, .height = height, .channels = from.channels, .values = {}},
             .side_cm = fabric.side_cm,
             .reflectance = fabric.reflectance,
             .light = {}};
  out.coordinates.values.resize(static_cast<std::size_t>(width) * height * from.channels);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      std::uint16_t* to = out.coordinates.values.data() + (static_cast<std::size_t>(y) * width + x) * from.channels;
      sample_at(from, (x + 0.5) * from.width / width - 0.5, (y + 0.5) * from.height / height - 0.5, to);
    }
  }
  if (fabric.light.pixels() > 0) out.light = image::resize(fabric.light, width, height);
  return out;
}

}  // namespace toile::render
