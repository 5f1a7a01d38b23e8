#include "toile/weave/own_sett.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "toile/base/error.hpp"
#include "toile/image/colour.hpp"
#include "toile/weave/bands.hpp"
#include "toile/weave/families.hpp"

namespace toile::weave {
namespace {

constexpr int kThreadsOnTile = 256;
constexpr double kThreadsACm = 16;

/// How a category is woven.
struct Loom {
  const char* category;
  const char* weave;
  Unmarked unmarked;
  bool both_ways;
};
constexpr std::array kLooms = {
    Loom{"tartan", "2/2 twill", Unmarked::reflects, true}, Loom{"checkered", "plain", Unmarked::reflects, true},
    Loom{"houndstooth", "2/2 twill", Unmarked::repeats, true}, Loom{"striped", "warp-faced", Unmarked::repeats, false}};

const Loom& loom_of(const std::string& name) {
  for (const Loom& loom : kLooms) {
    if (name == loom.category) return loom;
    for (const Family& family : families()) {
      if (family.kind == name && family.category == loom.category) return loom;
    }
  }
  throw Error(ErrorKind::usage, name + " has no sett; tartan, checkered, houndstooth and striped have");
}

/// Bands of one yarn and one width stay alike, so that what was reflected still is.
void stretch(std::vector<Band>& bands, const Dice& dice) {
  for (Band& band : bands) {
    Dice own = dice;
    for (int i = 0; i < band.yarn + 7 * (band.threads % 64); ++i) own.number(0, 1);
    const double scale = std::exp2(own.step() * 1.5);
    band.threads = std::max(1, static_cast<int>(std::lround(band.threads * scale)));
  }
}

double lightness(const pattern::Rgb& colour) {
  const auto& linear = image::linear_of_srgb();
  return image::luminance(linear[colour[0]], linear[colour[1]], linear[colour[2]]);
}

/// The numbers of the inks, darkest first.
std::vector<std::size_t> by_lightness(const std::vector<Ink>& inks) {
  std::vector<std::size_t> order(inks.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return lightness(inks[a].colour) < lightness(inks[b].colour); });
  return order;
}

}  // namespace

Design design_of_sett(const std::string& name, const std::string& thread_count, const Dice& dice) {
  const Loom& loom = loom_of(name);
  ThreadCount count = read_thread_count(thread_count, loom.unmarked);
  if (count.yarns.size() > kMostInks) {
    throw Error(ErrorKind::usage, "the thread count names " + std::to_string(count.yarns.size()) +
                                      " colours; a print has at most " + std::to_string(kMostInks));
  }
  stretch(count.bands, dice);
  std::vector<Ink> inks;
  for (const Yarn& yarn : count.yarns) inks.push_back({.colour = yarn.colour, .name = yarn.name});
  const std::vector<Band> hidden = {{count.bands.front().yarn, 4}};
  Design design{.kind = name,
                .inks = inks,
                .make = Cloth{.warp = count.bands, .weft = loom.both_ways ? count.bands : hidden, .weave = loom.weave}};
  if (inks.size() < kLeastInks) design.inks.push_back(inks.front());
  const Draft draft = draft_of(design);
  const auto setts = [](int threads) {
    return std::max(1, static_cast<int>(std::lround(1.0 * kThreadsOnTile / threads)));
  };
  design.across = setts(draft.ends());
  design.down = setts(draft.picks());
  design.width_cm = design.across * draft.ends() / kThreadsACm;
  return design;
}

Design with_colours_of(Design design, const Design& other, double share) {
  const auto own = by_lightness(design.inks), others = by_lightness(other.inks);
  const auto count = own.size();
  const auto taken = static_cast<std::size_t>(std::lround(share * static_cast<double>(count)));
  for (std::size_t i = 0; i < count; ++i) {
    // Spread over light and dark: of `count` ranks, `taken`.
    if ((i + 1) * taken / count == i * taken / count) continue;
    const std::size_t rank = count == 1 ? 0 : i * (others.size() - 1) / (count - 1);
    design.inks[own[i]] = other.inks[others[rank]];
  }
  return design;
}

}  // namespace toile::weave
