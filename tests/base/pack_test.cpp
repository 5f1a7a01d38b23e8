#include "toile/base/pack.hpp"

#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"

namespace toile {
namespace {

using test::Folder;

const PackLayout kLayout{.kind = "swatches", .channels = 3, .height = 2, .width = 4, .groups = {"dots", "stripes"}};

void write_sample(const std::filesystem::path& path) {
  PackWriter writer(path, kLayout, {{1, "stripes/a.png"}, {0, "dots/b.png"}});
  writer.add(std::vector<std::uint8_t>(24, 7));
  writer.add(std::vector<std::uint8_t>(24, 9));
  writer.finish();
}

TEST(Pack, ComesBackAsItWasWritten) {
  const Folder folder;
  write_sample(folder / "a.pack");
  const Pack pack(folder / "a.pack", "swatches");
  EXPECT_EQ(pack.layout().groups, kLayout.groups);
  ASSERT_EQ(pack.items().size(), 2U);
  EXPECT_EQ(pack.items()[0].source, "stripes/a.png");
  EXPECT_EQ(pack.planes(1).front(), 9);
  EXPECT_EQ(pack.items_of("stripes"), std::vector<std::size_t>{0});
}

TEST(Pack, KeepsThePaletteOfAnItem) {
  const Folder folder;
  const std::vector<std::array<std::uint8_t, 3>> palette = {{0, 127, 255}, {10, 171, 16}};
  {
    PackWriter writer(folder / "a.pack", {.kind = "motifs", .channels = 1, .height = 2, .width = 2, .groups = {"leaf"}},
                      {{0, "leaf/a.png", palette}, {0, "leaf/b.png"}});
    writer.add(std::vector<std::uint8_t>(4, 1));
    writer.add(std::vector<std::uint8_t>(4, 0));
    writer.finish();
  }
  const Pack pack(folder / "a.pack", "motifs");
  EXPECT_EQ(pack.items()[0].palette, palette);
  EXPECT_TRUE(pack.items()[1].palette.empty());

  const std::string whole = read_file(folder / "a.pack");
  for (const char* damaged : {"007fff0aab1g", "007FFF0aab10"}) {
    std::string bytes = whole;
    bytes.replace(bytes.find("007fff0aab10"), 12, damaged);
    write_file(folder / "b.pack", bytes);
    EXPECT_THROW(Pack(folder / "b.pack", "motifs"), Error) << damaged;
  }
}

TEST(Pack, IsNotThereUntilItIsFinished) {
  const Folder folder;
  {
    PackWriter writer(folder / "a.pack", kLayout, {{0, "x"}});
    writer.add(std::vector<std::uint8_t>(24, 7));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Pack, RefusesFilesThatAreNotPacksOrAreCutShort) {
  const Folder folder;
  write_sample(folder / "a.pack");
  const std::string whole = read_file(folder / "a.pack");
  for (std::size_t length : {std::size_t{0}, std::size_t{5}, std::size_t{16}, std::size_t{40}, whole.size() - 1}) {
    write_file(folder / "cut.pack", whole.substr(0, length));
    EXPECT_THROW(Pack(folder / "cut.pack", "swatches"), Error) << length;
  }
  EXPECT_THROW(Pack(folder / "a.pack", "garments"), Error);
  std::string endless = whole;
  endless[15] = '\x7f';  // the header's length
  write_file(folder / "endless.pack", endless);
  EXPECT_THROW(Pack(folder / "endless.pack", "swatches"), Error);
}

TEST(Pack, ListsTheCategoriesItHasForOneItHasNot) {
  const Folder folder;
  write_sample(folder / "a.pack");
  try {
    Pack(folder / "a.pack", "swatches").items_of("paisley");
    FAIL();
  } catch (const Error& problem) {
    EXPECT_STREQ(problem.what(), "the pack has no category paisley; it has dots, stripes");
  }
}

}  // namespace
}  // namespace toile
