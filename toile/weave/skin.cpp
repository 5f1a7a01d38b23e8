#include "toile/weave/skin.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"

namespace toile::weave {

void Scattered::add(int count, double size, double spread) {
  constexpr int kCandidates = 24;
  for (int i = 0; i < count; ++i) {
    Place best;
    double most = -1;
    const double own = size * (1 + spread * (2 * dice_.number(0, 1) - 1));
    for (int candidate = 0; candidate < kCandidates; ++candidate) {
      const double y = dice_.number(0, 1), x = dice_.number(0, 1);
      double nearest = 1e9;
      for (const Place& other : places_) {
        const double dx = apart(other.x - x), dy = apart(other.y - y), room = own + other.size;
        nearest = std::min(nearest, (dx * dx + dy * dy) / (room * room));
      }
      if (nearest > most) {
        most = nearest;
        best = {.x = x, .y = y, .size = own};
      }
    }
    places_.push_back(laid(best.x, best.y, best.size));
  }
}

void Scattered::push_apart(double gap) {
  constexpr int kRounds = 40;
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      for (std::size_t j = i + 1; j < places_.size(); ++j) {
        Place &a = places_[i], &b = places_[j];
        const double wanted = (a.size + b.size) * gap, square = squared_distance(a, b);
        if (square >= wanted * wanted) continue;
        const double far = std::sqrt(square);
        const double dx = apart(b.x - a.x), dy = apart(b.y - a.y), length = std::hypot(dx, dy) + 1e-9;
        const double move = 0.35 * (wanted - far) / length;
        const double mine = b.size / (a.size + b.size);
        a.x = fraction(a.x - move * mine * dx), a.y = fraction(a.y - move * mine * dy);
        b.x = fraction(b.x + move * (1 - mine) * dx), b.y = fraction(b.y + move * (1 - mine) * dy);
      }
    }
  }
  for (Place& place : places_) place = laid(place.x, place.y, place.size);
}

Place Scattered::laid(double x, double y, double size) const {
  const double turn = flow_.at(x, y);
  return {x, y, size, std::cos(turn), std::sin(turn)};
}

double Scattered::squared_distance(const Place& a, const Place& b) const {
  const double dx = apart(b.x - a.x), dy = apart(b.y - a.y);
  const double along = dx * a.along_x + dy * a.along_y, beside = dy * a.along_x - dx * a.along_y;
  return along * along / (stretch_ * stretch_) + beside * beside;
}

Hand::Hand(int cells, double strength, std::uint64_t seed) {
  const TorusNoise coarse_right(cells, derive_seed(seed, 0)), coarse_down(cells, derive_seed(seed, 1));
  const TorusNoise fine_right(3 * cells, derive_seed(seed, 2)), fine_down(3 * cells, derive_seed(seed, 3));
  for_rows(kSkinFine, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const float down_to = static_cast<float>(y) / kSkinFine;
      const auto amount = static_cast<float>(strength);
      coarse_right.add_row(down_to, amount, right.row(y));
      fine_right.add_row(down_to, 0.4F * amount, right.row(y));
      coarse_down.add_row(down_to, amount, down.row(y));
      fine_down.add_row(down_to, 0.4F * amount, down.row(y));
    }
  });
}

}  // namespace toile::weave
