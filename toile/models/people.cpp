#include "toile/models/people.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace toile::models {
namespace {

using image::Plane;

constexpr float kLeastCentre = 0.25F;  ///< of the heat map, 1 at a sure centre
constexpr int kSurroundings = 6;       ///< pixels of the grid on each side
constexpr double kLeastShare = 0.025;  ///< of everybody's pixels

struct Centre {
  int x, y;
  float heat;
};

/// The largest values within their surroundings, the surest first.
std::vector<Centre> centres_in(const Plane& heat) {
  std::vector<Centre> centres;
  for (int y = 0; y < heat.height; ++y) {
    for (int x = 0; x < heat.width; ++x) {
      const float value = heat.row(y)[x];
      if (value < kLeastCentre) continue;
      bool largest = true;
      for (int v = std::max(0, y - kSurroundings); v <= std::min(heat.height - 1, y + kSurroundings) && largest; ++v) {
        for (int u = std::max(0, x - kSurroundings); u <= std::min(heat.width - 1, x + kSurroundings); ++u) {
          const float other = heat.row(v)[u];
          // of equal ones the first
          if (other > value || (other == value && (v < y || (v == y && u < x)))) largest = false;
        }
      }
      if (largest) centres.push_back({x, y, value});
    }
  }
  std::stable_sort(centres.begin(), centres.end(), [](const Centre& a, const Centre& b) { return a.heat > b.heat; });
  if (centres.size() > kMostPeople) centres.resize(kMostPeople);
  return centres;
}

/// `of` grown over what is nobody's, step by step to the 4 neighbours.
std::vector<std::uint8_t> grown(const People& people) {
  std::vector<std::uint8_t> near = people.of;
  std::vector<std::size_t> front;
  for (std::size_t i = 0; i < near.size(); ++i) {
    if (near[i] != 0) front.push_back(i);
  }
  if (front.empty()) near.assign(near.size(), 1);
  const auto width = static_cast<std::size_t>(people.width);
  while (!front.empty()) {
    std::vector<std::size_t> next;
    for (const std::size_t at : front) {
      const auto reach = [&](bool inside, std::size_t to) {
        if (!inside || near[to] != 0) return;
        near[to] = near[at];
        next.push_back(to);
      };
      reach(at % width > 0, at - 1);
      reach(at % width + 1 < width, at + 1);
      reach(at >= width, at - width);
      reach(at + width < near.size(), at + width);
    }
    front = std::move(next);
  }
  return near;
}

}  // namespace

int person_at(const People& people, const std::vector<std::uint8_t>& map, const Plane& plane, int x, int y) {
  const int u = std::min(people.width - 1, (2 * x + 1) * people.width / (2 * plane.width));
  const int v = std::min(people.height - 1, (2 * y + 1) * people.height / (2 * plane.height));
  return map[static_cast<std::size_t>(v) * people.width + u];
}

People people_of(const Plane& centre, const Plane& down, const Plane& across, const Plane& somebody) {
  People people{.width = centre.width, .height = centre.height, .of = {}, .near = {}, .count = 1};
  people.of.assign(centre.values.size(), 0);
  std::vector<Centre> centres = centres_in(centre);
  std::vector<std::size_t> sizes;
  const auto share_out = [&] {
    sizes.assign(std::max<std::size_t>(1, centres.size()), 0);
    for (int y = 0; y < people.height; ++y) {
      for (int x = 0; x < people.width; ++x) {
        const std::size_t at = static_cast<std::size_t>(y) * people.width + x;
        people.of[at] = 0;
        if (somebody.values[at] < 0.5F) continue;
        std::size_t nearest = 0;
        float least = std::numeric_limits<float>::max();
        for (std::size_t i = 0; i < centres.size(); ++i) {
          const float dx = x + across.values[at] - centres[i].x, dy = y + down.values[at] - centres[i].y;
          if (dx * dx + dy * dy >= least) continue;
          least = dx * dx + dy * dy;
          nearest = i;
        }
        people.of[at] = static_cast<std::uint8_t>(nearest + 1);
        ++sizes[nearest];
      }
    }
  };
  share_out();
  for (;;) {  // one by one, as what the smallest had goes to others
    const auto smallest = std::min_element(sizes.begin(), sizes.end());
    const double all = static_cast<double>(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}));
    if (centres.size() < 2 || static_cast<double>(*smallest) >= kLeastShare * all) break;
    centres.erase(centres.begin() + (smallest - sizes.begin()));
    share_out();
  }
  std::vector<double> middles(sizes.size(), 0);  // across, of everybody's pixels
  for (std::size_t at = 0; at < people.of.size(); ++at) {
    if (people.of[at] == 0) continue;
    const std::size_t who = people.of[at] - 1U;
    middles[who] += static_cast<double>(at % static_cast<std::size_t>(people.width)) / static_cast<double>(sizes[who]);
  }
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return middles[a] < middles[b]; });
  std::vector<std::uint8_t> rank(sizes.size() + 1, 0);
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i] + 1] = static_cast<std::uint8_t>(i + 1);
  for (std::uint8_t& who : people.of) who = rank[who];
  people.count = static_cast<int>(sizes.size());
  people.near = grown(people);
  return people;
}

}  // namespace toile::models
