#include "toile/compose/motif_pack.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile::compose {
namespace {

using test::Folder;

constexpr int kSide = 64;

void disc(InkMap& map, double cx, double cy, double radius, std::uint8_t ink) {
  for (int y = 0; y < map.side; ++y) {
    for (int x = 0; x < map.side; ++x) {
      if ((x - cx) * (x - cx) + (y - cy) * (y - cy) <= radius * radius) {
        map.inks[static_cast<std::size_t>(y) * map.side + x] = ink;
      }
    }
  }
}

InkMap empty_map() {
  InkMap map{.side = kSide, .inks = std::vector<std::uint8_t>(kSide * kSide, InkMap::kNothing), .palette = {}};
  map.palette = {
      {{40, 60, 30}, {90, 120, 60}, {160, 180, 110}, {90, 20, 30}, {200, 40, 60}, {240, 150, 160}, {250, 230, 90}}};
  return map;
}

/// A red blossom with a yellow eye on a green leaf.
InkMap blossom() {
  InkMap map = empty_map();
  disc(map, 32, 46, 10, 1);
  disc(map, 32, 28, 20, 4);
  disc(map, 32, 30, 4, 6);
  return map;
}

TEST(InkMap, LosesSpecksAndStrayPiecesAndKeepsWhatLiesClose) {
  InkMap map = blossom();
  const InkMap whole = map;
  disc(map, 4, 4, 1.5, 3);        // far from the blossom
  map.inks[28 * kSide + 20] = 2;  // a wrong pixel inside
  EXPECT_LT(wholeness(map), 1);
  EXPECT_EQ(cleaned(map), whole);
  EXPECT_EQ(wholeness(whole), 1);
  InkMap near = whole;
  disc(near, 54.5, 28, 1.6, 4);  // a petal's tip that a gap of a pixel cuts off
  EXPECT_EQ(cleaned(near), near);
}

TEST(MotifOf, GivesGreensToLeavesAndTheEyeToTheCentre) {
  const Motif motif = motif_of(blossom(), "blossom", "learnt:blossom:3");
  EXPECT_EQ(motif.name, "learnt:blossom:3");
  EXPECT_EQ(motif.roles, (std::vector<Role>{Role::leaf, Role::main, Role::centre}));
  EXPECT_FLOAT_EQ(std::max(motif.width, motif.height), 1);
  const Raster& raster = motif.raster;
  const std::size_t pixels = static_cast<std::size_t>(raster.width) * raster.height;
  ASSERT_EQ(raster.planes.size(), pixels * (motif.roles.size() + 1));
  for (std::size_t i = 0; i < pixels; ++i) {
    const std::uint8_t alpha = raster.planes[3 * pixels + i];
    const int sum = raster.planes[i] + raster.planes[pixels + i] + raster.planes[2 * pixels + i];
    EXPECT_EQ(sum, alpha > 0 ? 255 : 0);
  }
  EXPECT_EQ(raster.planes[3 * pixels], 0) << "the corner is clear";
  EXPECT_THROW(motif_of(empty_map(), "blossom", "x"), Error);
}

TEST(MotifOf, HoldsWhatGrowsAtItsFoot) {
  InkMap map = empty_map();
  disc(map, 40, 20, 12, 4);
  for (int y = 20; y < 60; ++y) map.inks[static_cast<std::size_t>(y) * kSide + 20 + (60 - y) / 2] = 1;
  const Motif motif = motif_of(map, "sprig", "learnt:sprig:0");
  EXPECT_GT(motif.anchor.y, 0.4F);
  EXPECT_LT(motif.anchor.x, 0) << "the stem leans to the right as it grows";
}

TEST(MotifPack, GivesBackWhatWasWritten) {
  const Folder folder;
  InkMap other = empty_map();
  disc(other, 30, 30, 18, 5);
  write_motif_pack(folder / "pack", {{"blossom", {blossom(), other}}, {"leaf", std::vector<InkMap>(9, other)}});
  const MotifPack pack(folder / "pack");
  EXPECT_EQ(pack.kinds(), (std::vector<std::string>{"blossom", "leaf"}));
  EXPECT_EQ(pack.count("leaf"), 9);
  EXPECT_EQ(pack.count("fern"), 0);
  EXPECT_EQ(pack.map("blossom", 0), blossom());
  EXPECT_EQ(pack.map("blossom", 1), other);
  EXPECT_EQ(pack.map("leaf", 8), other);
  EXPECT_EQ(pack.motif("leaf", 8).name, "learnt:leaf:8");
  EXPECT_THROW(pack.map("leaf", 9), Error);
  EXPECT_THROW(pack.map("fern", 0), Error);
}

TEST(MotifPack, RefusesDamage) {
  const Folder folder;
  write_motif_pack(folder / "pack", {{"blossom", {blossom()}}});
  const std::string list = read_file(folder / "pack/motifs.json");
  const auto with = [&](const std::string& text, const std::string& instead) {
    std::string changed = list;
    changed.replace(changed.find(text), text.size(), instead);
    write_file(folder / "pack/motifs.json", changed);
    return folder / "pack";
  };
  EXPECT_THROW(MotifPack(with("toile-motifs-1", "toile-motifs-9")), Error);
  EXPECT_THROW(MotifPack(with("\"side\":64", "\"side\":0")), Error);
  EXPECT_THROW(MotifPack(with("\"blossom\"", "\"../blossom\"")), Error);
  EXPECT_THROW(MotifPack(with("[40,", "[400,")), Error);
  EXPECT_THROW(MotifPack(with("[40,", "[")), Error);
  EXPECT_THROW(MotifPack(folder / "nowhere"), Error);
  EXPECT_THROW(MotifPack(with("\"side\":64", "\"side\":32")).map("blossom", 0), Error) << "the picture is another";
  write_file(folder / "pack/motifs.json", list);
  image::write_mask(folder / "pack/blossom.png", Mask::filled(8 * kSide, kSide, 37));
  EXPECT_THROW(MotifPack(folder / "pack").map("blossom", 0), Error) << "37 is no ink";
  write_file(folder / "pack/blossom.png", std::string("nothing"));
  EXPECT_THROW(MotifPack(folder / "pack").map("blossom", 0), Error);
}

TEST(LearntMotif, IsKnownByItsName) {
  EXPECT_TRUE(is_learnt_name("learnt:blossom:12"));
  EXPECT_FALSE(is_learnt_name("drawn:daisy:12"));
  for (const char* name : {"learnt:blossom", "learnt:blossom:", "learnt:blossom:x", "learnt:blossom:1234567"}) {
    EXPECT_THROW(learnt_motif_named(name), Error) << name;
  }
}

}  // namespace
}  // namespace toile::compose
