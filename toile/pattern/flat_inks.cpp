#include "toile/pattern/flat_inks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

#include "toile/pattern/oklab.hpp"
#include "toile/pattern/unmix.hpp"

namespace toile::pattern {
namespace {

constexpr int kBits = 6;                 ///< of each channel in the histogram
constexpr int kNoise = 10;               ///< levels that compression leaves between pixels of one colour
constexpr double kLossless = 0.8;        ///< of flat blocks that have four equal pixels
constexpr double kSingle = 0.4;          ///< of what is like an ink of a lossless picture has its colour to the byte
constexpr double kTight = 0.82;          ///< of what is flat must lie close to an ink
constexpr double kCrowded = 0.35;        ///< and at most so much may be shades of one another
constexpr double kFlatShare = 0.3;       ///< of the pixels must be flat, or it is no flat print
constexpr double kInkedShare = 0.9;      ///< of the flat ones must have the colour of an ink
constexpr double kExplainedShare = 0.9;  ///< of all pixels must be an ink or a mixture of two
constexpr float kApart = 0.035F;         ///< Oklab distance between two inks
constexpr float kApartLossless = 0.015F;
constexpr float kShade = 0.065F;  ///< Oklab distance within which a rare ink is a shade of a common one
constexpr float kShadeLossless = 0.04F;
constexpr double kShadeShare = 0.15;
constexpr double kLeast = 2e-4;     ///< share of the pixels that an ink covers flatly at least
constexpr float kOffLossy = 0.12F;  ///< Oklab distance from any mixture that compression doesn't make
constexpr double kLeastLossy = 1e-3;
constexpr double kLeastThin = 1e-3;
constexpr double kLeastThinLossy = 5e-4;    ///< and what thin lines of their own colour cover
constexpr double kLeastOutstanding = 5e-4;  ///< and what has one colour of its own among soft edges
constexpr double kStandsOut = 3;            ///< times as common as any colour like it
constexpr int kCandidates = 40;
constexpr float kOnLine = 0.03F;  ///< distance from the line between two colours, sRGB 0..1

/// Mean colour and number of pixels.
struct Cell {
  Rgb colour{};
  Oklab lab{};
  double weight = 0;
};

struct Sum {
  double count = 0;
  std::array<double, 3> rgb{};
  void add(const std::uint8_t* p) {
    ++count;
    for (std::size_t c = 0; c < 3; ++c) rgb[c] += p[c];
  }
};

std::uint32_t packed(const std::uint8_t* p) {
  return static_cast<std::uint32_t>(p[0]) << 16 | static_cast<std::uint32_t>(p[1]) << 8 | p[2];
}

Rgb rgb_of(std::uint32_t packed) {
  return {static_cast<std::uint8_t>(packed >> 16), static_cast<std::uint8_t>(packed >> 8),
          static_cast<std::uint8_t>(packed)};
}

std::uint32_t key_of(const std::uint8_t* p) {
  std::uint32_t key = 0;
  for (int c = 0; c < 3; ++c) key = key << kBits | p[c] >> (8 - kBits);
  return key;
}

class Histogram {
 public:
  void add(const std::uint8_t* p) { sums_[key_of(p)].add(p); }
  std::vector<Cell> cells() const {
    std::vector<Cell> cells;
    for (const Sum& sum : sums_) {
      if (sum.count == 0) continue;
      Rgb mean{};
      for (std::size_t c = 0; c < 3; ++c) mean[c] = static_cast<std::uint8_t>(std::lround(sum.rgb[c] / sum.count));
      cells.push_back({mean, oklab_of(mean.data()), sum.count});
    }
    std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.weight > b.weight; });
    return cells;
  }

 private:
  std::vector<Sum> sums_ = std::vector<Sum>(std::size_t{1} << (3 * kBits));
};

/// The largest step of a channel between four neighbours whose upper left one is at (x, y).
int spread(const Image& picture, int x, int y) {
  const int right = (x + 1) % picture.width, below = (y + 1) % picture.height;
  const std::uint8_t *a = picture.at(x, y), *b = picture.at(right, y), *c = picture.at(x, below),
                     *d = picture.at(right, below);
  int most = 0;
  for (int i = 0; i < 3; ++i) {
    most = std::max(most, std::max({a[i], b[i], c[i], d[i]}) - std::min({a[i], b[i], c[i], d[i]}));
  }
  return most;
}

bool is_clear(const Image& picture, std::size_t at) {
  return !picture.alpha.empty() && picture.alpha[at] < 128;
}

/// What lies flat in a picture.
struct Flat {
  Histogram histogram;
  std::unordered_map<std::uint32_t, double> colours;  ///< pixels of each single one
  double pixels = 0;                                  ///< flat ones
  double opaque = 0;                                  ///< all that are not clear
  bool lossless = true;
};

Flat flat_of(const Image& picture) {
  Flat flat;
  double equal = 0, blocks = 0;
  std::vector<char> is_flat(picture.pixels(), 0);
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const int most = spread(picture, x, y);
      if (most > kNoise) continue;
      ++blocks;
      equal += most == 0;
      for (const int v : {y, (y + 1) % picture.height}) {
        for (const int u : {x, (x + 1) % picture.width}) is_flat[static_cast<std::size_t>(v) * picture.width + u] = 1;
      }
    }
  }
  flat.lossless = equal >= kLossless * blocks;
  std::uint32_t last = 0;
  double run = 0;  // of one colour: there are far fewer than pixels
  for (std::size_t i = 0; i < picture.pixels(); ++i) {
    if (is_clear(picture, i)) continue;
    ++flat.opaque;
    if (is_flat[i] == 0) continue;
    ++flat.pixels;
    const std::uint8_t* p = picture.rgb.data() + 3 * i;
    flat.histogram.add(p);
    const std::uint32_t colour = packed(p);
    if (colour != last && run > 0) flat.colours[last] += run, run = 0;
    last = colour, ++run;
  }
  if (run > 0) flat.colours[last] += run;
  return flat;
}

/// Colours at least `apart`, the commonest first; each takes what lies nearer to it than that.
std::vector<Cell> peaks(const std::vector<Cell>& cells, float apart) {
  std::vector<Cell> found;
  for (const Cell& cell : cells) {
    const auto same = std::find_if(found.begin(), found.end(),
                                   [&](const Cell& f) { return distance(f.lab, cell.lab) < apart * apart; });
    if (same != found.end()) {
      same->weight += cell.weight;
    } else if (std::ssize(found) < kCandidates) {
      found.push_back(cell);
    }
  }
  return found;
}

/// An ink of a lossless picture has one colour. What is of many is a soft edge, and goes; the others get theirs.
void keep_single_colours(std::vector<Cell>& inks, const Flat& flat, float apart) {
  if (inks.empty()) return;
  std::vector<Oklab> labs;
  for (const Cell& ink : inks) labs.push_back(ink.lab);
  std::vector<std::pair<double, std::uint32_t>> commonest(inks.size());
  for (const auto& [colour, count] : flat.colours) {
    const Rgb rgb = rgb_of(colour);
    const Oklab lab = oklab_of(rgb.data());
    const std::size_t ink = nearest(labs, lab);
    if (distance(labs[ink], lab) < apart * apart) commonest[ink] = std::max(commonest[ink], {count, colour});
  }
  std::vector<Cell> kept;
  for (std::size_t k = 0; k < inks.size(); ++k) {
    const auto& [count, colour] = commonest[k];
    if (count < kSingle * inks[k].weight) continue;
    const Rgb rgb = rgb_of(colour);
    kept.push_back({rgb, oklab_of(rgb.data()), inks[k].weight});
  }
  inks = std::move(kept);
}

std::vector<Rgb> colours_of(const std::vector<Cell>& inks) {
  std::vector<Rgb> colours;
  for (const Cell& ink : inks) colours.push_back(ink.colour);
  return colours;
}

/// Squared distance of a colour from the line between two others, where it lies well inside; else infinity.
float off_line(const Rgb& colour, const Rgb& a, const Rgb& b) {
  float along = 0, length = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    along += static_cast<float>((b[c] - a[c]) * (colour[c] - a[c]));
    length += static_cast<float>((b[c] - a[c]) * (b[c] - a[c]));
  }
  const float share = length > 0 ? along / length : 0;
  if (share < 0.05F || share > 0.95F) return INFINITY;
  float off = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const float miss =
        static_cast<float>(a[c]) + share * static_cast<float>(b[c] - a[c]) - static_cast<float>(colour[c]);
    off += miss * miss / (255 * 255);
  }
  return off;
}

/// Whether an ink is one of several steps of the soft edges between two commoner ones.
bool is_step(std::size_t ink, const std::vector<Cell>& inks, const std::vector<Rgb>& colours) {
  for (std::size_t a = 0; a < inks.size(); ++a) {
    for (std::size_t b = a + 1; b < inks.size(); ++b) {
      if (a == ink || b == ink || std::min(inks[a].weight, inks[b].weight) < 2 * inks[ink].weight) continue;
      if (off_line(colours[ink], colours[a], colours[b]) > kOnLine * kOnLine) continue;
      double on_line = 0;
      for (std::size_t k = 0; k < inks.size(); ++k) {
        if (k != a && k != b && off_line(colours[k], colours[a], colours[b]) < kOnLine * kOnLine)
          on_line += inks[k].weight;
      }
      if (inks[ink].weight < 0.5 * on_line) return true;
    }
  }
  return false;
}

/// How clearly colours fall into inks.
struct Clarity {
  double tight = 0;    ///< share that lies close to an ink
  double crowded = 0;  ///< share of inks that have another common one beside them: a shading cut into steps
};

Clarity clarity_of(const std::vector<Cell>& cells, const std::vector<Cell>& inks, float apart) {
  std::vector<Oklab> labs;
  for (const Cell& ink : inks) labs.push_back(ink.lab);
  Clarity clarity;
  double all = 0, inked = 0;
  for (const Cell& cell : cells) {
    all += cell.weight;
    const float off = distance(labs[nearest(labs, cell.lab)], cell.lab);
    if (off < apart * apart / 4) clarity.tight += cell.weight;
  }
  for (const Cell& ink : inks) {
    inked += ink.weight;
    const bool crowded = std::any_of(inks.begin(), inks.end(), [&](const Cell& other) {
      return &other != &ink && other.weight > ink.weight / 4 && distance(other.lab, ink.lab) < 4 * apart * apart;
    });
    if (crowded) clarity.crowded += ink.weight;
  }
  return {clarity.tight / all, clarity.crowded / inked};
}

void drop_steps(std::vector<Cell>& inks) {
  const std::vector<Rgb> colours = colours_of(inks);
  std::vector<Cell> kept;
  for (std::size_t k = 0; k < inks.size(); ++k) {
    if (!is_step(k, inks, colours)) kept.push_back(inks[k]);
  }
  inks = std::move(kept);
}

/// Overshoot beside edges, and what else is a rare shade of a common ink, is that ink.
void drop_shades(std::vector<Cell>& inks, float shade) {
  std::stable_sort(inks.begin(), inks.end(), [](const Cell& a, const Cell& b) { return a.weight > b.weight; });
  std::vector<Cell> kept;
  for (const Cell& ink : inks) {
    const auto main = std::find_if(kept.begin(), kept.end(), [&](const Cell& k) {
      return ink.weight < kShadeShare * k.weight && distance(ink.lab, k.lab) < shade * shade;
    });
    if (main == kept.end()) {
      kept.push_back(ink);
    } else {
      main->weight += ink.weight;
    }
  }
  inks = std::move(kept);
}

/// As few as asked: those that are both rare and like another one go first, to that one.
void keep_most_telling(std::vector<Cell>& inks, std::size_t most) {
  while (inks.size() > most) {
    std::size_t least = 0, heir = 0;
    double least_told = INFINITY;
    for (std::size_t k = 0; k < inks.size(); ++k) {
      std::size_t like = k == 0 ? 1 : 0;
      for (std::size_t j = 0; j < inks.size(); ++j) {
        if (j != k && distance(inks[j].lab, inks[k].lab) < distance(inks[like].lab, inks[k].lab)) like = j;
      }
      const double told = std::sqrt(inks[k].weight) * std::sqrt(distance(inks[like].lab, inks[k].lab));
      if (told < least_told && inks[k].weight <= inks[like].weight) {
        least_told = told;
        least = k;
        heir = like;
      }
    }
    inks[heir].weight += inks[least].weight;
    inks.erase(inks.begin() + static_cast<std::ptrdiff_t>(least));
  }
}

/// The commonest colour of what no mixture of two inks explains, if that is more than noise.
std::optional<Cell> thin_ink(const Image& picture, const std::vector<Rgb>& inks, const Unmixed& unmixed,
                             bool lossless) {
  const float least_off = lossless ? 0 : kOffLossy;
  Histogram rest;
  for (const std::size_t at : unmixed.unexplained) {
    const std::uint8_t* rgb = picture.rgb.data() + 3 * at;
    const Mixture& m = unmixed.pixels[at];
    const Rgb guess = mixed(inks[m.ink], inks[m.other], m.share / 255.0, unmixed.mixed_in);
    const bool off = distance(oklab_of(guess.data()), oklab_of(rgb)) >= least_off * least_off;
    const Oklab lab = oklab_of(rgb);
    const bool own = std::none_of(inks.begin(), inks.end(), [&](const Rgb& ink) {
      return distance(oklab_of(ink.data()), lab) < kShade * kShade;
    });
    if (off && own && !is_clear(picture, at)) rest.add(rgb);
  }
  const std::vector<Cell> found = peaks(rest.cells(), lossless ? kApartLossless : 3 * kApart);
  const double least = (lossless ? kLeastThin : kLeastThinLossy) * static_cast<double>(picture.pixels());
  if (found.empty() || found[0].weight < least) return {};
  return found[0];
}

/// The commonest single colour of what the inks beside it don't explain that stands out among those like it: of soft
/// edges and shades none does, so this is an ink in lines too thin to be flat that two far ones happen to explain.
std::optional<Cell> outstanding_ink(const Image& picture, const Unmixed& unmixed) {
  std::map<Rgb, double> counts;
  for (const std::size_t at : unmixed.far_fetched) {
    if (!is_clear(picture, at)) ++counts[rgb_of(packed(picture.rgb.data() + 3 * at))];
  }
  const auto like = [](const Rgb& a, const Rgb& b) {
    return std::abs(a[0] - b[0]) <= kNoise && std::abs(a[1] - b[1]) <= kNoise && std::abs(a[2] - b[2]) <= kNoise;
  };
  std::optional<Cell> found;
  for (const auto& [colour, count] : counts) {
    if (count < kLeastOutstanding * static_cast<double>(picture.pixels()) || (found && count <= found->weight))
      continue;
    const bool stands_out =
        std::none_of(counts.begin(), counts.end(), [&, &own = colour, &most = count](const auto& other) {
          return other.first != own && like(other.first, own) && kStandsOut * other.second > most;
        });
    if (stands_out) found = Cell{colour, oklab_of(colour.data()), count};
  }
  return found;
}

/// How much of a picture each ink covers.
std::vector<double> shares_of(const Image& picture, const Unmixed& unmixed, std::size_t inks) {
  std::vector<double> shares(inks);
  double all = 0;
  for (std::size_t i = 0; i < picture.pixels(); ++i) {
    if (is_clear(picture, i)) continue;
    const Mixture& m = unmixed.pixels[i];
    shares[m.ink] += 255.0 - m.share;
    shares[m.other] += m.share;
    all += 255;
  }
  for (double& share : shares) share /= all;
  return shares;
}

/// The commonest ink first.
FlatPrint sorted(const Image& picture, const std::vector<Rgb>& inks, Unmixed unmixed) {
  const std::vector<double> shares = shares_of(picture, unmixed, inks.size());
  std::vector<std::uint8_t> order(inks.size()), place(inks.size());
  std::iota(order.begin(), order.end(), std::uint8_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::uint8_t a, std::uint8_t b) { return shares[a] > shares[b]; });
  FlatPrint print{.inks = {}, .unmixed = std::move(unmixed)};
  for (const std::uint8_t ink : order) {
    place[ink] = static_cast<std::uint8_t>(print.inks.size());
    print.inks.push_back({inks[ink], shares[ink]});
  }
  for (Mixture& m : print.unmixed.pixels) m = {place[m.ink], place[m.other], m.share};
  return print;
}

}  // namespace

std::optional<FlatPrint> flat_print(const Image& picture, int most) {
  const Flat flat = flat_of(picture);
  if (flat.opaque == 0 || flat.pixels < kFlatShare * flat.opaque) return {};
  const float apart = flat.lossless ? kApartLossless : kApart;
  const std::vector<Cell> cells = flat.histogram.cells();
  std::vector<Cell> inks = peaks(cells, apart);
  const double least = (flat.lossless ? kLeast : kLeastLossy) * flat.opaque;
  std::erase_if(inks, [&](const Cell& ink) { return ink.weight < std::max(4.0, least); });
  if (flat.lossless) keep_single_colours(inks, flat, apart);
  drop_steps(inks);
  drop_shades(inks, flat.lossless ? kShadeLossless : kShade);
  double inked = 0;
  for (const Cell& ink : inks) inked += ink.weight;
  const Clarity clarity = clarity_of(cells, inks, apart);
  if (clarity.tight < kTight || clarity.crowded > kCrowded) return {};
  const auto full = static_cast<std::size_t>(kMostSwatches);
  if (inks.empty() || inks.size() > full || inked < kInkedShare * flat.pixels) return {};
  Unmixed apart_from = unmixed(picture, colours_of(inks));
  while (inks.size() < full) {
    auto thin = flat.lossless ? outstanding_ink(picture, apart_from) : std::nullopt;
    if (!thin) thin = thin_ink(picture, colours_of(inks), apart_from, flat.lossless);
    if (!thin) break;
    inks.push_back(*thin);
    apart_from = unmixed(picture, colours_of(inks));
  }
  const auto unexplained = static_cast<double>(apart_from.unexplained.size());
  if (unexplained > (1 - kExplainedShare) * static_cast<double>(picture.pixels())) return {};
  if (inks.size() > static_cast<std::size_t>(most)) {
    keep_most_telling(inks, static_cast<std::size_t>(most));
    apart_from = unmixed(picture, colours_of(inks));
  }
  FlatPrint print = sorted(picture, colours_of(inks), std::move(apart_from));
  print.lossless = flat.lossless;
  return print;
}

}  // namespace toile::pattern
