#include "toile/scan/cloth.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/image/colour.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/scan/align.hpp"
#include "toile/scan/evenest_cut.hpp"
#include "toile/scan/follow.hpp"
#include "toile/scan/plain_tile.hpp"
#include "toile/scan/unit.hpp"
#include "toile/scan/window.hpp"

namespace toile::scan {
namespace {

using image::Plane;

constexpr int kLeastSide = 32, kMostTile = 8192;
constexpr int kFineSide = 1200;    ///< of the picture in which the warp is brought to fit at the end
constexpr double kFineCell = 160;  ///< pixels of a cell from which on more fineness tells nothing
constexpr std::size_t kMostOccurrences = 24, kLeastOccurrences = 6;
constexpr double kMostSamples = 6e6;  ///< of the photo: a large tile is read from fewer occurrences
constexpr double kSurely = 0.32;      ///< confidence below which a repeat is a guess
constexpr int kPlain = 6;             ///< levels: a photo in which no channel changes more is of one colour

Lattice scaled(const Lattice& lattice, double k) {
  return {k * lattice.a, k * lattice.b, lattice.one_way};
}

std::array<Plane, 3> linear_of(const Image& picture) {
  const auto& table = image::linear_of_srgb();
  std::array<Plane, 3> planes = {Plane(picture.width, picture.height), Plane(picture.width, picture.height),
                                 Plane(picture.width, picture.height)};
  for (std::size_t i = 0; i < picture.pixels(); ++i) {
    for (std::size_t c = 0; c < 3; ++c) planes[c].values[i] = table[picture.rgb[3 * i + c]];
  }
  return planes;
}

/// How far the photo is believed at each pixel: by how much it looks as predicted.
Plane trust_of(const Features& features, const Cell& cell, const Warp& warp, const Lattice& lattice) {
  const int width = features.weight.width, height = features.weight.height;
  const double sigma = std::max(3.0, 0.25 * std::sqrt(lattice.area()));
  Plane trust = likeness_around(features, predicted(cell, warp, width, height), sigma);
  std::vector<float> sorted = trust.values;
  const auto upper = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() * 3 / 4);
  std::nth_element(sorted.begin(), upper, sorted.end());
  const float good = std::max(0.05F, *upper);
  for (float& value : trust.values) value = std::clamp(2 * value / good - 0.8F, 0.0F, 1.0F);
  return trust;
}

Plane product(const Plane& one, Plane other) {
  for (std::size_t i = 0; i < other.values.size(); ++i) other.values[i] *= one.values[i];
  return other;
}

/// The lattice laid on a picture.
struct Laid {
  Warp warp;
  Plane trust;
  Lattice lattice;  ///< at the picture's middle, in its pixels
};

Lattice in_the_middle(const Homography& view, const image::Size& size, bool one_way) {
  const Lattice seen = view.steps_at(view.inverse()({0.5 * size.width, 0.5 * size.height}));
  return {seen.a, seen.b, one_way};
}

Laid laid(const Features& features, const Lattice& lattice) {
  const int width = features.weight.width, height = features.weight.height;
  std::vector<Node> nodes;
  if (!lattice.one_way) nodes = follow(features, lattice);
  Warp warp = warp_through(nodes, lattice, width, height);
  warp = aligned(features, std::move(warp), lattice, 3, 0.5);
  Features trusted = features;
  trusted.weight = product(features.weight, trust_of(features, cell_of(features, warp, lattice), warp, lattice));
  if (!lattice.one_way) warp = with_view_refitted(warp, lattice, trusted.weight);
  warp = aligned(trusted, std::move(warp), lattice, 3, 0.3);
  Plane trust = product(features.weight, trust_of(features, cell_of(trusted, warp, lattice), warp, lattice));
  if (!lattice.one_way) warp = with_view_refitted(warp, lattice, trust);
  const Lattice seen = in_the_middle(warp.view, {width, height}, lattice.one_way);
  return {std::move(warp), std::move(trust), seen};
}

/// The same on a larger picture of the same view.
Laid refined(const Laid& coarse, const Image& fine) {
  const double k = 1.0 * fine.width / coarse.trust.width;
  Laid out{coarse.warp.resized(fine.width, fine.height), image::resample(coarse.trust, fine.width, fine.height),
           scaled(coarse.lattice, k)};
  Features features = features_of(fine);
  features.weight = out.trust;
  out.warp = aligned(features, std::move(out.warp), out.lattice, 2, 0.15);
  return out;
}

/// Whole numbers of the lattice's vectors in a tile's side.
Vector steps_of(const Lattice& lattice, Vector side) {
  const double whole = cross(lattice.a, lattice.b);
  return {std::round(cross(side, lattice.b) / whole), std::round(cross(lattice.a, side) / whole)};
}

Image larger_picture(const Window& window, const Image& photo, double cell) {
  const double enlarge =
      std::min({1.0 * kFineSide / std::max(window.small.width, window.small.height), window.scale(), kFineCell / cell});
  return enlarge < 1.2 ? window.small : looked_at_closer(window, photo, enlarge);
}

void read_unit(Cloth& cloth, const Window& window, const Lattice& lattice, const Image& photo) {
  const Laid coarse = laid(window.features, lattice);
  const Image fine = larger_picture(window, photo, std::sqrt(lattice.area()));
  const Laid there = fine.width == window.small.width ? coarse : refined(coarse, fine);
  const Homography to_photo =
      window.to_photo.after(scaling(1.0 * window.small.width / fine.width, 1.0 * window.small.height / fine.height));
  const double k = window.scale() * window.small.width / fine.width;
  Repeat repeat = repeat_of(there.lattice);
  const Vector across = steps_of(there.lattice, repeat.across), down = steps_of(there.lattice, repeat.down);
  const auto pixels = [&](Vector side) {
    return std::clamp(static_cast<int>(std::lround(k * length(side))), 4, kMostTile);
  };
  const Occurrences occurrences{
      .photo = photo,
      .to_photo = to_photo,
      .warp = there.warp,
      .gains = light_of(linear_of(window.small), coarse.warp, coarse.lattice, coarse.trust, 0.35),
      .trust = there.trust};
  const int width = pixels(repeat.across), height = pixels(repeat.down);
  const auto most =
      std::clamp(static_cast<std::size_t>(kMostSamples / (1.0 * width * height)), kLeastOccurrences, kMostOccurrences);
  cloth.tile = unit_of(occurrences, across, down, width, height, most);
  cloth.occurrences = occurrences_of(occurrences);
  const Homography in_photo = to_photo.after(there.warp.view);
  cloth.lattice = in_the_middle(in_photo, {photo.width, photo.height}, lattice.one_way);
  cloth.view = in_photo.after(Homography{{across.x, down.x, 0, across.y, down.y, 0, 0, 0, 1}});
  repeat.across = k * repeat.across;
  repeat.down = k * repeat.down;
  cloth.repeat = repeat;
}

bool one_colour(const Image& photo) {
  std::array<std::uint8_t, 3> least{255, 255, 255}, most{};
  for (std::size_t i = 0; i < photo.rgb.size(); ++i) {
    least[i % 3] = std::min(least[i % 3], photo.rgb[i]);
    most[i % 3] = std::max(most[i % 3], photo.rgb[i]);
  }
  for (std::size_t c = 0; c < 3; ++c) {
    if (most[c] - least[c] > kPlain) return false;
  }
  return true;
}

void check(const Image& photo) {
  if (std::min(photo.width, photo.height) < kLeastSide) {
    throw Error(ErrorKind::bad_file, fmt::format("the photo is {} by {} pixels; a repeat needs at least {} by {}",
                                                 photo.width, photo.height, kLeastSide, kLeastSide));
  }
  if (one_colour(photo)) {
    throw Error(ErrorKind::bad_file, "the photo is of one colour: there is nothing in it to repeat");
  }
}

}  // namespace

std::vector<Candidate> lattices_of(const Image& photo) {
  check(photo);
  Window window = clearest_window(photo);
  for (Candidate& one : window.candidates) one.lattice = window.in_photo(one.lattice);
  return window.candidates;
}

Cloth scan_cloth(const Image& photo, const ClothOptions& options) {
  check(photo);
  Cloth cloth;
  Window window = clearest_window(photo);
  for (const Candidate& one : window.candidates) {
    cloth.candidates.push_back({window.in_photo(one.lattice), one.likeness, one.confidence});
  }
  if (options.candidate > 0 && options.candidate >= cloth.candidates.size()) {
    throw Error(ErrorKind::usage, fmt::format("there is no repeat number {}; {} were found", options.candidate + 1,
                                              cloth.candidates.size()));
  }
  if (options.lattice && options.lattice->area() < 16) {
    throw Error(ErrorKind::usage,
                "the repeat's two vectors span hardly any cloth: they must be of some pixels and point apart");
  }
  const bool by_hand = options.lattice.has_value() || options.candidate > 0;
  if (!by_hand && (cloth.candidates.empty() || cloth.candidates.front().confidence < kSurely)) {
    cloth.confidence = cloth.candidates.empty() ? 0 : cloth.candidates.front().confidence;
    cloth.notes.emplace_back(cloth.candidates.empty()
                                 ? "no repeat was found in the photo: the tile is a piece of it, joined along a cut"
                                 : "no repeat was surely found in the photo: the tile is a piece of it, joined along a "
                                   "cut; the likeliest repeat can be had by its number");
    cloth.tile = plain_tile(photo);
    return cloth;
  }
  const Lattice lattice =
      options.lattice ? window.from_photo(*options.lattice) : window.candidates[options.candidate].lattice;
  cloth.confidence = options.lattice ? 1 : cloth.candidates[options.candidate].confidence;
  read_unit(cloth, window, lattice, photo);
  if (cloth.occurrences < 2) {
    cloth.notes.emplace_back(
        "less than two whole repeats are in view: creases and noise stay where there is no second look");
  }
  const pattern::Cut cut = evenest_cut(cloth.tile);
  cloth.tile = image::roll(cloth.tile, cut.right, cut.down);
  cloth.view = cloth.view.after(
      Homography{{1, 0, -1.0 * cut.right / cloth.tile.width, 0, 1, -1.0 * cut.down / cloth.tile.height, 0, 0, 1}});
  if (photo.dpi > 0) cloth.tile.dpi = photo.dpi;
  return cloth;
}

}  // namespace toile::scan
