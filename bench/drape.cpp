// A garment read and painted, matte given: no files, no networks.

#include "toile/render/drape.hpp"

#include <benchmark/benchmark.h>

#include <cmath>

#include "toile/base/parallel.hpp"

namespace toile::render {
namespace {

constexpr int kThreads = 2;

/// Printed cloth with folds: leaf-sized blotches of three colours on a ground, of `megapixels`.
Image photo_of(double megapixels) {
  const int width = static_cast<int>(std::sqrt(megapixels * 1e6 * 0.8)), height = width * 5 / 4;
  Image photo = Image::filled(width, height, {150, 145, 140});
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double u = 40.0 * x / width, v = 50.0 * y / height;
      const double light = 0.75 + 0.2 * std::sin(u) * std::cos(0.3 * v + u / 3);
      const bool motif = std::sin(3 * u) * std::sin(2.7 * v) > 0.5;
      const int grain = (x * 31 + y * 17 + x * y) % 7;
      const double ground[3] = {210, 190, 160}, leaf[3] = {60, 110, 80};
      for (int c = 0; c < 3; ++c) {
        photo.at(x, y)[c] = static_cast<std::uint8_t>((motif ? leaf[c] : ground[c]) * light + grain);
      }
    }
  }
  return photo;
}

/// An ellipse with a soft edge that fills most of the photo.
Mask matte_of(const Image& photo) {
  Mask mask = Mask::filled(photo.width, photo.height, 0);
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) {
      const double dx = 2.0 * x / photo.width - 1, dy = 2.0 * y / photo.height - 1;
      const double inside = (0.92 - std::hypot(dx, dy)) * photo.width / 4;
      mask.at(x, y) = static_cast<std::uint8_t>(std::clamp(128 + 100 * inside, 0.0, 255.0));
    }
  }
  return mask;
}

Pattern tile_of(int side) {
  Pattern pattern{.tile = Image::filled(side, side, {200, 40, 60})};
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      if ((x * 8 / side + y * 8 / side) % 2) std::fill_n(pattern.tile.at(x, y), 3, std::uint8_t{230});
    }
  }
  return pattern;
}

void drape_photo(benchmark::State& bench) {
  use_row_threads(kThreads);
  const Image photo = photo_of(static_cast<double>(bench.range(0)));
  const Mask matte = matte_of(photo);
  const Pattern pattern = tile_of(512);
  for ([[maybe_unused]] auto _ : bench) benchmark::DoNotOptimize(drape(photo, matte, pattern));
}
BENCHMARK(drape_photo)->ArgName("megapixels")->Arg(1)->Arg(12)->Arg(24)->Unit(benchmark::kMillisecond)->UseRealTime();

/// What a dragged slider costs.
void paint_cloth(benchmark::State& bench) {
  use_row_threads(kThreads);
  const Image photo = photo_of(static_cast<double>(bench.range(0)));
  const Cloth cloth = read_cloth(photo, matte_of(photo));
  const Pattern pattern = tile_of(static_cast<int>(bench.range(1)));
  for ([[maybe_unused]] auto _ : bench) benchmark::DoNotOptimize(paint(cloth, pattern, {.angle = 10}));
}
BENCHMARK(paint_cloth)
    ->ArgNames({"megapixels", "tile"})
    ->Args({1, 512})
    ->Args({1, 2048})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace toile::render
