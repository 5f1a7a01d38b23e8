#include "toile/scan/find_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace toile::scan {
namespace {

constexpr int kLeastLag = 4;
constexpr float kLeastPeak = 0.12F;                             ///< correlation
constexpr float kLeastProminence = 0.04F, kProminence = 0.15F;  ///< of a peak above the lowest value between it and
                                                                ///< zero: so much, and so much of its value
constexpr int kRings = 3, kMostRings = 6;                       ///< moves of up to as many vectors are checked,
constexpr double kOrder = 0.2;      ///< and of small cells as far as this share of the reach: what is a lattice by
                                    ///< chance loses its order
constexpr double kStretch = 0.025;  ///< of a move's length by which its peak may be off
constexpr double kLeastLikeness = 0.22;
constexpr double kAsGood = 0.12;    ///< share of the best likeness within which the finer lattice wins
constexpr double kUneven = 0.05;    ///< by how much good moves may be better than the others
constexpr double kFewMoves = 0.25;  ///< divided by the root of their number: of a few moves the luckiest were chosen
constexpr double kOblong = 0.05, kMostOblong = 3.5;  ///< for each time that a cell is longer than wide beyond
constexpr double kLarge = 0.8, kMostInView = 0.33;   ///< for each picture that a cell is larger than a third of one
constexpr double kPictures = 0.67;                   ///< the reach each way, squared, beside the picture
constexpr double kAlike = 0.08;     ///< lattices that differ by less are one, seen more or less exactly
constexpr double kLeastSine = 0.3;  ///< between a reduced lattice's vectors

struct Peak {
  Vector lag;
  float value, prominence;
};

/// Between the pixels, by a parabola each way.
Vector between(const Correlation& c, int dx, int dy) {
  const auto offset = [](float before, float here, float after) {
    const float bend = before - 2 * here + after;
    return bend < -1e-6F ? std::clamp(0.5F * (before - after) / bend, -0.5F, 0.5F) : 0.0F;
  };
  const float here = c.at(dx, dy);
  const float left = c.at(dx - 1, dy), right = c.at(dx + 1, dy), up = c.at(dx, dy - 1), below = c.at(dx, dy + 1);
  return {dx + (left > -1.5F && right > -1.5F ? offset(left, here, right) : 0),
          dy + (up > -1.5F && below > -1.5F ? offset(up, here, below) : 0)};
}

float prominence(const Correlation& c, int dx, int dy) {
  const float here = c.at(dx, dy);
  float lowest = here;
  const int steps = std::max(std::abs(dx), std::abs(dy));
  for (int s = 1; s < steps; ++s) {
    const float value =
        c.at(static_cast<int>(std::lround(1.0 * dx * s / steps)), static_cast<int>(std::lround(1.0 * dy * s / steps)));
    if (value > -1.5F) lowest = std::min(lowest, value);
  }
  return here - lowest;
}

std::vector<Peak> peaks_of(const Correlation& c, std::size_t most) {
  std::vector<Peak> peaks;
  for (int dy = 0; dy <= c.reach_y; ++dy) {
    for (int dx = dy == 0 ? 1 : -c.reach_x; dx <= c.reach_x; ++dx) {
      const float value = c.at(dx, dy);
      if (value < kLeastPeak || dx * dx + dy * dy < kLeastLag * kLeastLag) continue;
      bool highest = true;
      for (int j = -1; j <= 1 && highest; ++j) {
        for (int i = -1; i <= 1; ++i) highest = highest && c.at(dx + i, dy + j) <= value;
      }
      if (!highest) continue;
      const float above = prominence(c, dx, dy);
      if (above >= kLeastProminence + kProminence * value) peaks.push_back({between(c, dx, dy), value, above});
    }
  }
  // near ones first among equals: they are the lattice's own vectors
  const double far = std::hypot(c.reach_x, c.reach_y);
  const auto worth = [&](const Peak& p) { return p.value - 0.35 * length(p.lag) / far; };
  std::stable_sort(peaks.begin(), peaks.end(), [&](const Peak& a, const Peak& b) { return worth(a) > worth(b); });
  if (peaks.size() > most) peaks.resize(most);
  return peaks;
}

struct Found {
  float value;
  Vector lag;
};

/// The highest correlation near a predicted move; nothing where too little overlaps.
std::optional<Found> near(const Correlation& c, Vector lag) {
  const int x = static_cast<int>(std::lround(lag.x)), y = static_cast<int>(std::lround(lag.y));
  if (c.at(x, y) <= -1.5F) return {};
  const double slack = 0.8 + kStretch * length(lag);
  const double farthest = slack + 0.5;
  const int reach = static_cast<int>(farthest);
  int best_x = x, best_y = y;
  for (int j = y - reach; j <= y + reach; ++j) {
    for (int i = x - reach; i <= x + reach; ++i) {
      const Vector off = Vector{1.0 * i, 1.0 * j} - lag;
      if (dot(off, off) <= farthest * farthest && c.at(i, j) > c.at(best_x, best_y)) best_x = i, best_y = j;
    }
  }
  return Found{c.at(best_x, best_y), between(c, best_x, best_y)};
}

struct Move {
  int i, j;
  Found found;
};

/// All moves of a few vectors that can be checked, one of each pair of opposites.
std::vector<Move> moves_of(const Correlation& c, const Lattice& lattice) {
  std::vector<Move> moves;
  const auto rings = [&](Vector v) {
    return std::clamp(static_cast<int>(kOrder * std::min(c.reach_x, c.reach_y) / length(v)), kRings, kMostRings);
  };
  const int along = rings(lattice.a), beside = rings(lattice.b);
  for (int j = 0; j <= beside; ++j) {
    for (int i = j == 0 ? 1 : -along; i <= along; ++i) {
      if (const auto found = near(c, lattice.at(i, j))) moves.push_back({i, j, *found});
    }
  }
  return moves;
}

/// The vectors that fit all peaks found best (least squares, good peaks counting more).
Lattice fitted(const Lattice& lattice, const std::vector<Move>& moves) {
  double ii = 0, ij = 0, jj = 0;
  Vector pi, pj;
  for (const Move& m : moves) {
    if (m.found.value < kLeastPeak) continue;
    const double weight = m.found.value * m.found.value;
    ii += weight * m.i * m.i;
    ij += weight * m.i * m.j;
    jj += weight * m.j * m.j;
    pi = pi + weight * m.i * m.found.lag;
    pj = pj + weight * m.j * m.found.lag;
  }
  const double whole = ii * jj - ij * ij;
  if (whole <= 1e-9 * ii * jj) return lattice;
  return {(1 / whole) * (jj * pi - ij * pj), (1 / whole) * (ii * pj - ij * pi)};
}

struct Judged {
  Lattice lattice;
  double likeness = 0;
  double unevenness = 0;  ///< how much better the moves of its best coarser lattice are than the others
  int moves = 0;
  double in_view = 0;  ///< of its cell, in pictures
};

/// Nearer moves count more: cloth stretches, and far ones see less of it.
double mean_of(const std::vector<Move>& moves, const Lattice& lattice, double (*weight)(const Move&, int, int, int),
               int p, int s, int t) {
  const double unit = std::sqrt(lattice.area());
  double sum = 0, count = 0;
  for (const Move& m : moves) {
    const double w = weight(m, p, s, t) / (1 + length(lattice.at(m.i, m.j)) / (3 * unit));
    sum += w * m.found.value;
    count += w;
  }
  return count > 0 ? sum / count : -1;
}

/// The coarser lattices of index p are those moves (i, j) with s i + t j divisible by p.
double inside(const Move& m, int p, int s, int t) {
  return (s * m.i + t * m.j) % p == 0 ? 1 : 0;
}
double outside(const Move& m, int p, int s, int t) {
  return 1 - inside(m, p, s, t);
}
double all(const Move&, int, int, int) {
  return 1;
}

/// Whether the picture changes on the way along a vector and comes back: along a stripe it doesn't change.
bool comes_back(const Correlation& c, Vector v) {
  const int x = static_cast<int>(std::lround(v.x)), y = static_cast<int>(std::lround(v.y));
  return prominence(c, x, y) >= kLeastProminence + kProminence * c.at(x, y);
}

Judged judged(const Correlation& c, Lattice lattice) {
  lattice = reduced(lattice);
  std::vector<Move> moves = moves_of(c, lattice);
  for (int round = 0; round < 2; ++round) {
    const Lattice better = fitted(lattice, moves);
    if (!same_lattice(better, lattice, 0.08)) break;
    lattice = better;
    moves = moves_of(c, lattice);
  }
  if (!comes_back(c, lattice.a) || !comes_back(c, lattice.b)) return {lattice};
  Judged result{lattice, mean_of(moves, lattice, all, 1, 0, 0), 0, static_cast<int>(moves.size()),
                kPictures * lattice.area() / (1.0 * c.reach_x * c.reach_y)};
  for (const int p : {2, 3}) {
    for (int s = 0; s < p; ++s) {
      for (int t = s == 0 ? 1 : 0; t < (s == 0 ? 2 : p); ++t) {
        const double in = mean_of(moves, lattice, inside, p, s, t), out = mean_of(moves, lattice, outside, p, s, t);
        if (in > -1 && out > -1) result.unevenness = std::max(result.unevenness, in - out);
      }
    }
  }
  return result;
}

bool known(const std::vector<Judged>& all, const Lattice& lattice, double tolerance) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Judged& j) { return same_lattice(j.lattice, lattice, tolerance); });
}

std::vector<Judged> judged_pairs(const Correlation& c, const std::vector<Peak>& peaks) {
  std::vector<Judged> all;
  for (std::size_t i = 0; i < peaks.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const Lattice pair{peaks[i].lag, peaks[j].lag};
      if (pair.area() < 0.02 * length(pair.a) * length(pair.b)) continue;
      const Lattice lattice = reduced(pair);
      if (std::min(length(lattice.a), length(lattice.b)) < kLeastLag) continue;
      if (lattice.area() < kLeastSine * length(lattice.a) * length(lattice.b)) continue;
      if (known(all, lattice, 0.04)) continue;
      const Judged one = judged(c, lattice);
      if (one.likeness >= kLeastLikeness && !known(all, one.lattice, 0.02)) all.push_back(one);
    }
  }
  return all;
}

/// The score by which lattices are ordered: likeness, less for what speaks against them.
double score(const Judged& j, double best) {
  const double uneven = std::max(0.0, j.unevenness - kUneven * (0.4 + best));
  const double longer = std::max(length(j.lattice.a), length(j.lattice.b)),
               shorter = std::min(length(j.lattice.a), length(j.lattice.b));
  return j.likeness - kFewMoves / std::sqrt(j.moves) - kOblong * std::max(0.0, longer / shorter - kMostOblong) -
         kLarge * std::max(0.0, j.in_view - kMostInView) - 2 * uneven;
}

}  // namespace

std::vector<Candidate> find_lattices(const Correlation& c, std::size_t most, std::size_t looked_at) {
  const std::vector<Peak> peaks = peaks_of(c, looked_at);
  std::vector<Judged> all = judged_pairs(c, peaks);
  double best = 0;
  for (const Judged& j : all) best = std::max(best, j.likeness);
  double best_score = -1;
  for (const Judged& j : all) best_score = std::max(best_score, score(j, best));
  // those that are as good as the best, the finest first; then the others by their score
  const auto good = [&](const Judged& j) { return score(j, best) >= best_score - kAsGood * best; };
  std::stable_sort(all.begin(), all.end(), [&](const Judged& p, const Judged& q) {
    if (good(p) != good(q)) return good(p);
    return good(p) ? p.lattice.area() < q.lattice.area() : score(p, best) > score(q, best);
  });
  std::vector<Judged> told_apart;
  for (const Judged& j : all) {
    const auto likes = std::find_if(told_apart.begin(), told_apart.end(),
                                    [&](const Judged& t) { return same_lattice(t.lattice, j.lattice, kAlike); });
    if (likes == told_apart.end()) {
      if (told_apart.size() < most) told_apart.push_back(j);
    } else if (score(j, best) > score(*likes, best)) {
      *likes = j;
    }
  }
  std::vector<Candidate> out;
  for (const Judged& j : told_apart) out.push_back({j.lattice, j.likeness, std::clamp(score(j, best), 0.0, 1.0)});
  return out;
}

}  // namespace toile::scan
