// Figures of the tile generator for docs/results.md: copies of swatches under all shifts and in any inks, and how
// regular lattices are.
//
// toile-bench-copies SWATCHES [TILES A CATEGORY]: a folder of category folders, as the net was trained on.

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "toile/base/parallel.hpp"
#include "toile/data/flatten.hpp"
#include "toile/data/held_out.hpp"
#include "toile/data/swatch_files.hpp"
#include "toile/evaluate/correlation.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/pattern_generator.hpp"

namespace {

using namespace toile;

constexpr int kSide = 64;          ///< of what is compared ink by ink
constexpr int kTileSide = 384;     ///< at which a net's tile shows as much as a swatch
constexpr double kHeldOut = 0.15;  ///< as in the net's training
constexpr double kCopy = 0.9;

struct Measured {
  std::vector<evaluate::InkSpectra> inks;
  std::vector<double> regularities;
};

Measured measured(std::size_t count, const auto& measure) {
  Measured all{std::vector<evaluate::InkSpectra>(count), std::vector<double>(count)};
  for_each_index(
      count, 2, [&](std::size_t i) { measure(i, all.inks[i], all.regularities[i]); }, [](std::size_t) { return true; });
  return all;
}

Measured of_swatches(const std::vector<std::filesystem::path>& files) {
  return measured(files.size(), [&](std::size_t i, evaluate::InkSpectra& inks, double& regularity) {
    const Image whole = image::on_colour(image::read(files[i]), {255, 255, 255});
    const int side = std::min(whole.width, whole.height);
    const Image square = image::crop(whole, (whole.width - side) / 2, (whole.height - side) / 2, side, side);
    const data::FlatSwatch flat = data::flatten(square, kSide, data::kMostFlatInks);
    inks = evaluate::ink_spectra_of(flat.ink, static_cast<int>(flat.palette.size()));
    regularity = evaluate::lattice_regularity(square);
  });
}

/// The ink that has most of each pixel.
std::vector<std::uint8_t> main_inks(const Print& print) {
  std::vector<std::uint8_t> ink(print.pixels());
  for (std::size_t at = 0; at < ink.size(); ++at) {
    for (std::size_t k = 1; k < print.inks.size(); ++k) {
      if (print.plane(static_cast<int>(k))[at] > print.plane(ink[at])[at]) ink[at] = static_cast<std::uint8_t>(k);
    }
  }
  return ink;
}

Measured of_tiles(const models::PatternGenerator& generator, const std::string& category, std::size_t count) {
  return measured(count, [&](std::size_t i, evaluate::InkSpectra& inks, double& regularity) {
    const models::Made made = generator.make({.category = category, .size = kTileSide, .index = i});
    const Print small = pattern::resized(made.print.value(), kSide, kSide);
    inks = evaluate::ink_spectra_of(main_inks(small), static_cast<int>(small.inks.size()));
    regularity = evaluate::lattice_regularity(made.pattern.tile);
  });
}

/// Of each of `some` the likeness to the most like of `others`.
std::vector<double> likenesses(const Measured& some, const Measured& others) {
  std::vector<double> most(some.inks.size());
  for_each_index(
      most.size(), 2,
      [&](std::size_t i) {
        for (const auto& other : others.inks) most[i] = std::max(most[i], evaluate::inks_likeness(some.inks[i], other));
      },
      [](std::size_t) { return true; });
  return most;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

double most(const std::vector<double>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

/// The mean of the largest quarter.
double upper_quarter(std::vector<double> values) {
  std::sort(values.rbegin(), values.rend());
  values.resize(std::max<std::size_t>(1, values.size() / 4));
  return mean(values);
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    fmt::print(stderr, "toile-bench-copies SWATCHES [TILES A CATEGORY]\n");
    return 2;
  }
  const std::size_t tiles_each = count > 2 ? static_cast<std::size_t>(std::atoi(words[2])) : 46;
  fmt::print("likeness to the nearest training swatch, all shifts, any inks; regularity of lattices, 0 to 1\n");
  fmt::print("{:12} {:>6} {:>16} {:>16} {:>7} {:>12} {:>12} {:>14}\n", "", "tiles", "likeness, most", "held out, most",
             "copies", "regularity", "of swatches", "upper quarter");
  std::size_t all = 0, copies = 0;
  for (const data::CategoryFiles& swatches : data::list_swatches(words[1]).categories) {
    const auto makings = models::makings_of(swatches.name);
    if (std::find(makings.begin(), makings.end(), models::Making::learnt) == makings.end()) continue;
    const auto generator = models::PatternGenerator::open(swatches.name, {}, models::Making::learnt);
    std::vector<std::filesystem::path> held_files, training_files;
    for (const auto& file : swatches.files) {
      (data::is_held_out(file.string(), kHeldOut) ? held_files : training_files).push_back(file);
    }
    const Measured tiles = of_tiles(generator, swatches.name, tiles_each), held = of_swatches(held_files),
                   training = of_swatches(training_files);
    const auto likeness = likenesses(tiles, training), likeness_held = likenesses(held, training);
    const double limit = std::max(kCopy, most(likeness_held));
    const auto found = std::count_if(likeness.begin(), likeness.end(), [&](double one) { return one > limit; });
    all += likeness.size(), copies += static_cast<std::size_t>(found);
    fmt::print("{:12} {:6} {:9.2f}, {:.2f} {:9.2f}, {:.2f} {:7} {:12.2f} {:12.2f} {:14.2f}\n", swatches.name,
               likeness.size(), mean(likeness), most(likeness), mean(likeness_held), most(likeness_held), found,
               mean(tiles.regularities), mean(training.regularities), upper_quarter(training.regularities));
    std::fflush(stdout);
  }
  fmt::print("{} copies among {} tiles\n", copies, all);
}
