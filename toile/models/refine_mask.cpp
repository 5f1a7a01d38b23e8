#include "toile/models/refine_mask.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <queue>
#include <span>
#include <utility>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/image/plane.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/flat_sketch.hpp"
#include "toile/models/matte.hpp"

namespace toile::models {
namespace {

using image::Plane;
using Look = std::array<float, 3>;  ///< luma 0..0.6, then two chromas: folds shade cloth, but hardly tint it

constexpr int kLongest = 320;         ///< the longest side of the grid on which hints spread
constexpr float kReach = 120;         ///< cells that a point spreads over cloth exactly like itself
constexpr float kPerStepLook = 4;     ///< price of a step from one look to another, of the reach, by their difference
constexpr float kPerSeedLook = 0.2F;  ///< price of a cell that doesn't look like the one pointed at
constexpr float kAlike = 0.03F;       ///< difference of looks that is free there
constexpr float kPerDoubt = 0.03F;    ///< price of a cell whose colour the other side has too
constexpr float kPerCrossing = 0.1F;  ///< price of crossing the matte's present edge
constexpr float kNearby = 0.015F;     ///< of the grid's side: colours there are the pointed-at region's own
constexpr float kElsewhere = 0.05F;   ///< of the grid's side: colours beyond are the other side's
constexpr int kRounds = 3;            ///< of spreading and of learning colours from where it led
constexpr int kBins = 12;             ///< of a channel in histograms
constexpr float kFar = std::numeric_limits<float>::infinity();

struct Box {
  int left = 0, top = 0, right = 0, bottom = 0;  ///< the last two are outside
  bool holds(int x, int y) const { return x >= left && x < right && y >= top && y < bottom; }
};

struct Grid {
  int width = 0, height = 0;
  std::vector<Look> looks;
  std::vector<char> inside;  ///< the matte above one half
  int cells() const { return width * height; }
};

Grid grid_of(const Image& photo, const Mask& matte) {
  const double scale = std::min(1.0, 1.0 * kLongest / std::max(photo.width, photo.height));
  Grid grid{.width = std::max(1, static_cast<int>(std::lround(photo.width * scale))),
            .height = std::max(1, static_cast<int>(std::lround(photo.height * scale))),
            .looks = {},
            .inside = {}};
  const Image small = image::resize(image::on_colour(photo, {255, 255, 255}), grid.width, grid.height);
  const Mask cover = image::resize(matte, grid.width, grid.height);
  for (std::size_t i = 0; i < small.pixels(); ++i) {
    const float r = small.rgb[3 * i] / 255.0F, g = small.rgb[3 * i + 1] / 255.0F, b = small.rgb[3 * i + 2] / 255.0F;
    const float y = 0.299F * r + 0.587F * g + 0.114F * b;
    grid.looks.push_back({0.6F * y, 1.07F * (r - y), 0.846F * (b - y)});
    grid.inside.push_back(cover.cover[i] > 127);
  }
  return grid;
}

float difference(const Look& a, const Look& b) {
  const float x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
  return std::sqrt(x * x + y * y + z * z);
}

std::size_t bin_of(const Look& look) {
  const auto bin = [](float share) { return std::clamp(static_cast<int>(share * kBins), 0, kBins - 1); };
  return static_cast<std::size_t>((bin(look[0] / 0.6F) * kBins + bin(look[1] + 0.5F)) * kBins + bin(look[2] + 0.5F));
}

/// A hint, or the surroundings that hold a rectangle back, as the grid sees it.
struct Source {
  bool add = true;
  bool is_point = true;
  Box seeds;                    ///< where it starts
  Box bounds;                   ///< what it can't leave
  Look look{};                  ///< mean over a point's seeds
  std::vector<float> doubts{};  ///< by bin: chance that a cell of this colour is of the other side; for points
};

Look mean_look(const Grid& grid, const Box& box) {
  Look mean{};
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x) {
      for (std::size_t c = 0; c < 3; ++c) mean[c] += grid.looks[static_cast<std::size_t>(y * grid.width + x)][c];
    }
  }
  for (float& value : mean) value /= static_cast<float>((box.right - box.left) * (box.bottom - box.top));
  return mean;
}

/// How much the colours of each bin speak for the side that point `self` of `sources` takes cells from. Cells that
/// `nearest` gives to the point already speak for it.
std::vector<float> doubts_of(const Grid& grid, const Source& point, const std::vector<int>& nearest, int self) {
  const int x = (point.seeds.left + point.seeds.right) / 2, y = (point.seeds.top + point.seeds.bottom) / 2;
  const float side = static_cast<float>(std::max(grid.width, grid.height));
  std::vector<float> own(kBins * kBins * kBins, 0.5F), others = own;
  float all_own = 1, all_others = 1;
  for (int i = 0; i < grid.cells(); ++i) {
    const auto at = static_cast<std::size_t>(i);
    const int across = i % grid.width - x, down = i / grid.width - y;
    const float distance = std::hypot(static_cast<float>(across), static_cast<float>(down));
    const bool is_own = distance < kNearby * side || nearest[at] == self;
    if (bool(grid.inside[at]) == point.add || is_own) {
      const float weight = is_own ? 5 : 1;
      own[bin_of(grid.looks[at])] += weight;
      all_own += weight;
    } else if (distance > kElsewhere * side) {
      others[bin_of(grid.looks[at])] += 1;
      all_others += 1;
    }
  }
  for (std::size_t bin = 0; bin < own.size(); ++bin) {
    const float mine = own[bin] / all_own, theirs = others[bin] / all_others;
    own[bin] = theirs / (mine + theirs);
  }
  return own;
}

Source source_of(const Grid& grid, const Image& photo, const Hint& hint) {
  const auto cell = [](double at, int cells, int pixels) {
    return std::clamp(static_cast<int>(at * cells / pixels), 0, cells - 1);
  };
  const int left = cell(hint.x + 0.5, grid.width, photo.width), top = cell(hint.y + 0.5, grid.height, photo.height);
  if (hint.width <= 0) {
    Source point{.add = hint.add,
                 .seeds = {std::max(0, left - 1), std::max(0, top - 1), std::min(grid.width, left + 2),
                           std::min(grid.height, top + 2)},
                 .bounds = {0, 0, grid.width, grid.height}};
    point.look = mean_look(grid, point.seeds);
    return point;
  }
  const Box box{left, top, cell(hint.x + hint.width - 0.5, grid.width, photo.width) + 1,
                cell(hint.y + hint.height - 0.5, grid.height, photo.height) + 1};
  const int across = (box.right - box.left) / 4, down = (box.bottom - box.top) / 4;
  return {.add = hint.add,
          .is_point = false,
          .seeds = {box.left + across, box.top + down, box.right - across, box.bottom - down},
          .bounds = box};
}

/// Distances of cells from the nearest source, and which it is.
struct Reached {
  std::vector<float> distances;
  std::vector<int> nearest;      ///< -1 where none reaches
  std::vector<char> holds_back;  ///< reached from around a rectangle, not by it

  explicit Reached(const Grid& grid)
      : distances(static_cast<std::size_t>(grid.cells()), kFar),
        nearest(distances.size(), -1),
        holds_back(distances.size(), 0) {}
};

/// The cells at distance 0: sources themselves, and what lies around a rectangle on the side that it takes from.
Reached starts_of(const Grid& grid, const std::vector<Source>& sources) {
  Reached reached(grid);
  const auto start = [&](const Box& box, const Box& without, std::size_t source) {
    for (int y = std::max(0, box.top); y < std::min(grid.height, box.bottom); ++y) {
      for (int x = std::max(0, box.left); x < std::min(grid.width, box.right); ++x) {
        const auto at = static_cast<std::size_t>(y * grid.width + x);
        const bool is_around = &box != &without;
        if (is_around && (without.holds(x, y) || bool(grid.inside[at]) == sources[source].add)) continue;
        if (is_around && reached.nearest[at] >= 0) continue;
        reached.distances[at] = 0;
        reached.nearest[at] = static_cast<int>(source);
        reached.holds_back[at] = is_around;
      }
    }
  };
  for (std::size_t s = 0; s < sources.size(); ++s) start(sources[s].seeds, sources[s].seeds, s);
  for (std::size_t s = 0; s < sources.size(); ++s) {
    const Box& box = sources[s].bounds;
    if (!sources[s].is_point) start({box.left - 1, box.top - 1, box.right + 1, box.bottom + 1}, box, s);
  }
  return reached;
}

/// The way from a cell to its neighbour, of which 1 is as far as a point reaches.
float step_length(const Grid& grid, const Source& source, std::size_t from, std::size_t to, bool is_diagonal) {
  float price = 1 / kReach;
  if (source.is_point) {
    price += kPerSeedLook * std::max(0.0F, difference(grid.looks[to], source.look) - kAlike) +
             kPerDoubt * source.doubts[bin_of(grid.looks[to])];
  }
  return price * (is_diagonal ? 1.4142F : 1.0F) + kPerStepLook * difference(grid.looks[to], grid.looks[from]) +
         (grid.inside[to] != grid.inside[from] ? kPerCrossing : 0.0F);
}

/// Which source each cell belongs to: the nearest one, or -1 (Dijkstra's algorithm).
std::vector<int> nearest_sources(const Grid& grid, const std::vector<Source>& sources) {
  Reached reached = starts_of(grid, sources);
  using Front = std::pair<float, int>;  // distance and cell: ties are broken by the cell, the same on every run
  std::priority_queue<Front, std::vector<Front>, std::greater<>> open;
  for (int cell = 0; cell < grid.cells(); ++cell) {
    if (reached.nearest[static_cast<std::size_t>(cell)] >= 0) open.push({0.0F, cell});
  }
  while (!open.empty()) {
    const auto [distance, cell] = open.top();
    open.pop();
    const auto from = static_cast<std::size_t>(cell);
    if (distance > reached.distances[from]) continue;
    const Source& source = sources[static_cast<std::size_t>(reached.nearest[from])];
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -1; dx <= 1; ++dx) {
        const int x = cell % grid.width + dx, y = cell / grid.width + dy;
        if ((dx == 0 && dy == 0) || !source.bounds.holds(x, y)) continue;
        const auto to = static_cast<std::size_t>(y * grid.width + x);
        const float length = distance + step_length(grid, source, from, to, dx != 0 && dy != 0);
        if (length >= reached.distances[to] || (source.is_point && length > 1)) continue;
        reached.distances[to] = length;
        reached.nearest[to] = reached.nearest[from];
        reached.holds_back[to] = reached.holds_back[from];
        open.push({length, static_cast<int>(to)});
      }
    }
  }
  for (std::size_t i = 0; i < reached.nearest.size(); ++i) {
    if (reached.holds_back[i]) reached.nearest[i] = -1;
  }
  return std::move(reached.nearest);
}

void check(const Image& photo, const Mask& matte, std::span<const Hint> hints) {
  if (matte.width != photo.width || matte.height != photo.height) {
    throw Error(ErrorKind::usage, fmt::format("the mask is {}x{} pixels, the photo {}x{}; they must be the same",
                                              matte.width, matte.height, photo.width, photo.height));
  }
  for (const Hint& hint : hints) {
    if ((hint.width > 0) != (hint.height > 0) || hint.width < 0) {
      throw Error(ErrorKind::usage, fmt::format("the rectangle at {},{} is {}x{} pixels; both sides must be above 0",
                                                hint.x, hint.y, hint.width, hint.height));
    }
    if (hint.x < 0 || hint.y < 0 || hint.x >= photo.width || hint.y >= photo.height ||
        hint.width > photo.width - hint.x || hint.height > photo.height - hint.y) {
      throw Error(ErrorKind::usage, fmt::format("{}{},{} lies outside the photo, which is {}x{} pixels",
                                                hint.width > 0 ? "the rectangle at " : "the point ", hint.x, hint.y,
                                                photo.width, photo.height));
    }
  }
}

/// The matte with the regions added or removed over which hints spread.
Mask spread(const Image& photo, const Mask& matte, std::span<const Hint> hints) {
  const Grid grid = grid_of(photo, matte);
  std::vector<Source> sources;
  for (const Hint& hint : hints) sources.push_back(source_of(grid, photo, hint));
  std::vector<int> nearest(grid.looks.size(), -1);
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t s = 0; s < sources.size(); ++s) {
      if (sources[s].is_point) sources[s].doubts = doubts_of(grid, sources[s], nearest, static_cast<int>(s));
    }
    nearest = nearest_sources(grid, sources);
  }

  Plane changed(grid.width, grid.height), chance(grid.width, grid.height);
  for (std::size_t i = 0; i < nearest.size(); ++i) {
    const bool changes = nearest[i] >= 0 && sources[static_cast<std::size_t>(nearest[i])].add != bool(grid.inside[i]);
    changed.values[i] = changes ? 1 : 0;
  }
  changed = image::box_mean(changed, 1);  // most of the neighbours decide: neither specks nor pinholes
  for (std::size_t i = 0; i < nearest.size(); ++i) {
    changed.values[i] = changed.values[i] > 0.5F ? 1 : 0;
    chance.values[i] = bool(grid.inside[i]) != (changed.values[i] > 0) ? 1 : 0;
  }
  const Mask fine = matte_of(photo, chance, 0);  // a small region may be just what was pointed at
  const Plane near = image::resample(image::box_mean(changed, 2), photo.width, photo.height);
  Mask out = matte;
  for (std::size_t i = 0; i < out.cover.size(); ++i) {
    const float share = std::min(1.0F, 4 * near.values[i]);
    if (share > 0) {
      out.cover[i] = static_cast<std::uint8_t>(
          std::lround(static_cast<float>(matte.cover[i]) * (1 - share) + static_cast<float>(fine.cover[i]) * share));
    }
  }
  return out;
}

/// A drawing's field, added or removed as a whole.
void fill(Mask& matte, const Image& photo, const std::vector<char>& field, bool add) {
  for (std::size_t at = 0; at < field.size(); ++at) {
    if (field[at] != 0) matte.cover[at] = add ? photo.alpha.empty() ? 255 : photo.alpha[at] : 0;
  }
}

/// Whether less than half of what is drawn has been chosen: a point then means all of it, whatever lines run inside.
bool begins(const Mask& matte, const Mask& drawn) {
  double all = 0, chosen = 0;
  for (std::size_t at = 0; at < drawn.cover.size(); ++at) {
    all += drawn.cover[at];
    chosen += std::min(drawn.cover[at], matte.cover[at]);
  }
  return chosen < all / 2;
}

/// Does what a point in a drawing asks for; false where it isn't one, or lies outside of what is drawn.
bool point_in_drawing(Mask& matte, const Image& photo, const Hint& hint) {
  if (hint.width > 0) return false;
  const auto drawn = sketch_matte(photo);
  if (!drawn || drawn->at(hint.x, hint.y) < 128) return false;
  if (hint.add && begins(matte, *drawn)) {
    for (std::size_t at = 0; at < matte.cover.size(); ++at)
      matte.cover[at] = std::max(matte.cover[at], drawn->cover[at]);
    return true;
  }
  const auto field = sketch_field(photo, hint.x, hint.y);
  if (field) fill(matte, photo, *field, hint.add);
  return field.has_value();
}

}  // namespace

Mask refine_mask(const Image& photo, const Mask& matte, std::span<const Hint> hints) {
  check(photo, matte, hints);
  Mask out = matte;
  std::vector<Hint> spreading;
  for (const Hint& hint : hints) {
    if (!point_in_drawing(out, photo, hint)) spreading.push_back(hint);
  }
  return spreading.empty() ? out : spread(photo, out, spreading);
}

}  // namespace toile::models
