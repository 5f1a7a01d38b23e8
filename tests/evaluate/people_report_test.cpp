#include "toile/evaluate/people_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile::evaluate {
namespace {

namespace fs = std::filesystem;

/// Photos of a box of cloth, each of another colour, with a strip of skin above it.
data::LabelledFolder boxes(const fs::path& folder, int count) {
  make_output_folder(folder / "photos");
  make_output_folder(folder / "labels");
  write_file(folder / "labels.tsv", "index\tname\n0\tnull\n1\tskin\n2\tt-shirt\n");
  std::string split = "id\tsplit\n";
  for (int i = 0; i < count; ++i) {
    Image photo = Image::filled(80, 120, {90, 90, 90});
    Mask labels = Mask::filled(80, 120, 0);
    for (int y = 20; y < 110; ++y) {
      for (int x = 25; x < 55; ++x) {
        labels.at(x, y) = y < 35 ? 1 : 2;
        photo.at(x, y)[i % 3] = static_cast<std::uint8_t>(y < 35 ? 230 : 180);
      }
    }
    const std::string id = std::to_string(i);
    image::write(folder / "photos" / (id + ".jpg"), photo);
    image::write_mask(folder / "labels" / (id + ".png"), labels);
    split += id + "\tval\n";
  }
  write_file(folder / "split.tsv", split);
  return data::LabelledFolder::open(folder);
}

TEST(Crowd, KnowsWhoseEachPixelIs) {
  const test::Folder folder;
  const auto labelled = boxes(folder.path() / "photos", 4);
  const Crowd crowd = crowd_of(labelled, labelled.photos(), 1, 3, 7);
  EXPECT_EQ(crowd.people, 3);
  EXPECT_EQ(crowd.photo.width, 80);
  const std::set<std::uint8_t> seen(crowd.who.begin(), crowd.who.end());
  EXPECT_EQ(seen, (std::set<std::uint8_t>{0, 1, 2, 3}));
  for (std::size_t i = 0; i < crowd.who.size(); ++i) {
    ASSERT_TRUE(crowd.who[i] != 0 || crowd.cloth[i] == 0) << "cloth is somebody's";
  }
  EXPECT_GT(std::count(crowd.cloth.begin(), crowd.cloth.end(), 1), 30 * 75) << "more than one of them wears";
  EXPECT_LT(std::count(crowd.cloth.begin(), crowd.cloth.end(), 1),
            std::count_if(crowd.who.begin(), crowd.who.end(), [](auto who) { return who > 0; }))
      << "skin is no cloth";
}

TEST(Crowd, IsTheSameForTheSameSeed) {
  const test::Folder folder;
  const auto labelled = boxes(folder.path() / "photos", 4);
  const auto crowd = [&](std::uint64_t seed) { return crowd_of(labelled, labelled.photos(), 0, 4, seed).photo.rgb; };
  EXPECT_EQ(crowd(1), crowd(1));
  EXPECT_NE(crowd(1), crowd(2));
}

}  // namespace
}  // namespace toile::evaluate
