#include "toile/render/albedo.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "toile/base/parallel.hpp"

namespace toile::render {
namespace {

using image::Plane;

constexpr std::size_t kColours = 8;
constexpr int kRounds = 7;
constexpr float kLightSpread = 0.30F;   ///< log2 luminance that folds vary by within the blur of the light
constexpr float kChromaSpread = 0.12F;  ///< chromaticity that noise and coloured light vary by
constexpr float kFarAway = 12;          ///< squared distance beyond which a cell belongs to no colour
constexpr double kWidestBlur = 1.0 / 8, kNarrowestBlur = 1.0 / 30;  ///< of the light, in garment widths
constexpr int kAcross = 3;                                          ///< cells from one side of a border to the other
constexpr double kSharp = 0.6;        ///< of the step between two colours that must happen at their border
constexpr double kModes = 4.0;        ///< two colours are this many standard deviations apart (Ashman's D, 1994)
constexpr double kLeastStep = 1.5;    ///< log2 between two colours of one chromaticity
constexpr double kSameChroma = 0.16;  ///< log2
constexpr double kGloss = 0.4;        ///< weight of a difference towards white
constexpr float kChromaScale = 6.5F;  ///< shares of red and blue in a colour: near grey a unit is a factor of 2
constexpr double kWhite = kChromaScale / 3;
constexpr float kFloor = 0.01F;  ///< light added before chromaticities are formed: dark pixels have none

struct Cell {
  float light, red, blue;  ///< log2 luminance without the smooth light; scaled shares of red and of blue
};

struct Sorting {
  std::vector<Cell> centres;
  std::vector<std::uint8_t> colour;  ///< of each cell; kNone outside or far from all
};
constexpr std::uint8_t kNone = 255;

float distance(const Cell& a, const Cell& b) {
  const float l = (a.light - b.light) / kLightSpread, r = (a.red - b.red) / kChromaSpread,
              u = (a.blue - b.blue) / kChromaSpread;
  return l * l + r * r + u * u;
}

/// Centres far from each other: each next one is the cell farthest from those there are, of a sparse sample and without
/// the farthest twentieth, which is noise.
std::vector<Cell> start_centres(const std::vector<Cell>& cells, const Plane& weight) {
  std::vector<Cell> sample;
  for (std::size_t i = 0; i < cells.size(); i += 7) {
    if (weight.values[i] > 0.9F) sample.push_back(cells[i]);
  }
  if (sample.empty()) return {};
  Cell mean{0, 0, 0};
  for (const Cell& c : sample) mean.light += c.light, mean.red += c.red, mean.blue += c.blue;
  const auto count = static_cast<float>(sample.size());
  std::vector<Cell> centres = {{mean.light / count, mean.red / count, mean.blue / count}};
  std::vector<float> nearest(sample.size(), 1e30F);
  std::vector<std::size_t> order(sample.size());
  while (centres.size() < kColours) {
    for (std::size_t i = 0; i < sample.size(); ++i) {
      nearest[i] = std::min(nearest[i], distance(sample[i], centres.back()));
    }
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto nth = order.begin() + static_cast<std::ptrdiff_t>(0.98 * static_cast<double>(order.size() - 1));
    std::nth_element(order.begin(), nth, order.end(), [&](auto a, auto b) { return nearest[a] < nearest[b]; });
    if (nearest[*nth] < 4) break;  // within two spreads of a colour that is there already
    centres.push_back(sample[*nth]);
  }
  return centres;
}

void assign(const std::vector<Cell>& cells, const Plane& weight, const std::vector<Cell>& centres,
            std::vector<std::uint8_t>& colour) {
  for_rows(weight.height, [&](int first, int last) {
    const auto end = static_cast<std::size_t>(last) * weight.width;
    for (auto i = static_cast<std::size_t>(first) * weight.width; i < end; ++i) {
      colour[i] = kNone;
      if (weight.values[i] <= 0.5F) continue;
      float best = 1e30F;
      for (std::size_t k = 0; k < centres.size(); ++k) {
        const float d = distance(cells[i], centres[k]);
        if (d < best) best = d, colour[i] = static_cast<std::uint8_t>(k);
      }
      if (best > kFarAway) colour[i] = kNone;
    }
  });
}

/// The mean of each colour's cells; a colour of fewer than two in a thousand keeps its place.
void move_centres(const std::vector<Cell>& cells, const std::vector<std::uint8_t>& colour, std::vector<Cell>& centres) {
  std::vector<std::array<double, 4>> sums(centres.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (colour[i] == kNone) continue;
    auto& sum = sums[colour[i]];
    sum[0] += cells[i].light, sum[1] += cells[i].red, sum[2] += cells[i].blue, ++sum[3];
  }
  for (std::size_t k = 0; k < centres.size(); ++k) {
    const auto& s = sums[k];
    if (s[3] < 0.0005 * static_cast<double>(cells.size())) continue;
    centres[k] = {static_cast<float>(s[0] / s[3]), static_cast<float>(s[1] / s[3]), static_cast<float>(s[2] / s[3])};
  }
}

/// What is known of one colour, in sums that can be added when two become one.
struct Sums {
  double count = 0, light = 0, squares = 0, red = 0, blue = 0;
  void add(const Sums& s) { count += s.count, light += s.light, squares += s.squares, red += s.red, blue += s.blue; }
  double mean() const { return light / count; }
  double variance() const { return std::max(squares / count - mean() * mean(), 1e-4); }
};

/// What happens at the borders from one colour to another: the sums of the steps there.
struct Border {
  double light = 0, red = 0, blue = 0, count = 0;
};

struct Statistics {
  std::vector<Sums> colours;
  std::vector<Border> borders;  ///< (from, to)
};

Statistics statistics_of(const Plane& log_luminance, const std::vector<Cell>& cells, const Sorting& sorted) {
  const std::size_t k = sorted.centres.size();
  Statistics found{.colours = std::vector<Sums>(k), .borders = std::vector<Border>(k * k)};
  const int width = log_luminance.width, height = log_luminance.height;
  const auto& colour = sorted.colour;
  // both sides must be more than a stray cell
  const auto look = [&](std::size_t i, std::size_t step) {
    const std::size_t j = i + kAcross * step;
    if (colour[i] == colour[j] || colour[i] == kNone || colour[j] == kNone) return;
    if (colour[i - step] != colour[i] || colour[j + step] != colour[j]) return;
    const double light = log_luminance.values[j] - log_luminance.values[i];
    const double red = cells[j].red - cells[i].red, blue = cells[j].blue - cells[i].blue;
    Border &there = found.borders[colour[i] * k + colour[j]], &back = found.borders[colour[j] * k + colour[i]];
    there.light += light, there.red += red, there.blue += blue, ++there.count;
    back.light -= light, back.red -= red, back.blue -= blue, ++back.count;
  };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * width + x;
      if (colour[i] == kNone) continue;
      const Cell& c = cells[i];
      found.colours[colour[i]].add({1, c.light, static_cast<double>(c.light) * c.light, c.red, c.blue});
      if (x > 0 && x + kAcross + 1 < width) look(i, 1);
      if (y > 0 && y + kAcross + 1 < height) look(i, static_cast<std::size_t>(width));
    }
  }
  return found;
}

/// How surely two colours are two: below 1 they are light and shade of one.
///
/// Print ends at a border, light fades. A gloss takes cloth some way towards white (the dichromatic model, Shafer
/// 1985), so a difference that way counts less.
double apartness(const Sums& one, const Sums& other, const Border& border) {
  const double red = other.red / other.count - one.red / one.count;
  const double blue = other.blue / other.count - one.blue / one.count;
  const double rise = other.mean() - one.mean();
  const double modes = std::abs(rise) / std::sqrt((one.variance() + other.variance()) / 2);
  const double sharp = border.count > 0 && rise != 0 ? border.light / border.count / rise : 0;

  const double white_red = kWhite - one.red / one.count, white_blue = kWhite - one.blue / one.count;
  const double way = std::max(std::hypot(white_red, white_blue), 1e-6);
  const double along = (red * white_red + blue * white_blue) / way,
               across = (red * white_blue - blue * white_red) / way;
  const double far = std::min(1.0, way / kSameChroma);  // near grey no way leads to white
  const double chroma = std::hypot(along * (1 - far * (1 - kGloss)), across);
  const double squared = std::max(red * red + blue * blue, 1e-9);
  const double ends = border.count > 0 ? (border.red * red + border.blue * blue) / border.count / squared : 1;
  const double certain = std::clamp(ends / kSharp, 0.3, 1.0);
  return std::max(chroma / kSameChroma * certain * certain,
                  std::min({modes / kModes, sharp / kSharp, std::abs(rise) / kLeastStep}));
}

/// For each colour the one that stands for it: colours that are light and shade of one another have the same. The two
/// that are least apart are joined first, and what is known of them is added up.
std::vector<std::uint8_t> merged(Statistics s) {
  const std::size_t k = s.colours.size();
  std::vector<std::uint8_t> stands(k);
  std::iota(stands.begin(), stands.end(), std::uint8_t{0});
  for (;;) {
    double least = 1;
    std::size_t a = 0, b = 0;
    for (std::size_t i = 0; i < k; ++i) {
      for (std::size_t j = i + 1; j < k; ++j) {
        if (stands[i] != i || stands[j] != j || s.colours[i].count == 0 || s.colours[j].count == 0) continue;
        const double apart = apartness(s.colours[i], s.colours[j], s.borders[i * k + j]);
        if (apart < least) least = apart, a = i, b = j;
      }
    }
    if (a == b) return stands;
    std::replace(stands.begin(), stands.end(), static_cast<std::uint8_t>(b), static_cast<std::uint8_t>(a));
    s.colours[a].add(s.colours[b]);
    for (std::size_t i = 0; i < k; ++i) {
      for (const auto& [to, from] : {std::pair{a * k + i, b * k + i}, std::pair{i * k + a, i * k + b}}) {
        s.borders[to].light += s.borders[from].light;
        s.borders[to].red += s.borders[from].red;
        s.borders[to].blue += s.borders[from].blue;
        s.borders[to].count += s.borders[from].count;
      }
    }
  }
}

/// Smooth light under the albedos of `sorted`.
Plane smooth_light(const Plane& log_luminance, const Sorting& sorted, double sigma) {
  Plane rest(log_luminance.width, log_luminance.height), weight(log_luminance.width, log_luminance.height);
  for (std::size_t i = 0; i < rest.values.size(); ++i) {
    if (sorted.colour[i] == kNone) continue;
    rest.values[i] = log_luminance.values[i] - sorted.centres[sorted.colour[i]].light;
    weight.values[i] = 1;
  }
  return blur_inside(rest, weight, sigma);
}

}  // namespace

Albedo read_albedo(const Grid& grid, const Plane& log_luminance) {
  const int width = log_luminance.width, height = log_luminance.height;
  const std::size_t count = log_luminance.values.size();
  Albedo albedo{.level = Plane(width, height), .certain = grid.cover};
  std::vector<Cell> cells(count);
  const auto without = [&](const Plane& light) {
    for (std::size_t i = 0; i < count; ++i) cells[i].light = log_luminance.values[i] - light.values[i];
  };
  for (std::size_t i = 0; i < count; ++i) {
    const float red = grid.red.values[i] + kFloor, blue = grid.blue.values[i] + kFloor;
    const float sum = red + blue + grid.green.values[i] + kFloor;
    cells[i].red = kChromaScale * red / sum;
    cells[i].blue = kChromaScale * blue / sum;
  }
  const double side = std::sqrt(static_cast<double>(width) * height);
  Plane light = blur_inside(log_luminance, grid.cover, side * kWidestBlur);
  without(light);
  Sorting sorted{.centres = start_centres(cells, grid.cover), .colour = std::vector<std::uint8_t>(count, kNone)};
  if (sorted.centres.size() < 2) return albedo;
  for (int round = 0; round < kRounds; ++round) {
    assign(cells, grid.cover, sorted.centres, sorted.colour);
    move_centres(cells, sorted.colour, sorted.centres);
    const auto stands = merged(statistics_of(log_luminance, cells, sorted));
    // light and shade of one colour share its albedo
    Sorting joined = sorted;
    for (auto& colour : joined.colour) {
      if (colour != kNone) colour = stands[colour];
    }
    move_centres(cells, joined.colour, joined.centres);
    const double share = static_cast<double>(round) / (kRounds - 1);
    light = smooth_light(log_luminance, joined, side * kWidestBlur * std::pow(kNarrowestBlur / kWidestBlur, share));
    without(light);
    if (round + 1 < kRounds) continue;
    sorted = std::move(joined);
  }
  move_centres(cells, sorted.colour, sorted.centres);

  std::vector<std::size_t> sizes(sorted.centres.size());
  for (const std::uint8_t colour : sorted.colour) {
    if (colour != kNone) ++sizes[colour];
  }
  const auto ground = static_cast<std::size_t>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
  albedo.colours = static_cast<int>(std::count_if(sizes.begin(), sizes.end(), [](auto s) { return s > 0; }));
  if (albedo.colours < 2) return albedo;
  const double all = static_cast<double>(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}));
  albedo.share = static_cast<double>(sizes[ground]) / all;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * width + x;
      const std::uint8_t colour = sorted.colour[i];
      albedo.certain.values[i] = 0;
      if (colour == kNone) continue;
      albedo.level.values[i] = sorted.centres[colour].light - sorted.centres[ground].light;
      const bool inner = x > 0 && y > 0 && x + 1 < width && y + 1 < height && sorted.colour[i - 1] == colour &&
                         sorted.colour[i + 1] == colour &&
                         sorted.colour[i - static_cast<std::size_t>(width)] == colour &&
                         sorted.colour[i + static_cast<std::size_t>(width)] == colour;
      albedo.certain.values[i] = inner ? 1 : 0;
    }
  }
  return albedo;
}

}  // namespace toile::render
