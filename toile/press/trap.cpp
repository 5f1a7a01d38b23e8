#include "toile/press/trap.hpp"

#include <algorithm>
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

/// out[x] = the better of row[x - reach .. x + reach], wrapped around.
template <class Better>
void best_along(const std::uint8_t* row, int width, int reach, const Better& better, std::uint8_t* out) {
  for (int x = 0; x < width; ++x) out[x] = row[x];
  for (int d = 1; d <= std::min(reach, width / 2); ++d) {
    for (int x = 0; x < width; ++x) {
      const int left = x >= d ? x - d : x - d + width, right = x + d < width ? x + d : x + d - width;
      out[x] = better(out[x], better(row[left], row[right]));
    }
  }
}

/// The better of all values within a disc.
template <class Better>
Mask best_in_disc(const Mask& cover, double radius, const Better& better) {
  check_radius(radius);
  const int reach = static_cast<int>(radius);
  if (reach == 0) return cover;
  Mask best = cover;
  const int width = cover.width, height = cover.height;
  for_rows(height, [&](int first, int last) {
    std::vector<std::uint8_t> along(static_cast<std::size_t>(width));
    for (int y = first; y < last; ++y) {
      std::uint8_t* out = &best.at(0, y);
      for (int d = -reach; d <= reach; ++d) {
        const int span = static_cast<int>(std::sqrt(radius * radius - d * d));
        const int row = ((y + d) % height + height) % height;
        best_along(cover.cover.data() + static_cast<std::size_t>(row) * width, width, span, better, along.data());
        for (int x = 0; x < width; ++x) out[x] = better(out[x], along[x]);
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
