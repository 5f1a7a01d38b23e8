#pragma once
/// A small pack of drawn swatches, made by the tests themselves.

#include <filesystem>

#include "toile/base/pack.hpp"

namespace toile::test {

/// `count` pictures of `side` pixels in each of the categories "dots" and "stripes".
inline void write_sample_pack(const std::filesystem::path& path, int count, int side) {
  const PackLayout layout{
      .kind = "swatches", .channels = 3, .height = side, .width = side, .groups = {"dots", "stripes"}};
  std::vector<PackItem> items;
  for (int i = 0; i < 2 * count; ++i) items.push_back({i / count, "drawn/" + std::to_string(i)});
  PackWriter writer(path, layout, items);
  for (int i = 0; i < 2 * count; ++i) {
    std::vector<std::uint8_t> planes;
    for (int channel = 0; channel < 3; ++channel) {
      for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
          const bool dot = (x + i) % 8 < 4 && (y + i) % 8 < 4, stripe = (x + i) % 8 < 4;
          planes.push_back((i < count ? dot : stripe) ? static_cast<std::uint8_t>(60 + 60 * channel) : 20);
        }
      }
    }
    writer.add(planes);
  }
  writer.finish();
}

/// The same, flattened: two inks, dark and light.
inline void write_sample_inks(const std::filesystem::path& path, int count, int side) {
  const PackLayout layout{.kind = "inks", .channels = 1, .height = side, .width = side, .groups = {"dots", "stripes"}};
  std::vector<PackItem> items;
  for (int i = 0; i < 2 * count; ++i) {
    const auto shade = static_cast<std::uint8_t>(100 + 10 * i);
    items.push_back({i / count, "drawn/" + std::to_string(i), {{20, 20, 20}, {shade, 200, 180}}});
  }
  PackWriter writer(path, layout, items);
  for (int i = 0; i < 2 * count; ++i) {
    std::vector<std::uint8_t> inks;
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const bool dot = (x + i) % 16 < 8 && (y + i) % 16 < 8, stripe = (x + i) % 16 < 8;
        inks.push_back((i < count ? dot : stripe) ? 1 : 0);
      }
    }
    writer.add(inks);
  }
  writer.finish();
}

/// Motifs: discs with a ring, and bars, `count` of each. The motif recipe takes those of 128 pixels.
inline void write_sample_motifs(const std::filesystem::path& path, int count, int side = 128) {
  std::vector<PackItem> items;
  const std::vector<std::array<std::uint8_t, 3>> palette(7, {90, 60, 200});
  for (int i = 0; i < 2 * count; ++i) items.push_back({i / count, std::to_string(i), palette});
  PackWriter writer(path, {.kind = "motifs", .channels = 1, .height = side, .width = side, .groups = {"disc", "bar"}},
                    items);
  for (int i = 0; i < 2 * count; ++i) {
    std::vector<std::uint8_t> inks;
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const int dx = x - side / 2, dy = y - side / 2, r = dx * dx + dy * dy, radius = side / 4 + 4 * (i % count);
        const bool disc = r < radius * radius, bar = std::abs(dx) < 12 + 4 * (i % count) && std::abs(dy) < side / 3;
        const int ink = i < count ? (r < 300 ? 5 : 3) : 1;
        inks.push_back(static_cast<std::uint8_t>((i < count ? disc : bar) ? ink : 7));
      }
    }
    writer.add(inks);
  }
  writer.finish();
}

}  // namespace toile::test
