#include "toile/scan/align.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"

namespace toile::scan {
namespace {

using image::Plane;

constexpr int kMostTexels = 1024;
constexpr double kMostStep = 0.1;  ///< of the shorter vector, a round
constexpr float kStiff = 0.03F;    ///< of the mean gradient energy: where there is less nothing moves
constexpr std::size_t kMostChannels = 3;

float wrapped(float value, int size) {
  const float turns = std::floor(value / static_cast<float>(size));
  return value - turns * static_cast<float>(size);
}

/// Of `plane` on the torus, at texel coordinates whose middles are at 0.5.
struct Corners {
  std::size_t place[4];
  float share[4];
};

Corners corners_of(Vector uv, int width, int height) {
  const float x = wrapped(static_cast<float>(uv.x - std::floor(uv.x)) * static_cast<float>(width) - 0.5F, width),
              y = wrapped(static_cast<float>(uv.y - std::floor(uv.y)) * static_cast<float>(height) - 0.5F, height);
  const int left = std::min(static_cast<int>(x), width - 1), top = std::min(static_cast<int>(y), height - 1);
  const int right = left + 1 == width ? 0 : left + 1, below = top + 1 == height ? 0 : top + 1;
  const float fx = x - static_cast<float>(left), fy = y - static_cast<float>(top);
  const auto at = [&](int row, int column) { return static_cast<std::size_t>(row) * width + column; };
  return {{at(top, left), at(top, right), at(below, left), at(below, right)},
          {(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy}};
}

/// Calls `use(x, y, uv)` for all pixels of a row, `uv` being where they lie on the cloth.
template <typename Use>
void for_pixels(const Warp& warp, const Homography& back, int width, int y, const Use& use) {
  const Plane& cx = warp.creep_x;
  for (int x = 0; x < width; ++x) {
    const Vector at{x + 0.5, y + 0.5};
    const Vector first = at - Vector{cx.row(y)[x], warp.creep_y.row(y)[x]};
    use(x, y, back(at - warp.creep(first)));
  }
}

}  // namespace

void Cell::sample(Vector uv, float* values) const {
  const Corners corners = corners_of(uv, channels[0].width, channels[0].height);
  for (std::size_t c = 0; c < channels.size(); ++c) {
    float sum = 0;
    for (int k = 0; k < 4; ++k) sum += corners.share[k] * channels[c].values[corners.place[k]];
    values[c] = sum;
  }
}

Cell cell_of(const Features& features, const Warp& warp, const Lattice& lattice) {
  const int width = std::clamp(static_cast<int>(std::lround(length(lattice.a))), 4, kMostTexels);
  const int height = lattice.one_way ? 1 : std::clamp(static_cast<int>(std::lround(length(lattice.b))), 4, kMostTexels);
  Cell cell{std::vector<Plane>(features.channels.size(), Plane(width, height))};
  Plane weight(width, height, 1e-6F);
  const Homography back = warp.view.inverse();
  for (int y = 0; y < features.weight.height; ++y) {
    for_pixels(warp, back, features.weight.width, y, [&](int x, int row, Vector uv) {
      if (features.weight.row(row)[x] <= 0) return;
      const Corners corners = corners_of(uv, width, height);
      for (int k = 0; k < 4; ++k) {
        weight.values[corners.place[k]] += corners.share[k];
        for (std::size_t c = 0; c < cell.channels.size(); ++c) {
          cell.channels[c].values[corners.place[k]] += corners.share[k] * features.channels[c].row(row)[x];
        }
      }
    });
  }
  for (Plane& channel : cell.channels) {
    for (std::size_t i = 0; i < channel.values.size(); ++i) channel.values[i] /= weight.values[i];
  }
  return cell;
}

Features predicted(const Cell& cell, const Warp& warp, int width, int height) {
  Features out{.channels = std::vector<Plane>(cell.channels.size(), Plane(width, height)),
               .weight = Plane(width, height, 1)};
  const Homography back = warp.view.inverse();
  for_rows(height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for_pixels(warp, back, width, y, [&](int x, int row, Vector uv) {
        float values[kMostChannels] = {};
        cell.sample(uv, values);
        for (std::size_t c = 0; c < out.channels.size(); ++c) out.channels[c].row(row)[x] = values[c];
      });
    }
  });
  return out;
}

namespace {

/// Sums over channels of products of gradients and differences, at each pixel.
struct Tensor {
  Plane xx, xy, yy, ex, ey;
};

Tensor tensor_of(const Features& photo, const Features& prediction) {
  const int width = photo.weight.width, height = photo.weight.height;
  Tensor t{Plane(width, height), Plane(width, height), Plane(width, height), Plane(width, height),
           Plane(width, height)};
  for_rows(height, [&](int first, int last) {
    for (int y = std::max(1, first); y < std::min(height - 1, last); ++y) {
      for (int x = 1; x + 1 < width; ++x) {
        for (std::size_t c = 0; c < photo.channels.size(); ++c) {
          const Plane& p = prediction.channels[c];
          const float gx = 0.5F * (p.row(y)[x + 1] - p.row(y)[x - 1]), gy = 0.5F * (p.row(y + 1)[x] - p.row(y - 1)[x]);
          // what is far off is a button or a crease
          const float e = std::clamp(p.row(y)[x] - photo.channels[c].row(y)[x], -1.5F, 1.5F);
          t.xx.row(y)[x] += gx * gx;
          t.xy.row(y)[x] += gx * gy;
          t.yy.row(y)[x] += gy * gy;
          t.ex.row(y)[x] += gx * e;
          t.ey.row(y)[x] += gy * e;
        }
      }
    }
  });
  return t;
}

}  // namespace

Warp aligned(const Features& features, Warp warp, const Lattice& lattice, int rounds, double window) {
  const int width = features.weight.width, height = features.weight.height;
  const double shorter = std::min(length(lattice.a), length(lattice.b)),
               longer = std::max(length(lattice.a), length(lattice.b));
  const double sigma = std::max(3.0, window * std::sqrt(shorter * longer));
  const auto most = static_cast<float>(std::max(0.7, kMostStep * shorter));
  for (int round = 0; round < rounds; ++round) {
    const Features prediction = predicted(cell_of(features, warp, lattice), warp, width, height);
    Tensor t = tensor_of(features, prediction);
    double energy = 0;
    for (std::size_t i = 0; i < t.xx.values.size(); ++i) energy += t.xx.values[i] + t.yy.values[i];
    const float stiff = kStiff * static_cast<float>(energy / static_cast<double>(t.xx.values.size())) + 1e-12F;
    std::vector<Plane*> planes = {&t.xx, &t.xy, &t.yy, &t.ex, &t.ey};
    for_rows(5, [&](int first, int last) {
      for (int p = first; p < last; ++p) *planes[p] = image::blur(*planes[p], sigma);
    });
    Plane dx(width, height), dy(width, height);
    for (std::size_t i = 0; i < dx.values.size(); ++i) {
      const float xx = t.xx.values[i] + stiff, yy = t.yy.values[i] + stiff, xy = t.xy.values[i];
      const float whole = xx * yy - xy * xy;
      dx.values[i] = std::clamp((yy * t.ex.values[i] - xy * t.ey.values[i]) / whole, -most, most);
      dy.values[i] = std::clamp((xx * t.ey.values[i] - xy * t.ex.values[i]) / whole, -most, most);
    }
    dx = image::blur(dx, 0.5 * sigma);
    dy = image::blur(dy, 0.5 * sigma);
    for (std::size_t i = 0; i < dx.values.size(); ++i) {
      warp.creep_x.values[i] += dx.values[i];
      warp.creep_y.values[i] += dy.values[i];
    }
  }
  return warp;
}

Plane likeness_around(const Features& features, const Features& prediction, double sigma) {
  const int width = features.weight.width, height = features.weight.height;
  Plane product(width, height), here(width, height), there(width, height);
  for (std::size_t i = 0; i < product.values.size(); ++i) {
    for (std::size_t c = 0; c < features.channels.size(); ++c) {
      const float p = features.channels[c].values[i], q = prediction.channels[c].values[i];
      product.values[i] += p * q;
      here.values[i] += p * p;
      there.values[i] += q * q;
    }
  }
  product = image::blur(product, sigma);
  here = image::blur(here, sigma);
  there = image::blur(there, sigma);
  for (std::size_t i = 0; i < product.values.size(); ++i) {
    product.values[i] /= std::sqrt(std::max(1e-9F, here.values[i] * there.values[i]));
  }
  return product;
}

}  // namespace toile::scan
