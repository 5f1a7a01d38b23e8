#include "toile/evaluate/mask_figures.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace toile::evaluate {
namespace {

constexpr float kFar = 1e6F;

bool inside(std::uint8_t cover) {
  return cover > 127;
}

/// Pixels of the mask with a neighbour (of four) outside it.
std::vector<std::size_t> boundary(const Mask& mask) {
  std::vector<std::size_t> pixels;
  for (int y = 0; y < mask.height; ++y) {
    for (int x = 0; x < mask.width; ++x) {
      if (!inside(mask.at(x, y))) continue;
      const bool edge = (x > 0 && !inside(mask.at(x - 1, y))) || (x + 1 < mask.width && !inside(mask.at(x + 1, y))) ||
                        (y > 0 && !inside(mask.at(x, y - 1))) || (y + 1 < mask.height && !inside(mask.at(x, y + 1)));
      if (edge) pixels.push_back(static_cast<std::size_t>(y) * mask.width + x);
    }
  }
  return pixels;
}

/// The share of `pixels` that lie within `radius` of one of `others`.
double share_near(const std::vector<std::size_t>& pixels, const std::vector<std::size_t>& others, const Mask& size,
                  int radius) {
  std::vector<char> near(size.pixels(), 0);
  for (const std::size_t other : others) {
    const int cx = static_cast<int>(other % size.width), cy = static_cast<int>(other / size.width);
    for (int y = std::max(0, cy - radius); y <= std::min(size.height - 1, cy + radius); ++y) {
      for (int x = std::max(0, cx - radius); x <= std::min(size.width - 1, cx + radius); ++x) {
        if ((x - cx) * (x - cx) + (y - cy) * (y - cy) > radius * radius) continue;
        near[static_cast<std::size_t>(y) * size.width + x] = 1;
      }
    }
  }
  const auto count = std::count_if(pixels.begin(), pixels.end(), [&](std::size_t i) { return near[i] != 0; });
  return static_cast<double>(count) / static_cast<double>(pixels.size());
}

/// Each pixel of `region`'s distance to what is not `region`, the picture's border included: chamfer distance with
/// steps 1 and sqrt(2) (Borgefors 1986).
std::vector<float> depth_of(const std::vector<char>& region, int width, int height) {
  std::vector<float> depth(region.size());
  const auto at = [&](int x, int y) -> float {
    if (x < 0 || y < 0 || x >= width || y >= height) return 0;
    return depth[static_cast<std::size_t>(y) * width + x];
  };
  constexpr float kDiagonal = 1.41421356F;
  for (std::size_t i = 0; i < region.size(); ++i) depth[i] = region[i] ? kFar : 0;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      float& d = depth[static_cast<std::size_t>(y) * width + x];
      d = std::min({d, at(x - 1, y) + 1, at(x, y - 1) + 1, at(x - 1, y - 1) + kDiagonal, at(x + 1, y - 1) + kDiagonal});
    }
  }
  for (int y = height - 1; y >= 0; --y) {
    for (int x = width - 1; x >= 0; --x) {
      float& d = depth[static_cast<std::size_t>(y) * width + x];
      d = std::min({d, at(x + 1, y) + 1, at(x, y + 1) + 1, at(x + 1, y + 1) + kDiagonal, at(x - 1, y + 1) + kDiagonal});
    }
  }
  return depth;
}

/// The largest 4-connected region of pixels that are `set`.
std::vector<char> largest_region(const std::vector<char>& set, int width) {
  std::vector<char> left = set, largest;
  std::size_t most = 0;
  std::vector<std::size_t> region;
  for (std::size_t seed = 0; seed < left.size(); ++seed) {
    if (!left[seed]) continue;
    region.assign(1, seed);
    left[seed] = 0;
    for (std::size_t i = 0; i < region.size(); ++i) {
      const std::size_t at = region[i], w = static_cast<std::size_t>(width);
      const auto visit = [&](std::size_t next) {
        if (!left[next]) return;
        left[next] = 0;
        region.push_back(next);
      };
      if (at % w > 0) visit(at - 1);
      if (at % w + 1 < w) visit(at + 1);
      if (at >= w) visit(at - w);
      if (at + w < left.size()) visit(at + w);
    }
    if (region.size() <= most) continue;
    most = region.size();
    largest.assign(set.size(), 0);
    for (const std::size_t at : region) largest[at] = 1;
  }
  return largest;
}

}  // namespace

Overlap& Overlap::operator+=(const Overlap& other) {
  both += other.both;
  either += other.either;
  return *this;
}

Overlap overlap(const Mask& found, const Mask& truth) {
  Overlap sum;
  for (std::size_t i = 0; i < found.cover.size(); ++i) {
    const bool a = inside(found.cover[i]), b = inside(truth.cover[i]);
    sum.both += a && b;
    sum.either += a || b;
  }
  return sum;
}

double boundary_f(const Mask& found, const Mask& truth, int radius) {
  const auto a = boundary(found), b = boundary(truth);
  if (a.empty() && b.empty()) return 1;
  if (a.empty() || b.empty()) return 0;
  const double precision = share_near(a, b, found, radius), recall = share_near(b, a, found, radius);
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

std::optional<Correction> next_click(const Mask& found, const Mask& truth) {
  std::vector<char> missed(found.cover.size()), extra(found.cover.size());
  for (std::size_t i = 0; i < found.cover.size(); ++i) {
    const bool a = inside(found.cover[i]), b = inside(truth.cover[i]);
    missed[i] = b && !a;
    extra[i] = a && !b;
  }
  const std::vector<char> most_missed = largest_region(missed, found.width),
                          most_extra = largest_region(extra, found.width);
  const bool add =
      std::count(most_missed.begin(), most_missed.end(), 1) >= std::count(most_extra.begin(), most_extra.end(), 1);
  const std::vector<char>& region = add ? most_missed : most_extra;
  if (region.empty()) return std::nullopt;
  const std::vector<float> depth = depth_of(region, found.width, found.height);
  const auto deepest = std::max_element(depth.begin(), depth.end());
  if (*deepest < 2) return std::nullopt;
  const int at = static_cast<int>(deepest - depth.begin());
  return Correction{.x = at % found.width, .y = at / found.width, .add = add};
}

}  // namespace toile::evaluate
