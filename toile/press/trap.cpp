#include "toile/press/trap.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"
#include "toile/press/distance.hpp"

namespace toile::press {
namespace {

constexpr double kMostRadius = 64;
constexpr double kLostAtMost = 1.0 / 200;  ///< of a plate's inked pixels
constexpr int kInked = 128;

void check_radius(double radius) {
  if (radius >= 0 && radius <= kMostRadius) return;
  throw Error(ErrorKind::usage, "a trap of " + std::to_string(radius) + " pixels; it must be from 0 to " +
                                    std::to_string(int(kMostRadius)));
}

/// The better of so many values of a row: level k has that of each 2^k beside one another. Two of them that overlap
/// give any window, so a disc costs as many steps as it has rows, however wide they are.
template <class Better>
class Levels {
 public:
  Levels(int width, int reach)
      : width_(width), reach_(reach), padded_(static_cast<std::size_t>(width) + 2 * static_cast<std::size_t>(reach)) {
    values_.resize(padded_ * std::bit_width(2U * static_cast<unsigned>(reach) + 1));
  }

  /// Reads a row, wrapped around.
  void read(const std::uint8_t* row, const Better& better) {
    for (std::size_t x = 0; x < padded_; ++x) {
      values_[x] = row[((static_cast<int>(x) - reach_) % width_ + width_) % width_];
    }
    for (std::size_t k = 1; k * padded_ < values_.size(); ++k) {
      const std::uint8_t* half = values_.data() + (k - 1) * padded_;
      std::uint8_t* whole = values_.data() + k * padded_;
      const std::size_t step = std::size_t{1} << (k - 1);
      for (std::size_t x = 0; x + 2 * step <= padded_; ++x) whole[x] = better(half[x], half[x + step]);
    }
  }

  /// out[x] = the better of it and all within `span` of x, at most the reach.
  void add_to(std::uint8_t* out, int span, const Better& better) const {
    const std::size_t wide = 2 * static_cast<std::size_t>(span) + 1, power = std::bit_floor(wide);
    const std::uint8_t* left =
        values_.data() + static_cast<std::size_t>(std::countr_zero(power)) * padded_ + reach_ - span;
    const std::uint8_t* right = left + (wide - power);
    for (int x = 0; x < width_; ++x) out[x] = better(out[x], better(left[x], right[x]));
  }

 private:
  int width_, reach_;
  std::size_t padded_;
  std::vector<std::uint8_t> values_;
};

/// The better of all values within a disc.
template <class Better>
Mask best_in_disc(const Mask& cover, double radius, const Better& better) {
  check_radius(radius);
  const int reach = static_cast<int>(radius);
  if (reach == 0) return cover;
  Mask best = cover;
  const int width = cover.width, height = cover.height, kept = 2 * reach + 1;
  for_rows(height, [&](int first, int last) {
    std::vector<Levels<Better>> rows(static_cast<std::size_t>(kept), Levels<Better>(width, reach));  // y's at y % kept
    const auto levels_at = [&](int y) -> Levels<Better>& { return rows[static_cast<std::size_t>(y + reach) % kept]; };
    const auto read = [&](int y) {
      const int row = (y % height + height) % height;
      levels_at(y).read(cover.cover.data() + static_cast<std::size_t>(row) * width, better);
    };
    for (int y = first - reach; y < first + reach; ++y) read(y);
    for (int y = first; y < last; ++y) {
      read(y + reach);
      for (int d = -reach; d <= reach; ++d) {
        levels_at(y + d).add_to(&best.at(0, y), static_cast<int>(std::sqrt(radius * radius - d * d)), better);
      }
    }
  });
  return best;
}

float lightness(const Ink& ink) {
  const auto linear = [&](std::size_t c) { return image::linear_of_srgb()[ink.colour[c]]; };
  return image::luminance(linear(0), linear(1), linear(2));
}

std::size_t inked(const Mask& cover) {
  return static_cast<std::size_t>(
      std::count_if(cover.cover.begin(), cover.cover.end(), [](std::uint8_t value) { return value >= kInked; }));
}

}  // namespace

Mask spread(const Mask& cover, double radius) {
  return best_in_disc(cover, radius, [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
}

Mask choked(const Mask& cover, double radius) {
  return best_in_disc(cover, radius, [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); });
}

std::vector<Plate> trapped(std::vector<Plate> plates, double radius) {
  const auto darkest = std::min_element(
      plates.begin(), plates.end(), [](const Plate& a, const Plate& b) { return lightness(a.ink) < lightness(b.ink); });
  for (const Plate& plate : plates) {
    const bool stays = &plate == &*darkest || inked(plate.cover) == 0;
    if (stays || inked(choked(plate.cover, radius)) > 0) continue;
    throw Error(ErrorKind::usage, "the trap is wider than every part of " + plate.ink.name + ": take a narrower one");
  }
  std::vector<std::size_t> light_first(plates.size());
  for (std::size_t i = 0; i < light_first.size(); ++i) light_first[i] = i;
  std::stable_sort(light_first.begin(), light_first.end(),
                   [&](std::size_t a, std::size_t b) { return lightness(plates[a].ink) > lightness(plates[b].ink); });
  Mask darker = Mask::filled(plates.front().cover.width, plates.front().cover.height, 0);  // what is done, together
  for (auto at = light_first.rbegin(); at != light_first.rend(); ++at) {
    Mask& cover = plates[*at].cover;
    const Mask own = cover, wide = spread(own, radius);
    for (std::size_t i = 0; i < own.cover.size(); ++i) {
      const int both = std::min(255, own.cover[i] + darker.cover[i]);
      cover.cover[i] = static_cast<std::uint8_t>(std::max<int>(own.cover[i], std::min<int>(wide.cover[i], both)));
      darker.cover[i] = static_cast<std::uint8_t>(both);
    }
  }
  return plates;
}

Plate underbase(const std::vector<Plate>& plates, double radius) {
  Mask all = Mask::filled(plates.front().cover.width, plates.front().cover.height, 0);
  for (std::size_t i = 0; i < all.cover.size(); ++i) {
    int sum = 0;
    for (const Plate& plate : plates) sum += plate.cover.cover[i];
    all.cover[i] = static_cast<std::uint8_t>(std::min(sum, 255));
  }
  return {.ink = {{255, 255, 255}, "Underbase white"}, .cover = choked(all, radius)};
}

double finest_radius(const Mask& cover, double most) {
  std::vector<std::uint8_t> bare(cover.cover.size());
  std::transform(cover.cover.begin(), cover.cover.end(), bare.begin(),
                 [](std::uint8_t value) { return static_cast<std::uint8_t>(value < kInked); });
  const std::size_t all = inked(cover);
  if (all == 0) return 0;
  const int widest = static_cast<int>(most);
  const std::vector<std::int32_t> to_bare = squared_distances(bare, cover.width, cover.height, widest);
  const auto fits = [&](int radius) {
    std::vector<std::uint8_t> middles(bare.size());  // of discs that lie within the ink
    for (std::size_t i = 0; i < bare.size(); ++i) middles[i] = to_bare[i] > radius * radius;
    const auto to_middle = squared_distances(middles, cover.width, cover.height, radius + 2);
    const double disc = (radius + 1.5) * (radius + 1.5);  // a pixel more than the disc: outlines of pixels are rough
    std::size_t lost = 0;
    for (std::size_t i = 0; i < bare.size(); ++i) lost += bare[i] == 0 && to_middle[i] > disc;
    return static_cast<double>(lost) <= kLostAtMost * static_cast<double>(all);
  };
  if (fits(widest)) return widest + 0.5;
  int good = 0, bad = widest;
  while (bad - good > 1) {
    const int middle = (good + bad) / 2;
    (fits(middle) ? good : bad) = middle;
  }
  return good + 0.5;
}

}  // namespace toile::press
