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
