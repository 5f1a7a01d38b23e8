#include <fmt/core.h>

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/pattern/flat_inks.hpp"
#include "toile/pattern/oklab.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::pattern {
namespace {

constexpr float kSoftness = 1e-4F;       ///< squared Oklab distance at which a pixel still counts as the colour itself
constexpr float kNamed = 0.06F * 0.06F;  ///< squared Oklab distance at which a colour to change is one of the inks
constexpr float kSame = 0.02F * 0.02F;   ///< squared Oklab distance of pixels that have a colour
constexpr int kLeastPixels = 4;
constexpr int kMostGrain = 8;              ///< levels by which a pixel of a flat print differs from its inks
constexpr float kOwnAnchor = 0.1F * 0.1F;  ///< beyond this a texture's colours hold their own

void check(const std::vector<Rgb>& from, const std::vector<Rgb>& to) {
  if (!from.empty() && from.size() == to.size() && from.size() <= static_cast<std::size_t>(kMostSwatches)) return;
  throw Error(ErrorKind::usage,
              fmt::format("{} colours to change and {} new ones; there must be as many of each, 1 to {}", from.size(),
                          to.size(), kMostSwatches));
}

/// The inks of a print, and what each of them becomes.
struct InkChanges {
  std::vector<Rgb> inks, now;
  bool more_inks = false;  ///< than the print was found to have
};

/// Whether a colour is what lies between two inks.
bool is_mixture(const Rgb& colour, const std::vector<Rgb>& inks) {
  return unmixed(Image::filled(1, 1, colour), inks).unexplained.empty();
}

/// Whether a picture has more of a colour than chance puts there.
bool has(const Image& picture, const Rgb& colour) {
  const Oklab lab = oklab_of(colour.data());
  int count = 0;
  for (std::size_t at = 0; at < picture.pixels() && count < kLeastPixels; ++at) {
    count += distance(oklab_of(picture.rgb.data() + 3 * at), lab) < kSame;
  }
  return count >= kLeastPixels;
}

/// Inks that aren't named keep their colour. A named colour that is no ink is one more, but for mixtures of two: they
/// follow their inks.
InkChanges changes_of(const Image& tile, const std::vector<Swatch>& swatches, const std::vector<Rgb>& from,
                      const std::vector<Rgb>& to) {
  InkChanges changes;
  std::vector<Oklab> labs;
  for (const Swatch& ink : swatches) {
    changes.inks.push_back(ink.colour);
    labs.push_back(oklab_of(ink.colour.data()));
  }
  changes.now = changes.inks;
  const std::vector<Rgb> found = changes.inks;
  std::vector<char> named(found.size(), 0);
  for (std::size_t i = 0; i < from.size(); ++i) {
    const Oklab colour = oklab_of(from[i].data());
    const std::size_t ink = nearest(labs, colour);
    if (distance(labs[ink], colour) < kNamed) {
      if (named[ink] == 0 || distance(labs[ink], colour) == 0) changes.now[ink] = to[i];
      named[ink] = 1;
    } else if (from[i] != to[i] && !is_mixture(from[i], found) && has(tile, from[i])) {
      changes.inks.push_back(from[i]);
      changes.now.push_back(to[i]);
      changes.more_inks = true;
    }
  }
  return changes;
}

/// The same mixtures of the new inks; how a pixel differs from its mixture stays, but for the overshoot of sharpened
/// edges, which would be a rim now. Mixtures of inks that keep their colours keep their bytes.
Image in_new_inks(const Image& tile, const Unmixed& unmixed, const std::vector<Rgb>& inks,
                  const std::vector<Rgb>& now) {
  Image out = tile;
  for_rows(tile.height, [&](int first, int last) {
    const std::size_t begin = static_cast<std::size_t>(first) * tile.width;
    const std::size_t end = static_cast<std::size_t>(last) * tile.width;
    for (std::size_t at = begin; at < end; ++at) {
      const Mixture& m = unmixed.pixels[at];
      const Rgb &ink = inks[m.ink], &other = inks[m.other];
      const bool changes = (m.share < 255 && now[m.ink] != ink) || (m.share > 0 && now[m.other] != other);
      if (!changes) continue;
      const Rgb before = mixed(ink, other, m.share / 255.0, unmixed.mixed_in);
      const Rgb after = mixed(now[m.ink], now[m.other], m.share / 255.0, unmixed.mixed_in);
      for (std::size_t c = 0; c < 3; ++c) {
        std::uint8_t& value = out.rgb[3 * at + c];
        const int grain = std::clamp(value - before[c], -kMostGrain, kMostGrain);
        value = static_cast<std::uint8_t>(std::clamp(after[c] + grain, 0, 255));
      }
    }
  });
  return out;
}

/// Each pixel follows the colours near it. `old` includes colours that stay, whose step is nothing.
Image with_steps(const Image& tile, const std::vector<Oklab>& old, const std::vector<Oklab>& step) {
  Image out = tile;
  for_rows(tile.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < tile.width; ++x) {
        const Oklab before = oklab_of(tile.at(x, y));
        Oklab change{};
        float all = 0;
        for (std::size_t k = 0; k < old.size(); ++k) {
          const float near = 1 / (distance(before, old[k]) + kSoftness), weight = near * near;
          all += weight;
          for (std::size_t i = 0; i < 3; ++i) change[i] += weight * step[k][i];
        }
        if (change == Oklab{}) continue;
        const Rgb after =
            rgb_of({before[0] + change[0] / all, before[1] + change[1] / all, before[2] + change[2] / all});
        std::copy(after.begin(), after.end(), out.at(x, y));
      }
    }
  });
  return out;
}

Image recoloured_texture(const Image& tile, const std::vector<Rgb>& from, const std::vector<Rgb>& to) {
  std::vector<Oklab> old, step;
  for (std::size_t i = 0; i < from.size(); ++i) {
    old.push_back(oklab_of(from[i].data()));
    const Oklab now = oklab_of(to[i].data());
    step.push_back({now[0] - old[i][0], now[1] - old[i][1], now[2] - old[i][2]});
  }
  for (const Swatch& swatch : palette(tile, kMostSwatches)) {
    const Oklab own = oklab_of(swatch.colour.data());
    const bool named = distance(old[nearest(old, own)], own) < kOwnAnchor;
    if (named) continue;
    old.push_back(own);
    step.push_back({});
  }
  return with_steps(tile, old, step);
}

}  // namespace

Image recolour(const Image& tile, const std::vector<Rgb>& from, const std::vector<Rgb>& to) {
  check(from, to);
  if (from == to) return tile;
  const auto print = flat_print(tile);
  if (!print) return recoloured_texture(tile, from, to);
  const InkChanges changes = changes_of(tile, print->inks, from, to);
  if (!changes.more_inks) return in_new_inks(tile, print->unmixed, changes.inks, changes.now);
  return in_new_inks(tile, unmixed(tile, changes.inks), changes.inks, changes.now);
}

}  // namespace toile::pattern
