#include "toile/pattern/palette.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "toile/base/error.hpp"
#include "toile/pattern/flat_inks.hpp"
#include "toile/pattern/oklab.hpp"

namespace toile::pattern {
namespace {

constexpr int kHistogramBits = 5;     ///< of each channel: the histogram's cells
constexpr int kRounds = 24;           ///< of k-means; a palette settles in about ten
constexpr float kSameColour = 0.02F;  ///< Oklab distance below which two swatches look alike

/// The mean colour of a histogram's cell and how many pixels it has.
struct Cell {
  Oklab colour{};
  double weight = 0;
};

std::vector<Cell> histogram(const Image& picture) {
  struct Sum {
    double count = 0;
    std::array<double, 3> rgb{};
  };
  std::map<std::uint32_t, Sum> sums;
  for (std::size_t i = 0; i < picture.pixels(); ++i) {
    if (!picture.alpha.empty() && picture.alpha[i] < 128) continue;
    const std::uint8_t* p = picture.rgb.data() + 3 * i;
    std::uint32_t key = 0;
    for (int c = 0; c < 3; ++c) key = key << kHistogramBits | p[c] >> (8 - kHistogramBits);
    Sum& sum = sums[key];
    ++sum.count;
    for (std::size_t c = 0; c < 3; ++c) sum.rgb[c] += p[c];
  }
  std::vector<Cell> cells;
  for (const auto& [key, sum] : sums) {
    Rgb mean{};
    for (std::size_t c = 0; c < 3; ++c) mean[c] = static_cast<std::uint8_t>(std::lround(sum.rgb[c] / sum.count));
    cells.push_back({oklab_of(mean.data()), sum.count});
  }
  return cells;
}

/// The commonest cell, then again and again the one that is both common and far from those chosen.
std::vector<Oklab> first_centres(const std::vector<Cell>& cells, int count) {
  std::vector<Oklab> centres;
  std::vector<double> far(cells.size(), 1);
  while (std::ssize(centres) < count) {
    std::size_t best = 0;
    const auto score = [&](std::size_t i) { return std::sqrt(cells[i].weight) * far[i]; };
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (score(i) > score(best)) best = i;
    }
    if (score(best) <= 0) break;
    centres.push_back(cells[best].colour);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const double d = distance(cells[i].colour, centres.back());
      far[i] = centres.size() == 1 ? d : std::min(far[i], d);
    }
  }
  return centres;
}

/// One round of Lloyd's algorithm; answers each centre's share of the pixels.
std::vector<double> improve(std::vector<Oklab>& centres, const std::vector<Cell>& cells) {
  std::vector<double> weights(centres.size());
  std::vector<std::array<double, 3>> sums(centres.size());
  double all = 0;
  for (const Cell& cell : cells) {
    const std::size_t own = nearest(centres, cell.colour);
    weights[own] += cell.weight;
    all += cell.weight;
    for (std::size_t i = 0; i < 3; ++i) sums[own][i] += cell.weight * cell.colour[i];
  }
  for (std::size_t k = 0; k < centres.size(); ++k) {
    if (weights[k] <= 0) continue;
    for (std::size_t i = 0; i < 3; ++i) centres[k][i] = static_cast<float>(sums[k][i] / weights[k]);
    weights[k] /= all;
  }
  return weights;
}

}  // namespace

std::vector<Swatch> palette(const Image& picture, int count) {
  if (count < 1 || count > kMostSwatches) {
    throw Error(ErrorKind::usage, fmt::format("a palette of {} colours; it must have 1 to {}", count, kMostSwatches));
  }
  if (auto print = flat_print(picture, count)) return std::move(print->inks);
  const std::vector<Cell> cells = histogram(picture);
  if (cells.empty()) throw Error(ErrorKind::bad_file, "the picture is all clear: it has no colours");
  std::vector<Oklab> centres = first_centres(cells, count);
  std::vector<double> shares;
  for (int round = 0; round < kRounds; ++round) shares = improve(centres, cells);

  std::vector<Swatch> swatches;
  for (std::size_t i = 0; i < centres.size(); ++i) swatches.push_back({rgb_of(centres[i]), shares[i]});
  std::stable_sort(swatches.begin(), swatches.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
  std::vector<Swatch> distinct;
  for (const Swatch& swatch : swatches) {
    const auto alike = std::find_if(distinct.begin(), distinct.end(), [&](const Swatch& d) {
      return distance(oklab_of(d.colour.data()), oklab_of(swatch.colour.data())) < kSameColour * kSameColour;
    });
    if (alike != distinct.end()) {
      alike->share += swatch.share;
    } else {
      distinct.push_back(swatch);
    }
  }
  return distinct;
}

Colourway colourway(const Image& tile, const std::vector<Rgb>& to) {
  Colourway way{.from = {}, .to = to};
  for (const Swatch& swatch : palette(tile, static_cast<int>(to.size()))) way.from.push_back(swatch.colour);
  way.to.resize(way.from.size());
  return way;
}

Colourway colourway_from(const Image& tile, const Image& picture, int count) {
  const auto colours = [](const Image& image, int most) {
    std::vector<Rgb> all;
    for (const Swatch& swatch : palette(image, most)) all.push_back(swatch.colour);
    return all;
  };
  Colourway way{.from = colours(tile, count), .to = {}};
  const std::vector<Rgb> theirs = colours(picture, static_cast<int>(way.from.size()));
  way.from.resize(std::min(way.from.size(), theirs.size()));
  const auto darker = [](const Rgb& a, const Rgb& b) { return oklab_of(a.data())[0] < oklab_of(b.data())[0]; };
  std::vector<Rgb> ours_by_light = way.from, theirs_by_light = theirs;
  std::sort(ours_by_light.begin(), ours_by_light.end(), darker);
  std::sort(theirs_by_light.begin(), theirs_by_light.end(), darker);
  for (const Rgb& colour : way.from) {
    const auto rank = std::find(ours_by_light.begin(), ours_by_light.end(), colour) - ours_by_light.begin();
    way.to.push_back(theirs_by_light[static_cast<std::size_t>(rank)]);
  }
  return way;
}

Rgb colour_from_hex(const std::string& text) {
  const bool digits = text.size() == 7 && text[0] == '#' &&
                      std::all_of(text.begin() + 1, text.end(), [](unsigned char c) { return std::isxdigit(c); });
  if (!digits) throw Error(ErrorKind::usage, "the colour is " + text + "; it must look like #c0ffee");
  const auto channel = [&](std::size_t at) {
    return static_cast<std::uint8_t>(std::stoi(text.substr(at, 2), nullptr, 16));
  };
  return {channel(1), channel(3), channel(5)};
}

std::string hex_of(const Rgb& colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour[0], colour[1], colour[2]);
}

}  // namespace toile::pattern
