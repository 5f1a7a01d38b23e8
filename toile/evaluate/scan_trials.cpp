// Photos of known tiles: which designs, in which layouts, under which cameras.

#include <cmath>

#include "toile/compose/random.hpp"
#include "toile/evaluate/scan_report.hpp"
#include "toile/models/pattern_generator.hpp"
#include "toile/pattern/repeat.hpp"
#include "toile/scan/torus_lattice.hpp"

namespace toile::evaluate {
namespace {

constexpr int kTile = 384;
constexpr std::uint64_t kTries = 8;
constexpr double kNearly = 0.8;  ///< correlation of a tile with itself moved, from which on its parts are nearly alike

/// What is laid out in all layouts, and what has one of its own.
constexpr const char* kComposed[] = {"floral", "leaves", "paisley", "tropical", "fruit", "folk"};
constexpr const char* kExact[] = {"tartan",    "checkered", "houndstooth", "argyle",     "dotted",
                                  "geometric", "zigzag",    "striped",     "herringbone"};

struct Condition {
  const char* name;
  Camera camera;
};

/// Sizes and amounts; a seed and the number of repeats in view are added.
std::vector<Condition> conditions() {
  return {{"flat", {.width = 640, .height = 640, .noise = 2}},
          {"small", {.width = 300, .height = 300, .turn = 2, .light = 0.4, .noise = 4}},
          {"tilted", {.width = 800, .height = 640, .turn = 6, .tilt = 24, .light = 0.3, .noise = 3}},
          {"creased", {.width = 700, .height = 700, .turn = -3, .light = 0.3, .folds = 0.7, .creases = 5, .noise = 3}},
          {"uneven", {.width = 800, .height = 600, .turn = 1.5, .light = 2, .buttons = 3, .noise = 4}},
          {"all",
           {.width = 1200,
            .height = 900,
            .turn = -5,
            .tilt = 15,
            .light = 1,
            .folds = 0.5,
            .creases = 3,
            .buttons = 3,
            .noise = 5}}};
}

Image tile_of(const std::string& category, std::uint64_t seed) {
  models::PatternRequest request{.category = category, .size = kTile, .seed = seed};
  return models::PatternGenerator::open(category).make(request).pattern.tile;
}

/// The first tile of some seeds of which no part is nearly another one: where two halves differ by a leaf, who is to
/// say what the repeat is?
Image unmistakable_tile(const std::string& category, std::uint64_t seed) {
  for (std::uint64_t k = 0;; ++k) {
    Image tile = tile_of(category, derive_seed(seed, k));
    if (k == kTries || scan::same_lattice(scan::lattice_of_tile(tile), scan::lattice_of_tile(tile, kNearly)))
      return tile;
  }
}

}  // namespace

std::vector<ScanTrial> scan_trials(int designs, std::uint64_t seed) {
  std::vector<ScanTrial> trials;
  std::uint64_t number = 0;
  const auto photograph = [&](const std::string& design, const std::string& layout, const Image& tile) {
    const scan::Lattice shares = scan::lattice_of_tile(tile);
    // of the lattice along a side of the tile
    const double cells = shares.one_way ? 1 / scan::length(scan::reduced(shares).a) : 1 / std::sqrt(shares.area());
    for (const Condition& condition : conditions()) {
      compose::Random random(derive_seed(seed, ++number));
      Camera camera = condition.camera;
      camera.seed = random.bits();
      camera.repeats = random.between(1.7, 4.5) * std::min(1.0, 2 / cells);
      trials.push_back({design, layout, condition.name, tile, shares, camera});
    }
  };
  for (int d = 0; d < designs; ++d) {
    const std::uint64_t own = derive_seed(seed, 7000 + static_cast<std::uint64_t>(d));
    for (const char* category : kComposed) {
      const Image tile = unmistakable_tile(category, own);
      for (const auto layout : {pattern::Layout::straight, pattern::Layout::half_drop, pattern::Layout::half_brick}) {
        photograph(category, pattern::name_of(layout), pattern::repeat_unit({tile, 20}, layout).tile);
      }
    }
    for (const char* category : kExact) photograph(category, "own", unmistakable_tile(category, own));
  }
  return trials;
}

}  // namespace toile::evaluate
