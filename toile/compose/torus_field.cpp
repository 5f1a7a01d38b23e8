#include "toile/compose/torus_field.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace toile::compose {
namespace {

constexpr std::uint8_t kCovered = 64;
constexpr float kUnknown = -1;

int wrapped(int at, int side) {
  const int rest = at % side;
  return rest < 0 ? rest + side : rest;
}

/// `at` is at most one step outside.
int stepped(int at, int side) {
  return at < 0 ? at + side : at >= side ? at - side : at;
}

int apart(int a, int b, int side) {
  const int d = std::abs(a - b);
  return std::min(d, side - d);
}

}  // namespace

Footprint Footprint::of(const Mask& outline) {
  Footprint footprint;
  for (int y = 0; y < outline.height; ++y) {
    for (int x = 0; x < outline.width; ++x) {
      if (outline.at(x, y) < kCovered) continue;
      const Cell cell{x - outline.width / 2, y - outline.height / 2};
      footprint.cells.push_back(cell);
      footprint.radius = std::max(footprint.radius, std::hypot(cell.x, cell.y));
    }
  }
  // Far cells collide first.
  std::stable_sort(footprint.cells.begin(), footprint.cells.end(),
                   [](const Cell& a, const Cell& b) { return a.x * a.x + a.y * a.y > b.x * b.x + b.y * b.y; });
  return footprint;
}

void Footprint::add(const Footprint& other, Cell moved) {
  for (const Cell& cell : other.cells) {
    cells.push_back({cell.x + moved.x, cell.y + moved.y});
    radius = std::max(radius, std::hypot(cells.back().x, cells.back().y));
  }
}

TorusField::TorusField(int width, int height, float reach)
    : width_(width),
      height_(height),
      reach_(reach),
      distance_(static_cast<std::size_t>(width) * height, static_cast<float>(std::max(width, height))),
      nearest_(distance_.size()),
      most_(static_cast<std::size_t>(height), kUnknown) {}

std::size_t TorusField::index(Cell cell) const {
  return static_cast<std::size_t>(wrapped(cell.y, height_)) * width_ + wrapped(cell.x, width_);
}

void TorusField::take(const Footprint& footprint, Cell middle) {
  std::vector<Cell> waiting;
  waiting.reserve(2 * footprint.cells.size());
  for (const Cell& cell : footprint.cells) {
    const Cell at{wrapped(middle.x + cell.x, width_), wrapped(middle.y + cell.y, height_)};
    const std::size_t i = index(at);
    if (distance_[i] == 0) continue;
    distance_[i] = 0;
    nearest_[i] = at;
    most_[static_cast<std::size_t>(at.y)] = kUnknown;
    waiting.push_back(at);
  }
  for (std::size_t first = 0; first < waiting.size(); ++first) {
    const Cell at = waiting[first];
    const Cell source = nearest_[static_cast<std::size_t>(at.y) * width_ + at.x];
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -1; dx <= 1; ++dx) {
        const Cell next{stepped(at.x + dx, width_), stepped(at.y + dy, height_)};
        const std::size_t i = static_cast<std::size_t>(next.y) * width_ + next.x;
        const auto x = static_cast<float>(apart(next.x, source.x, width_));
        const auto y = static_cast<float>(apart(next.y, source.y, height_));
        const float far = std::sqrt(x * x + y * y);
        if (far >= distance_[i] || far > reach_) continue;
        distance_[i] = far;
        nearest_[i] = source;
        most_[static_cast<std::size_t>(next.y)] = kUnknown;
        waiting.push_back(next);
      }
    }
  }
}

float TorusField::clearance(const Footprint& footprint, Cell middle, float enough) const {
  float least = static_cast<float>(std::max(width_, height_));
  const int left = wrapped(middle.x, width_), top = wrapped(middle.y, height_);
  for (const Cell& cell : footprint.cells) {
    int x = left + cell.x, y = top + cell.y;
    if (x < 0 || x >= width_) x = wrapped(x, width_);
    if (y < 0 || y >= height_) y = wrapped(y, height_);
    least = std::min(least, distance_[static_cast<std::size_t>(y) * width_ + x]);
    if (least < enough || least == 0) return least;
  }
  return least;
}

Cell TorusField::freest(std::size_t start) const {
  const auto row = [&](int y) { return distance_.begin() + static_cast<std::ptrdiff_t>(y) * width_; };
  for (int y = 0; y < height_; ++y) {
    float& most = most_[static_cast<std::size_t>(y)];
    if (most == kUnknown) most = *std::max_element(row(y), row(y) + width_);
  }
  const float most = *std::max_element(most_.begin(), most_.end());
  const auto from = static_cast<int>(start % distance_.size());
  const int first = from / width_;
  // the row that it starts in comes first with what lies from there on, and last with what lies before
  for (int step = 0; step <= height_; ++step) {
    const int y = (first + step) % height_;
    if (most_[static_cast<std::size_t>(y)] < most) continue;
    const auto found = std::find(row(y) + (step == 0 ? from % width_ : 0), row(y) + width_, most);
    if (found != row(y) + width_) return {static_cast<int>(found - row(y)), y};
  }
  return {};  // not reached: some row has it
}

double TorusField::cover() const {
  return static_cast<double>(std::count(distance_.begin(), distance_.end(), 0.0F)) /
         static_cast<double>(distance_.size());
}

}  // namespace toile::compose
