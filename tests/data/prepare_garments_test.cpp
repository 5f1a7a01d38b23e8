#include "toile/data/prepare_garments.hpp"

#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/garment_groups.hpp"
#include "toile/base/pack.hpp"
#include "toile/image/file.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;
using test::Folder;

const GarmentPackOptions kSmall{.height = 64, .width = 32};  // planes of 128 x 64

/// Two photos of 40 x 40: the left half "shirt", the right half background.
void write_sample(const fs::path& folder) {
  fs::create_directories(folder / "photos");
  fs::create_directories(folder / "labels");
  write_file(folder / "labels.tsv", "index\tname\n0\tnull\n38\tshirt\n");
  write_file(folder / "split.tsv", "id\tsplit\n0001\ttrain\n0002\tval\n");
  Mask values = Mask::filled(40, 40, 0);
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 20; ++x) values.at(x, y) = 38;
  }
  for (const char* id : {"0001", "0002"}) {
    image::write(folder / "photos" / (std::string(id) + ".jpg"), Image::filled(40, 40, {200, 100, 50}));
    image::write_mask(folder / "labels" / (std::string(id) + ".png"), values);
  }
}

TEST(PrepareGarments, PicksLabelsAndIgnoresTheBorder) {
  const Folder folder;
  write_sample(folder.path());
  const auto summary = prepare_garments(folder.path(), folder / "a.pack", kSmall, no_progress);
  EXPECT_EQ(summary.train, 1U);
  EXPECT_EQ(summary.val, 1U);
  const Pack pack(folder / "a.pack", "garment-labels");
  const auto planes = pack.planes(0);
  const auto label = [&](int x, int y) {
    return planes[std::size_t{3} * 128 * 64 + static_cast<std::size_t>(y) * 64 + x];
  };
  EXPECT_EQ(label(5, 0), kIgnoredLabel);  // a square photo leaves a border above
  EXPECT_EQ(label(10, 64), static_cast<int>(GarmentLabel::upper));
  EXPECT_EQ(label(50, 64), static_cast<int>(GarmentLabel::background));
  EXPECT_NEAR(planes[64 * 64 + 20], 200, 6);
}

TEST(PrepareGarments, SaysWhatIsWrongWithAFolder) {
  const auto complaint = [](const auto& spoil) -> std::string {
    const Folder folder;
    write_sample(folder.path());
    spoil(folder.path());
    try {
      prepare_garments(folder.path(), folder / "a.pack", kSmall, no_progress);
    } catch (const Error& problem) {
      EXPECT_FALSE(fs::exists(folder / "a.pack"));
      return problem.what();
    }
    return "";
  };
  EXPECT_NE(complaint([](const fs::path& f) { fs::remove(f / "split.tsv"); }).find("split.tsv"), std::string::npos);
  EXPECT_NE(complaint([](const fs::path& f) { write_file(f / "labels.tsv", "index\tname\n1\ttoga\n"); }).find("toga"),
            std::string::npos);
  EXPECT_NE(complaint([](const fs::path& f) { write_file(f / "split.tsv", "id\tsplit\n0001\ttest\n"); }).find("test"),
            std::string::npos);
  EXPECT_NE(complaint([](const fs::path& f) {
              image::write_mask(f / "labels/0001.png", Mask::filled(9, 9, 0));
            }).find("another size"),
            std::string::npos);
}

TEST(PrepareGarments, LeavesOutWhatItCanNotUseAndSaysWhy) {
  const Folder folder;
  write_sample(folder.path());
  fs::remove(folder / "photos/0002.jpg");
  const auto summary = prepare_garments(folder.path(), folder / "a.pack", kSmall, no_progress);
  ASSERT_EQ(summary.left_out.size(), 1U);
  EXPECT_NE(summary.left_out[0].find("0002.jpg"), std::string::npos);
  EXPECT_EQ(summary.val, 0U);
  EXPECT_EQ(Pack(folder / "a.pack", "garment-labels").items().size(), 1U);
}

TEST(PrepareGarments, LeavesNoPackWhenStopped) {
  const Folder folder;
  write_sample(folder.path());
  EXPECT_THROW(prepare_garments(folder.path(), folder / "a.pack", kSmall, [](const Progress&) { return false; }),
               Error);
  EXPECT_FALSE(fs::exists(folder / "a.pack"));
}

}  // namespace
}  // namespace toile::data
