#include "toile/scan/pieces.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <queue>

namespace toile::scan {
namespace {

constexpr std::uint8_t kDrawn = 128;
constexpr double kSpeck = 0.1;       ///< of a piece's size: smaller ones beside it are its specks
constexpr double kNearPiece = 0.22;  ///< of the larger piece's side (root of its size): as far away are its specks

/// Numbers of 8-connected parts, from 1.
std::vector<int> connected(const Mask& drawn, int& count) {
  std::vector<int> number(drawn.pixels(), 0);
  std::vector<std::size_t> waiting;
  count = 0;
  for (std::size_t start = 0; start < number.size(); ++start) {
    if (number[start] != 0 || drawn.cover[start] < kDrawn) continue;
    number[start] = ++count;
    waiting.push_back(start);
    while (!waiting.empty()) {
      const int x = static_cast<int>(waiting.back() % drawn.width), y = static_cast<int>(waiting.back() / drawn.width);
      waiting.pop_back();
      for (int j = std::max(0, y - 1); j <= std::min(drawn.height - 1, y + 1); ++j) {
        for (int i = std::max(0, x - 1); i <= std::min(drawn.width - 1, x + 1); ++i) {
          const std::size_t next = static_cast<std::size_t>(j) * drawn.width + i;
          if (number[next] != 0 || drawn.cover[next] < kDrawn) continue;
          number[next] = count;
          waiting.push_back(next);
        }
      }
    }
  }
  return number;
}

/// For each pixel the number of the nearest part and how far away it is: a wave that starts at all parts at once.
struct Nearest {
  std::vector<int> number;
  std::vector<float> distance;
};

Nearest nearest(std::vector<int> number, int width, int height) {
  std::vector<float> distance(number.size(), std::numeric_limits<float>::infinity());
  using Entry = std::pair<float, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> front;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (number[i] == 0) continue;
    distance[i] = 0;
    front.emplace(0.0F, i);
  }
  while (!front.empty()) {
    const auto [far, at] = front.top();
    front.pop();
    if (far > distance[at]) continue;
    const int x = static_cast<int>(at % width), y = static_cast<int>(at / width);
    for (int j = std::max(0, y - 1); j <= std::min(height - 1, y + 1); ++j) {
      for (int i = std::max(0, x - 1); i <= std::min(width - 1, x + 1); ++i) {
        const std::size_t next = static_cast<std::size_t>(j) * width + i;
        const float there = far + (i != x && j != y ? 1.4142F : 1.0F);
        if (there >= distance[next] - 1e-3F) continue;
        distance[next] = there;
        number[next] = number[at];
        front.emplace(there, next);
      }
    }
  }
  return {std::move(number), std::move(distance)};
}

struct Gap {
  float wide;
  int one, other;
};

/// Between neighbouring parts, the narrowest first.
std::vector<Gap> gaps_of(const Nearest& n, int width, int height) {
  std::map<std::pair<int, int>, float> narrowest;
  const auto look = [&](std::size_t p, std::size_t q) {
    if (n.number[p] == n.number[q]) return;
    const float wide = n.distance[p] + n.distance[q] + 1;
    const auto key = std::minmax(n.number[p], n.number[q]);
    const auto [entry, fresh] = narrowest.try_emplace(key, wide);
    if (!fresh) entry->second = std::min(entry->second, wide);
  };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::size_t at = static_cast<std::size_t>(y) * width + x;
      if (x + 1 < width) look(at, at + 1);
      if (y + 1 < height) look(at, at + static_cast<std::size_t>(width));
    }
  }
  std::vector<Gap> gaps;
  for (const auto& [pair, wide] : narrowest) gaps.push_back({wide, pair.first, pair.second});
  std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.wide < b.wide; });
  return gaps;
}

}  // namespace

Pieces pieces_of(const Mask& drawn, double gap, int reach) {
  int count = 0;
  const std::vector<int> parts = connected(drawn, count);
  const Nearest n = nearest(parts, drawn.width, drawn.height);
  std::vector<double> size(static_cast<std::size_t>(count) + 1, 0);
  for (const int part : parts) size[static_cast<std::size_t>(part)] += part > 0;
  std::vector<int> leader(size.size());
  std::iota(leader.begin(), leader.end(), 0);
  const auto leader_of = [&](int part) {
    while (leader[static_cast<std::size_t>(part)] != part) part = leader[static_cast<std::size_t>(part)];
    return part;
  };
  for (const Gap& between : gaps_of(n, drawn.width, drawn.height)) {
    int large = leader_of(between.one), small = leader_of(between.other);
    if (large == small) continue;
    if (size[static_cast<std::size_t>(large)] < size[static_cast<std::size_t>(small)]) std::swap(large, small);
    const double larger = size[static_cast<std::size_t>(large)], smaller = size[static_cast<std::size_t>(small)];
    const bool speck = smaller < kSpeck * larger && between.wide < kNearPiece * std::sqrt(larger);
    if (between.wide > gap && !speck) continue;
    leader[static_cast<std::size_t>(small)] = large;
    size[static_cast<std::size_t>(large)] += smaller;
  }
  // leaders get numbers from 1 in the order of their parts
  std::vector<int> number(size.size(), 0);
  Pieces pieces{std::vector<int>(parts.size(), 0), {0}};
  for (int part = 1; part <= count; ++part) {
    if (leader_of(part) != part) continue;
    number[static_cast<std::size_t>(part)] = static_cast<int>(pieces.sizes.size());
    pieces.sizes.push_back(static_cast<std::size_t>(size[static_cast<std::size_t>(part)]));
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (n.number[i] > 0 && n.distance[i] <= static_cast<float>(reach)) {
      pieces.number[i] = number[static_cast<std::size_t>(leader_of(n.number[i]))];
    }
  }
  return pieces;
}

}  // namespace toile::scan
