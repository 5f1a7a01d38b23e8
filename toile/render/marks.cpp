#include "toile/render/marks.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace toile::render {
namespace {

using image::Plane;

constexpr float kSurelyMarked = 0.85F, kPerhapsMarked = 0.5F;
constexpr int kAroundMarks = 2;          ///< cells
constexpr int kBesideMarks = 8;          ///< cells
constexpr float kNoFold = 0.8F;          ///< log2
constexpr std::size_t kFewestMarks = 6;  ///< cells; less is a speck
constexpr double kLargestIsland = 0.01;  ///< of the garment
constexpr int kSpanTurns = 80;
constexpr float kOverRelaxation = 1.85F;

/// The cells of a plane that hang together, in order of finding.
using Cells = std::vector<std::pair<int, int>>;

/// Spans `plane` over `hole` like a skin: the solution of Laplace's equation there, by successive over-relaxation
/// (Young 1954) from what is there already.
void span(Plane& plane, const Plane& hole) {
  Cells cells;
  for (int y = 0; y < plane.height; ++y) {
    for (int x = 0; x < plane.width; ++x) {
      if (hole.row(y)[x] > 0) cells.emplace_back(x, y);
    }
  }
  for (int turn = 0; turn < kSpanTurns; ++turn) {
    for (const auto& [x, y] : cells) {
      const float* const above = plane.row(std::max(0, y - 1));
      const float* const below = plane.row(std::min(plane.height - 1, y + 1));
      float* const here = plane.row(y);
      const float around = here[std::max(0, x - 1)] + here[std::min(plane.width - 1, x + 1)] + above[x] + below[x];
      here[x] += kOverRelaxation * (around / 4 - here[x]);
    }
  }
}

/// Adds to `cells` what hangs together with them, edge to edge; `take(x, y)` says whether a cell does, once for each.
template <class Take>
void grow(Cells& cells, const Take& take) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto [x, y] = cells[i];
    for (const auto& [u, v] : {std::pair{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}}) {
      if (take(u, v)) cells.emplace_back(u, v);
    }
  }
}

/// Fills what `marks` leaves open in its midst: small islands of what else is garment are part of a picture.
void fill_islands(Plane& marks, const Plane& cover) {
  Plane left(marks.width, marks.height);
  std::size_t all = 0;
  for (std::size_t i = 0; i < left.values.size(); ++i) {
    const bool garment = cover.values[i] > 0.5F;
    all += garment ? 1U : 0U;
    left.values[i] = garment && marks.values[i] == 0 ? 1.0F : 0.0F;
  }
  const auto take = [&](int x, int y) {
    if (x < 0 || y < 0 || x >= left.width || y >= left.height || left.row(y)[x] == 0) return false;
    left.row(y)[x] = 0;
    return true;
  };
  for (int y = 0; y < left.height; ++y) {
    for (int x = 0; x < left.width; ++x) {
      if (!take(x, y)) continue;
      Cells island = {{x, y}};
      grow(island, take);
      if (static_cast<double>(island.size()) > kLargestIsland * static_cast<double>(all)) continue;
      for (const auto& [u, v] : island) marks.row(v)[u] = 1;
    }
  }
}

/// 1 within `reach` cells of (x, y), as on a square.
void put(Plane& marks, int x, int y, int reach) {
  for (int v = std::max(0, y - reach); v <= std::min(marks.height - 1, y + reach); ++v) {
    std::fill(marks.row(v) + std::max(0, x - reach), marks.row(v) + std::min(marks.width, x + reach + 1), 1.0F);
  }
}

/// Adds what lies beside marks and is as far from the brightness of the cloth around as no fold is there: an end of a
/// stroke that was left would be drawn all over what is spanned.
void take_remains(Plane& marks, const Plane& log_luminance, const Plane& cover) {
  Plane clear = cover, beside = marks;
  for (std::size_t i = 0; i < clear.values.size(); ++i) clear.values[i] *= 1 - marks.values[i];
  for (int y = 0; y < marks.height; ++y) {
    for (int x = 0; x < marks.width; ++x) {
      if (marks.row(y)[x] > 0) put(beside, x, y, kBesideMarks);
    }
  }
  const Plane around = blur_inside(log_luminance, clear, 2 * kBesideMarks);
  for (int y = 0; y < marks.height; ++y) {
    for (int x = 0; x < marks.width; ++x) {
      const float off = std::abs(log_luminance.row(y)[x] - around.row(y)[x]);
      if (clear.row(y)[x] > 0.5F && beside.row(y)[x] > 0 && off > kNoFold) put(marks, x, y, 1);
    }
  }
}

}  // namespace

Plane marks_of(const Plane& sure, const Plane& log_luminance, const Plane& cover) {
  Plane seen(sure.width, sure.height);
  const auto take_from = [&](float least) {
    return [&, least](int x, int y) {
      if (x < 0 || y < 0 || x >= sure.width || y >= sure.height || seen.row(y)[x] > 0) return false;
      if (sure.row(y)[x] < least || cover.row(y)[x] <= 0.5F) return false;
      seen.row(y)[x] = 1;
      return true;
    };
  };
  Cells found;
  const auto surely = take_from(kSurelyMarked);
  for (int y = 0; y < sure.height; ++y) {
    for (int x = 0; x < sure.width; ++x) {
      if (surely(x, y)) found.emplace_back(x, y);
    }
  }
  if (found.size() < kFewestMarks) return {};
  grow(found, take_from(kPerhapsMarked));
  Plane out(sure.width, sure.height);
  for (const auto& [x, y] : found) put(out, x, y, kAroundMarks);
  fill_islands(out, cover);
  take_remains(out, log_luminance, cover);
  return out;
}

Grid without_marks(Grid grid, const Plane& marks) {
  Plane clear = grid.cover;
  for (std::size_t i = 0; i < clear.values.size(); ++i) clear.values[i] *= 1 - marks.values[i];
  for (Plane* plane : {&grid.red, &grid.green, &grid.blue}) {
    *plane = continued(*plane, clear);
    span(*plane, marks);
  }
  return grid;
}

}  // namespace toile::render
