#include "toile/weave/bands.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace toile::weave {
namespace {

std::vector<Band> rounded(const std::vector<Weight>& weights, double scale, int least) {
  std::vector<Band> bands;
  for (const Weight& weight : weights) {
    bands.push_back({weight.yarn, std::max(least, 2 * static_cast<int>(std::lround(weight.width * scale / 2)))});
  }
  return bands;
}

std::size_t widest(const std::vector<Band>& bands, std::size_t first, std::size_t last) {
  const auto wider = [](const Band& a, const Band& b) { return a.threads < b.threads; };
  return static_cast<std::size_t>(std::max_element(bands.begin() + static_cast<std::ptrdiff_t>(first),
                                                   bands.begin() + static_cast<std::ptrdiff_t>(last), wider) -
                                  bands.begin());
}

int sum_of(const std::vector<Band>& bands) {
  int sum = 0;
  for (const Band& band : bands) sum += band.threads;
  return sum;
}

}  // namespace

std::vector<Band> in_proportion(const std::vector<Weight>& weights, int total, int least) {
  double sum = 0;
  for (const Weight& weight : weights) sum += weight.width;
  std::vector<Band> bands = rounded(weights, total / sum, least);
  Band& most = bands[widest(bands, 0, bands.size())];
  most.threads = std::max(least, most.threads + total - sum_of(bands));
  return bands;
}

std::vector<Band> reflected(const std::vector<Weight>& half, int total, int least) {
  double sum = 0;
  for (std::size_t i = 0; i < half.size(); ++i) sum += half[i].width * (i == 0 || i + 1 == half.size() ? 1 : 2);
  std::vector<Band> bands = rounded(half, total / sum, least);
  const std::size_t turn = bands.size() - 1;
  const int whole = 2 * sum_of(bands) - bands.front().threads - bands.back().threads;
  // What rounding left goes to the widest band, by halves where it is there twice.
  const std::size_t most = widest(bands, 0, bands.size());
  bands[most].threads += (total - whole) / (most == 0 || most == turn ? 1 : 2);
  for (std::size_t i = turn; i-- > 1;) bands.push_back(bands[i]);
  return bands;
}

std::vector<Ink> inks_of(const std::vector<pattern::Rgb>& colours) {
  std::vector<Ink> inks;
  for (const pattern::Rgb& colour : colours) inks.push_back({.colour = colour, .name = {}});
  return inks;
}

Design with_used_inks(Design design) {
  std::map<int, int> numbers;  // of those used, in the order in which they are met
  std::vector<Ink> inks;
  const auto renumbered = [&](int ink) {
    const auto [entry, fresh] = numbers.emplace(ink, static_cast<int>(inks.size()));
    if (fresh) inks.push_back(design.inks[static_cast<std::size_t>(ink)]);
    return entry->second;
  };
  if (Cloth* const cloth = std::get_if<Cloth>(&design.make)) {
    for (Band& band : cloth->warp) band.yarn = renumbered(band.yarn);
    for (Band& band : cloth->weft) band.yarn = renumbered(band.yarn);
  } else {
    auto& measures = std::get<Shape>(design.make).measures;
    for (int i = 0; measures.contains("ink" + std::to_string(i)); ++i) {
      double& ink = measures["ink" + std::to_string(i)];
      ink = renumbered(static_cast<int>(ink));
    }
  }
  if (inks.size() < kLeastInks) inks.push_back(inks.front());
  design.inks = std::move(inks);
  return design;
}

Shape striped_shape(const char* name, const std::vector<Weight>& bands) {
  Shape made{.name = name, .measures = {}};
  int i = 0;
  for (const Weight& band : bands) {
    made.measures["ink" + std::to_string(i)] = band.yarn;
    made.measures["width" + std::to_string(i++)] = band.width;
  }
  return made;
}

}  // namespace toile::weave
