#include "toile/data/prepare_motifs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/base/pack.hpp"
#include "toile/data/motif_inks.hpp"
#include "toile/image/file.hpp"

namespace toile::data {
namespace {

using test::Folder;
using Rgb = std::array<std::uint8_t, 3>;

constexpr Rgb kRed{200, 30, 40}, kGreen{60, 110, 50}, kYellow{240, 210, 40};

/// A picture of which nothing is opaque yet.
Image clear(int width, int height) {
  Image image = Image::filled(width, height, {0, 0, 0});
  image.alpha.assign(image.pixels(), 0);
  return image;
}

void disc(Image& image, double cx, double cy, double radius, const Rgb& colour) {
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      if ((x - cx) * (x - cx) + (y - cy) * (y - cy) > radius * radius) continue;
      std::copy_n(colour.begin(), 3, image.at(x, y));
      image.alpha[static_cast<std::size_t>(y) * image.width + x] = 255;
    }
  }
}

/// A red flower with a small yellow eye above a green leaf.
Image flower() {
  Image image = clear(150, 220);
  disc(image, 75, 160, 45, kGreen);
  disc(image, 75, 70, 60, kRed);
  disc(image, 75, 70, 7, kYellow);
  return image;
}

bool alike(const Rgb& a, const Rgb& b) {
  return std::abs(a[0] - b[0]) < 16 && std::abs(a[1] - b[1]) < 16 && std::abs(a[2] - b[2]) < 16;
}

TEST(InkedMotif, GivesLeavesTheirOwnInksAndKeepsASmallAccent) {
  const InkedMotif motif = inked_motif(flower(), 128);
  const auto ink_at = [&](double x, double y) {
    // the picture's 220 rows less what is above and below its discs fill 120 of the 128
    const double scale = 120.0 / 195;
    return motif
        .inks[static_cast<std::size_t>(64 + (y - 107) * scale) * 128 + static_cast<std::size_t>(64 + (x - 75) * scale)];
  };
  EXPECT_LT(ink_at(75, 180), kLeafInks);
  EXPECT_TRUE(alike(motif.palette[ink_at(75, 180)], kGreen));
  EXPECT_GE(ink_at(40, 70), kLeafInks);
  EXPECT_TRUE(alike(motif.palette[ink_at(40, 70)], kRed));
  EXPECT_TRUE(alike(motif.palette[ink_at(75, 70)], kYellow));
  EXPECT_EQ(motif.inks[0], kNothing);
  EXPECT_EQ(flaw_of(motif), "");
}

TEST(InkedMotif, SortsTheInksOfAFamilyByLightness) {
  Image image = clear(100, 100);
  for (int ring = 4; ring > 0; --ring)
    disc(image, 50, 50, ring * 12, {static_cast<std::uint8_t>(255 - 50 * ring), 20, 30});
  const InkedMotif motif = inked_motif(image, 64);
  for (int ink = kLeafInks + 1; ink < kMotifInks; ++ink) EXPECT_GT(motif.palette[ink][0], motif.palette[ink - 1][0]);
}

TEST(InkedMotif, RefusesAPictureOfNothing) {
  EXPECT_THROW(inked_motif(clear(40, 40), 64), Error);
}

TEST(FlawOf, SeesStraightCutsAndSeveralPieces) {
  Image cut = flower();
  for (std::size_t i = 0; i < cut.pixels() / 3; ++i) cut.alpha[i] = 0;  // across the flower
  EXPECT_NE(flaw_of(inked_motif(cut, 128)).find("upper edge"), std::string::npos);
  Image two = clear(200, 100);
  disc(two, 50, 50, 45, kRed);
  disc(two, 150, 50, 45, kRed);
  EXPECT_NE(flaw_of(inked_motif(two, 128)).find("several large pieces"), std::string::npos);
}

TEST(BookOf, IsTheNameUpToTheFirstUnderscore) {
  EXPECT_EQ(book_of("blossom/17198_img002_b0.webp"), "17198");
  EXPECT_EQ(book_of("icon/noto.png"), "noto");
}

TEST(PrepareMotifs, KeepsWholeBooksApart) {
  const Folder folder;
  for (const char* kind : {"blossom", "sprig"}) {
    std::filesystem::create_directories(folder / "in" / kind);
    for (int book = 0; book < 10; ++book) {
      for (int page = 0; page < 2; ++page) {
        image::write(folder / "in" / kind / (std::to_string(100 + book) + "_" + std::to_string(page) + ".png"),
                     flower());
      }
    }
  }
  image::write(folder / "in/sprig/solid.png", Image::filled(30, 30, kRed));
  const PreparedMotifs prepared =
      prepare_motifs(folder / "in", folder / "out/m.pack", {.side = 64, .held_out = 0.2}, no_progress);
  EXPECT_EQ(prepared.held_out_books.size(), 2U);
  ASSERT_EQ(prepared.left_out.size(), 1U);
  EXPECT_EQ(prepared.left_out[0].file, "sprig/solid.png");
  const Pack kept(folder / "out/m.pack", "motifs"), held(folder / "out/m.held-out.pack", "motifs");
  EXPECT_EQ(kept.items().size(), 32U);
  EXPECT_EQ(held.items().size(), 8U);
  std::set<std::string> books;
  for (const PackItem& item : held.items()) books.insert(book_of(item.source));
  for (const PackItem& item : kept.items()) EXPECT_FALSE(books.contains(book_of(item.source)));
  EXPECT_EQ(kept.items()[0].palette.size(), static_cast<std::size_t>(kMotifInks));
  EXPECT_EQ(kept.layout().groups, (std::vector<std::string>{"blossom", "sprig"}));
}

TEST(PrepareMotifs, SaysWhatIsWrongAndWritesNothing) {
  const Folder folder;
  std::filesystem::create_directories(folder / "in/blossom");
  image::write(folder / "in/blossom/a.png", Image::filled(30, 30, kRed));
  EXPECT_THROW(prepare_motifs(folder / "in", folder / "m.pack", {}, no_progress), Error);
  EXPECT_THROW(prepare_motifs(folder / "in", folder / "m.pack", {.side = 100}, no_progress), Error);
  EXPECT_THROW(prepare_motifs(folder / "in", folder / "m.pack", {.held_out = 0.9}, no_progress), Error);
  EXPECT_FALSE(std::filesystem::exists(folder / "m.pack"));
}

}  // namespace
}  // namespace toile::data
