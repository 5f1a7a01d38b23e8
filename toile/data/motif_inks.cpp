#include "toile/data/motif_inks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>

#include "toile/base/error.hpp"
#include "toile/image/colour.hpp"
#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

using Lab = std::array<float, 3>;  ///< OKLab: lightness 0..1, green-red, blue-yellow

constexpr int kMargin = 4;
constexpr int kSeen = 40;     ///< alpha from which a pixel belongs to the cut-out's box
constexpr int kOpaque = 128;  ///< alpha from which it is ink
/// Greens, in OKLab: hue in degrees and least chroma.
constexpr float kFirstGreen = 108, kLastGreen = 200, kLeastChroma = 0.028F;
/// A family with a smaller share of the motif is none.
constexpr double kLeastFamily = 0.015;
/// A colour that covers n pixels counts as n to this power: small accents keep an ink.
constexpr double kRarity = 0.55;
constexpr float kChromaWeight = 1.6F;  ///< of differences in hue and chroma beside those in lightness
constexpr int kRounds = 12;
/// Colours of a family that a motif hasn't got.
constexpr std::array<std::array<std::uint8_t, 3>, kMotifInks> kDefaults = {
    {{58, 74, 40}, {104, 122, 62}, {164, 178, 112}, {70, 44, 38}, {136, 92, 70}, {200, 158, 120}, {238, 222, 196}}};

Lab oklab(const std::uint8_t* rgb) {
  const auto& linear = image::linear_of_srgb();
  const float r = linear[rgb[0]], g = linear[rgb[1]], b = linear[rgb[2]];
  const float l = std::cbrt(0.4122214708F * r + 0.5363325363F * g + 0.0514459929F * b);
  const float m = std::cbrt(0.2119034982F * r + 0.6806995451F * g + 0.1073969566F * b);
  const float s = std::cbrt(0.0883024619F * r + 0.2817188376F * g + 0.6299787005F * b);
  return {0.2104542553F * l + 0.7936177850F * m - 0.0040720468F * s,
          1.9779984951F * l - 2.4285922050F * m + 0.4505937099F * s,
          0.0259040371F * l + 0.7827717662F * m - 0.8086757660F * s};
}

std::array<std::uint8_t, 3> srgb(const Lab& c) {
  const auto cube = [](float x) { return x * x * x; };
  const float l = cube(c[0] + 0.3963377774F * c[1] + 0.2158037573F * c[2]);
  const float m = cube(c[0] - 0.1055613458F * c[1] - 0.0638541728F * c[2]);
  const float s = cube(c[0] - 0.0894841775F * c[1] - 1.2914855480F * c[2]);
  return {image::srgb_of_linear(4.0767416621F * l - 3.3077115913F * m + 0.2309699292F * s),
          image::srgb_of_linear(-1.2684380046F * l + 2.6097574011F * m - 0.3413193965F * s),
          image::srgb_of_linear(-0.0041960863F * l - 0.7034186147F * m + 1.7076147010F * s)};
}

bool is_green(const Lab& c) {
  const float hue = std::atan2(c[2], c[1]) * 180 / std::numbers::pi_v<float>;
  return std::hypot(c[1], c[2]) > kLeastChroma && hue > kFirstGreen && hue < kLastGreen;
}

float distance(const Lab& a, const Lab& b) {
  const float l = a[0] - b[0], x = kChromaWeight * (a[1] - b[1]), y = kChromaWeight * (a[2] - b[2]);
  return l * l + x * x + y * y;
}

struct Colour {
  Lab lab{};
  double weight = 0;
};

/// The distinct colours (5 bits a channel) with their weights.
std::vector<Colour> histogram(const std::vector<Lab>& labs, const std::vector<std::array<std::uint8_t, 3>>& rgbs) {
  std::map<int, Colour> bins;
  for (std::size_t i = 0; i < labs.size(); ++i) {
    Colour& bin = bins[(rgbs[i][0] >> 3) << 10 | (rgbs[i][1] >> 3) << 5 | rgbs[i][2] >> 3];
    for (int k = 0; k < 3; ++k) bin.lab[k] += labs[i][k];
    bin.weight += 1;
  }
  std::vector<Colour> colours;
  for (auto& [key, bin] : bins) {
    for (float& value : bin.lab) value /= static_cast<float>(bin.weight);
    colours.push_back({bin.lab, std::pow(bin.weight, kRarity)});
  }
  return colours;
}

std::size_t nearest(const Lab& colour, const std::vector<Lab>& centres) {
  std::size_t best = 0;
  for (std::size_t k = 1; k < centres.size(); ++k) {
    if (distance(colour, centres[k]) < distance(colour, centres[best])) best = k;
  }
  return best;
}

/// Weighted k-means from farthest points, sorted by lightness.
std::vector<Lab> k_means(const std::vector<Colour>& colours, int count) {
  Lab mean{};
  double total = 0;
  for (const Colour& c : colours) {
    for (int k = 0; k < 3; ++k) mean[k] += static_cast<float>(c.weight) * c.lab[k];
    total += c.weight;
  }
  for (float& value : mean) value /= static_cast<float>(total);
  std::vector<Lab> centres{colours[nearest(mean,
                                           [&] {
                                             std::vector<Lab> all;
                                             for (const Colour& c : colours) all.push_back(c.lab);
                                             return all;
                                           }())]
                               .lab};
  while (std::ssize(centres) < count) {
    // as far from the others as can be, but not for one pixel's sake
    const auto gain = [&](const Colour& c) { return c.weight * distance(c.lab, centres[nearest(c.lab, centres)]); };
    centres.push_back(std::max_element(colours.begin(), colours.end(), [&](const Colour& a, const Colour& b) {
                        return gain(a) < gain(b);
                      })->lab);
  }
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Colour> sums(centres.size());
    for (const Colour& c : colours) {
      Colour& sum = sums[nearest(c.lab, centres)];
      for (int k = 0; k < 3; ++k) sum.lab[k] += static_cast<float>(c.weight) * c.lab[k];
      sum.weight += c.weight;
    }
    for (std::size_t k = 0; k < centres.size(); ++k) {
      if (sums[k].weight == 0) continue;
      for (int j = 0; j < 3; ++j) centres[k][j] = sums[k].lab[j] / static_cast<float>(sums[k].weight);
    }
  }
  std::sort(centres.begin(), centres.end());
  return centres;
}

/// The opaque box of `picture`, scaled into a square.
Image placed(const Image& picture, int side) {
  int left = picture.width, right = -1, top = picture.height, bottom = -1;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * picture.width + x;
      if (!picture.alpha.empty() && picture.alpha[i] <= kSeen) continue;
      left = std::min(left, x), right = std::max(right, x);
      top = std::min(top, y), bottom = std::max(bottom, y);
    }
  }
  if (right < 0) throw Error(ErrorKind::bad_file, "nothing in it is opaque");
  const Image box = image::crop(picture, left, top, right - left + 1, bottom - top + 1);
  const double scale = static_cast<double>(side - 2 * kMargin) / std::max(box.width, box.height);
  const Image scaled = image::resize(box, std::max(1, static_cast<int>(std::lround(box.width * scale))),
                                     std::max(1, static_cast<int>(std::lround(box.height * scale))));
  Image square = Image::filled(side, side, {0, 0, 0});
  square.alpha.assign(square.pixels(), 0);
  const int dx = (side - scaled.width) / 2, dy = (side - scaled.height) / 2;
  for (int y = 0; y < scaled.height; ++y) {
    for (int x = 0; x < scaled.width; ++x) {
      const std::size_t from = static_cast<std::size_t>(y) * scaled.width + x;
      const std::size_t to = static_cast<std::size_t>(y + dy) * side + x + dx;
      std::copy_n(scaled.at(x, y), 3, square.at(x + dx, y + dy));
      square.alpha[to] = scaled.alpha.empty() ? 255 : scaled.alpha[from];
    }
  }
  return square;
}

/// The commonest ink among a pixel and its eight neighbours, the pixel itself counting twice; nothing has no vote.
std::vector<std::uint8_t> majority(const std::vector<std::uint8_t>& inks, int side) {
  std::vector<std::uint8_t> result = inks;
  for (int y = 1; y + 1 < side; ++y) {
    for (int x = 1; x + 1 < side; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * side + x;
      if (inks[i] == kNothing) continue;
      std::array<int, kMotifInks + 1> votes{};
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) ++votes[inks[i + dy * side + dx]];
      }
      votes[inks[i]] += 1;
      votes[kNothing] = 0;
      const auto most = std::max_element(votes.begin(), votes.end());
      if (*most > votes[inks[i]]) result[i] = static_cast<std::uint8_t>(most - votes.begin());
    }
  }
  return result;
}

/// Sizes of the connected pieces (8 neighbours), largest first.
std::vector<int> piece_sizes(const InkedMotif& motif) {
  const int side = motif.side;
  std::vector<char> seen(motif.inks.size());
  std::vector<int> sizes;
  for (std::size_t start = 0; start < motif.inks.size(); ++start) {
    if (seen[start] || motif.inks[start] == kNothing) continue;
    std::vector<std::size_t> stack{start};
    seen[start] = 1;
    int size = 0;
    while (!stack.empty()) {
      const std::size_t at = stack.back();
      stack.pop_back();
      ++size;
      const int x = static_cast<int>(at) % side, y = static_cast<int>(at) / side;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          if (x + dx < 0 || x + dx >= side || y + dy < 0 || y + dy >= side) continue;
          const std::size_t next = at + dy * side + dx;
          if (seen[next] || motif.inks[next] == kNothing) continue;
          seen[next] = 1;
          stack.push_back(next);
        }
      }
    }
    sizes.push_back(size);
  }
  std::sort(sizes.rbegin(), sizes.rend());
  return sizes;
}

}  // namespace

InkedMotif inked_motif(const Image& picture, int side) {
  const Image square = placed(picture, side);
  std::array<std::vector<Lab>, 2> labs;  // of the leaf family, of the others
  std::array<std::vector<std::array<std::uint8_t, 3>>, 2> rgbs;
  for (std::size_t i = 0; i < square.pixels(); ++i) {
    if (square.alpha[i] < kOpaque) continue;
    const std::uint8_t* rgb = square.rgb.data() + 3 * i;
    const Lab lab = oklab(rgb);
    const std::size_t family = is_green(lab) ? 0 : 1;
    labs[family].push_back(lab);
    rgbs[family].push_back({rgb[0], rgb[1], rgb[2]});
  }
  const auto total = static_cast<double>(labs[0].size() + labs[1].size());
  if (total == 0) throw Error(ErrorKind::bad_file, "nothing in it is opaque");
  InkedMotif motif{.side = side, .inks = std::vector<std::uint8_t>(square.pixels(), kNothing), .palette = kDefaults};
  std::vector<Lab> centres;
  std::vector<std::uint8_t> numbers;
  for (std::size_t family = 0; family < 2; ++family) {
    if (static_cast<double>(labs[family].size()) < kLeastFamily * total) continue;
    int number = family == 0 ? 0 : kLeafInks;
    for (const Lab& centre : k_means(histogram(labs[family], rgbs[family]), family == 0 ? kLeafInks : kOtherInks)) {
      motif.palette[static_cast<std::size_t>(number)] = srgb(centre);
      numbers.push_back(static_cast<std::uint8_t>(number++));
      centres.push_back(centre);
    }
  }
  for (std::size_t i = 0; i < square.pixels(); ++i) {
    if (square.alpha[i] >= kOpaque) motif.inks[i] = numbers[nearest(oklab(square.rgb.data() + 3 * i), centres)];
  }
  motif.inks = majority(majority(motif.inks, side), side);
  return motif;
}

std::string flaw_of(const InkedMotif& motif) {
  constexpr double kLeastCover = 0.03, kMostCover = 0.86, kLongestCut = 0.3, kLargestOther = 0.3;
  constexpr std::ptrdiff_t kMostPieces = 60;
  const int side = motif.side, box = side - 2 * kMargin;
  const auto inked = std::count_if(motif.inks.begin(), motif.inks.end(), [](int ink) { return ink != kNothing; });
  const double cover = static_cast<double>(inked) / (box * box);
  if (cover < kLeastCover) return fmt::format("covers {:.0f} % of its square, less than can be learnt", 100 * cover);
  if (cover > kMostCover) return fmt::format("fills {:.0f} % of its square: a piece of a picture", 100 * cover);
  // the longest run of ink along each edge of the motif's own box
  int left = side, right = -1, top = side, bottom = -1;
  const auto is_ink = [&](int x, int y) { return motif.inks[static_cast<std::size_t>(y) * side + x] != kNothing; };
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      if (!is_ink(x, y)) continue;
      left = std::min(left, x), right = std::max(right, x), top = std::min(top, y), bottom = std::max(bottom, y);
    }
  }
  const auto longest = [](int from, int to, const auto& inked_at) {
    int best = 0, run = 0;
    for (int i = from; i <= to; ++i) best = std::max(best, run = inked_at(i) ? run + 1 : 0);
    return best;
  };
  const std::array<std::pair<const char*, int>, 4> edges = {
      {{"upper", longest(left, right, [&](int x) { return is_ink(x, top); })},
       {"lower", longest(left, right, [&](int x) { return is_ink(x, bottom); })},
       {"left", longest(top, bottom, [&](int y) { return is_ink(left, y); })},
       {"right", longest(top, bottom, [&](int y) { return is_ink(right, y); })}}};
  for (const auto& [name, run] : edges) {
    if (run > kLongestCut * box) return fmt::format("is a fragment: its {} edge is a straight cut", name);
  }
  const std::vector<int> pieces = piece_sizes(motif);
  if (pieces.size() > 1 && pieces[1] > kLargestOther * pieces[0]) return "is in several large pieces";
  if (std::ssize(pieces) > kMostPieces) return fmt::format("is in {} pieces", pieces.size());
  return {};
}

}  // namespace toile::data
