#include "toile/scan/follow.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>

#include "toile/scan/solve.hpp"

namespace toile::scan {
namespace {

using image::Plane;

constexpr int kLeastRadius = 7, kMostRadius = 40;  ///< of what is compared, pixels
constexpr double kSearch = 0.14;                   ///< of the shorter vector
constexpr double kLeastFollowed = 0.3;             ///< beside the seed's own surroundings
constexpr std::size_t kMostNodes = 2500;
constexpr int kSeedsAcross = 5;
constexpr int kRounds = 6;
constexpr int kMatchesAcross = 16;
constexpr double kOutlier = 0.06;       ///< of the shorter vector: a node that far from the view counts half
constexpr double kCellsOfPrior = 0.02;  ///< nodes' worth of belief that the camera looked straight down

struct Patch {
  int radius;
  int stride;
};

/// Normalised cross-correlation of two patches around these pixels; -1 when they have too little in common.
double likeness(const Features& f, int x, int y, int other_x, int other_y, const Patch& patch) {
  const int width = f.weight.width, height = f.weight.height;
  double product = 0, here = 1e-9, there = 1e-9;
  int count = 0, tried = 0;
  for (int j = -patch.radius; j <= patch.radius; j += patch.stride) {
    for (int i = -patch.radius; i <= patch.radius; i += patch.stride) {
      ++tried;
      const int px = x + i, py = y + j, qx = other_x + i, qy = other_y + j;
      if (px < 0 || py < 0 || qx < 0 || qy < 0 || px >= width || qx >= width || py >= height || qy >= height) continue;
      ++count;
      for (const Plane& channel : f.channels) {
        const float p = channel.row(py)[px], q = channel.row(qy)[qx];
        product += p * q;
        here += p * p;
        there += q * q;
      }
    }
  }
  return 2 * count < tried ? -1 : product / std::sqrt(here * there);
}

struct Seed {
  int x = 0, y = 0;
  double worth = -1;
};

/// How well the surroundings of a place come back one vector away, on the better side each way.
double comes_back(const Features& f, int x, int y, const Lattice& lattice, const Patch& patch) {
  double sum = 0;
  for (const Vector& v : {lattice.a, lattice.b}) {
    const int dx = static_cast<int>(std::lround(v.x)), dy = static_cast<int>(std::lround(v.y));
    sum += std::max(likeness(f, x, y, x + dx, y + dy, patch), likeness(f, x, y, x - dx, y - dy, patch));
  }
  return sum / 2;
}

Seed best_seed(const Features& f, const Lattice& lattice, const Patch& patch) {
  const int width = f.weight.width, height = f.weight.height;
  Seed best;
  for (int j = 0; j < kSeedsAcross; ++j) {
    for (int i = 0; i < kSeedsAcross; ++i) {
      const double away_x = (i + 0.5) / kSeedsAcross - 0.5, away_y = (j + 0.5) / kSeedsAcross - 0.5;
      const int x = static_cast<int>(width * (0.5 + 0.8 * away_x)), y = static_cast<int>(height * (0.5 + 0.8 * away_y));
      const double worth = comes_back(f, x, y, lattice, patch) - 0.3 * std::hypot(away_x, away_y);
      if (worth > best.worth) best = {x, y, worth};
    }
  }
  return best;
}

/// The place near `guess` that looks most like the seed.
Node nearest_likeness(const Features& f, const Seed& seed, Vector guess, double search, const Patch& patch) {
  const int x = static_cast<int>(std::floor(guess.x)), y = static_cast<int>(std::floor(guess.y));
  const int reach = std::max(1, static_cast<int>(std::lround(search)));
  int best_x = x, best_y = y;
  double best = -1;
  std::map<std::pair<int, int>, double> tried;
  const auto at = [&](int px, int py) {
    const auto [entry, fresh] = tried.try_emplace({px, py}, 0.0);
    if (fresh) entry->second = likeness(f, seed.x, seed.y, px, py, patch);
    return entry->second;
  };
  // every second place first, then around the best
  const int step = reach > 2 ? 2 : 1;
  for (int dy = -reach; dy <= reach; dy += step) {
    for (int dx = -reach; dx <= reach; dx += step) {
      if (at(x + dx, y + dy) > best) best = at(x + dx, y + dy), best_x = x + dx, best_y = y + dy;
    }
  }
  for (bool better = true; better;) {
    better = false;
    for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
      if (std::abs(best_x + dx - x) > reach + 1 || std::abs(best_y + dy - y) > reach + 1) continue;
      if (at(best_x + dx, best_y + dy) > best) {
        best = at(best_x + dx, best_y + dy);
        best_x += dx;
        best_y += dy;
        better = true;
        break;
      }
    }
  }
  const auto offset = [](double before, double here, double after) {
    const double bend = before - 2 * here + after;
    return before > -1 && after > -1 && bend < -1e-9 ? std::clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0.0;
  };
  return {0,
          0,
          {best_x + 0.5 + offset(at(best_x - 1, best_y), best, at(best_x + 1, best_y)),
           best_y + 0.5 + offset(at(best_x, best_y - 1), best, at(best_x, best_y + 1))},
          best};
}

}  // namespace

std::vector<Node> follow(const Features& f, const Lattice& lattice) {
  const double shorter = std::min(length(lattice.a), length(lattice.b)),
               longer = std::max(length(lattice.a), length(lattice.b));
  Patch patch{.radius = std::clamp(static_cast<int>(0.6 * longer), kLeastRadius, kMostRadius), .stride = 1};
  patch.stride = std::max(1, patch.radius / 10);
  const Seed seed = best_seed(f, lattice, patch);
  std::map<std::pair<int, int>, Node> found;
  found[{0, 0}] = {0, 0, {seed.x + 0.5, seed.y + 0.5}, 1};
  struct Wish {
    double worth;
    int i, j;
    Vector at;
    bool operator<(const Wish& other) const {
      if (worth != other.worth) return worth < other.worth;
      return std::pair{i, j} < std::pair{other.i, other.j};
    }
  };
  std::priority_queue<Wish> wishes;
  const auto wish_around = [&](const Node& node) {
    for (const auto& [di, dj] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
      if (found.contains({node.i + di, node.j + dj})) continue;
      // the step as it was between the nodes found nearby, else the lattice's own
      Vector step = lattice.at(di, dj);
      const auto behind = found.find({node.i - di, node.j - dj});
      if (behind != found.end()) step = 0.5 * (step + (node.at - behind->second.at));
      const Vector at = node.at + step;
      if (at.x < 0 || at.y < 0 || at.x >= f.weight.width || at.y >= f.weight.height) continue;
      wishes.push({node.likeness, node.i + di, node.j + dj, at});
    }
  };
  wish_around(found[{0, 0}]);
  while (!wishes.empty() && found.size() < kMostNodes) {
    const Wish wish = wishes.top();
    wishes.pop();
    if (found.contains({wish.i, wish.j})) continue;
    Node node = nearest_likeness(f, seed, wish.at, std::max(1.0, kSearch * shorter), patch);
    if (node.likeness < kLeastFollowed) continue;
    node.i = wish.i;
    node.j = wish.j;
    found[{wish.i, wish.j}] = node;
    wish_around(node);
  }
  std::vector<Node> nodes;
  for (const auto& [place, node] : found) nodes.push_back(node);
  return nodes.size() < 2 ? std::vector<Node>{} : nodes;
}

namespace {

/// A place of the cloth and where it is seen.
struct Match {
  Vector uv, at;
  double weight;
};

/// One Gauss-Newton step towards the matches; perspective is held back by a prior, and there is none for few of them.
Homography nearer(const Homography& view, const std::vector<Match>& matches, const Lattice& lattice, double size) {
  const double shorter = std::min(length(lattice.a), length(lattice.b));
  const std::size_t unknowns = matches.size() >= 12 ? 8 : 6;
  std::vector<double> normal(unknowns * unknowns, 0), right(unknowns, 0);
  for (const Match& match : matches) {
    const double u = match.uv.x, v = match.uv.y, w = view.h[6] * u + view.h[7] * v + 1;
    const Vector at = view(match.uv), off = match.at - at;
    const double far = length(off) / (kOutlier * shorter);
    const double weight = match.weight / (1 + far * far);
    const double rows[2][8] = {{u / w, v / w, 1 / w, 0, 0, 0, -at.x * u / w, -at.x * v / w},
                               {0, 0, 0, u / w, v / w, 1 / w, -at.y * u / w, -at.y * v / w}};
    for (int r = 0; r < 2; ++r) {
      for (std::size_t p = 0; p < unknowns; ++p) {
        for (std::size_t q = 0; q < unknowns; ++q) normal[p * unknowns + q] += weight * rows[r][p] * rows[r][q];
        right[p] += weight * rows[r][p] * (r == 0 ? off.x : off.y);
      }
    }
  }
  // a little belief in the lattice's own vectors, for what few nodes leave open, and in no perspective
  const Lattice now{{view.h[0], view.h[3]}, {view.h[1], view.h[4]}};
  const double belief = kCellsOfPrior * static_cast<double>(matches.size());
  const double own[4] = {lattice.a.x - now.a.x, lattice.b.x - now.b.x, lattice.a.y - now.a.y, lattice.b.y - now.b.y};
  const std::size_t place[4] = {0, 1, 3, 4};
  for (std::size_t k = 0; k < 4; ++k) {
    normal[place[k] * unknowns + place[k]] += belief;
    right[place[k]] += belief * own[k];
  }
  if (unknowns == 8) {
    for (std::size_t k = 6; k < 8; ++k) {
      normal[k * unknowns + k] += belief * size * size;
      right[k] -= belief * size * size * view.h[k];
    }
  }
  const std::vector<double> step = solved(std::move(normal), std::move(right));
  Homography out = view;
  for (std::size_t k = 0; k < step.size(); ++k) out.h[k] += step[k];
  return out;
}

}  // namespace

Warp warp_through(const std::vector<Node>& nodes, const Lattice& lattice, int width, int height) {
  Vector origin{0.5 * width, 0.5 * height};
  std::vector<Match> matches;
  for (const Node& node : nodes) {
    if (node.i == 0 && node.j == 0) origin = node.at;
    matches.push_back({{1.0 * node.i, 1.0 * node.j}, node.at, node.likeness * node.likeness});
  }
  Warp warp{Homography{{lattice.a.x, lattice.b.x, origin.x, lattice.a.y, lattice.b.y, origin.y, 0, 0, 1}},
            Plane(width, height), Plane(width, height)};
  if (nodes.size() < 4) return warp;
  const Homography plain = warp.view;
  for (int round = 0; round < kRounds; ++round) {
    warp.view = nearer(warp.view, matches, lattice, 0.5 * std::max(width, height));
  }
  const Lattice seen = warp.view.steps_at({0, 0});
  if (!(seen.area() > 0.5 * lattice.area() && seen.area() < 2 * lattice.area())) warp.view = plain;
  // what is left of each node, spread over its surroundings
  const double shorter = std::min(length(lattice.a), length(lattice.b));
  Plane weight(width, height);
  for (const Node& node : nodes) {
    const Vector at = warp.view({1.0 * node.i, 1.0 * node.j}), off = node.at - at;
    const int x = static_cast<int>(at.x), y = static_cast<int>(at.y);
    if (x < 0 || y < 0 || x >= width || y >= height || length(off) > shorter) continue;
    const auto trust = static_cast<float>(node.likeness * node.likeness);
    weight.row(y)[x] += trust;
    warp.creep_x.row(y)[x] += trust * static_cast<float>(off.x);
    warp.creep_y.row(y)[x] += trust * static_cast<float>(off.y);
  }
  const double sigma = std::max(4.0, 0.7 * std::max(length(lattice.a), length(lattice.b)));
  const Plane spread = image::blur(weight, sigma);
  // a tenth of a node's worth of nothing: far from all nodes the view alone holds
  const auto none = static_cast<float>(0.1 / (6.3 * sigma * sigma));
  for (Plane* creep : {&warp.creep_x, &warp.creep_y}) {
    *creep = image::blur(*creep, sigma);
    for (std::size_t i = 0; i < creep->values.size(); ++i) creep->values[i] /= spread.values[i] + none;
  }
  return warp;
}

Warp with_view_refitted(const Warp& warp, const Lattice& lattice, const Plane& trust) {
  const int width = trust.width, height = trust.height;
  std::vector<Match> matches;
  for (int j = 0; j < kMatchesAcross; ++j) {
    for (int i = 0; i < kMatchesAcross; ++i) {
      const Vector at{width * (i + 0.5) / kMatchesAcross, height * (j + 0.5) / kMatchesAcross};
      const double weight = bilinear(trust, at);
      if (weight > 0.2) matches.push_back({warp.back(at), at, weight});
    }
  }
  if (matches.size() < 12) return warp;
  Warp out = warp;
  for (int round = 0; round < kRounds; ++round) {
    out.view = nearer(out.view, matches, lattice, 0.5 * std::max(width, height));
  }
  const Vector middle{0.5 * width, 0.5 * height};
  const double share = out.view.steps_at(out.view.inverse()(middle)).area() / lattice.area();
  if (!(share > 0.5 && share < 2)) return warp;
  const Homography back = out.view.inverse();
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const Vector at{x + 0.5, y + 0.5}, creep = warp.forward(back(at)) - at;
      out.creep_x.row(y)[x] = static_cast<float>(creep.x);
      out.creep_y.row(y)[x] = static_cast<float>(creep.y);
    }
  }
  return out;
}

}  // namespace toile::scan
