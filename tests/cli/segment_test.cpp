#include <gtest/gtest.h>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;

/// A red square on grey, twice: the first is in the mask.
void write_two_squares(const Folder& folder) {
  Image photo = Image::filled(200, 100, {160, 160, 160});
  Mask mask = Mask::filled(200, 100, 0);
  for (int y = 30; y < 70; ++y) {
    for (int x = 30; x < 70; ++x) {
      for (const int left : {0, 100}) {
        photo.at(x + left, y)[0] = 200;
        photo.at(x + left, y)[1] = photo.at(x + left, y)[2] = 30;
      }
      mask.at(x, y) = 255;
    }
  }
  image::write(folder / "photo.png", photo);
  image::write_mask(folder / "mask.png", mask);
}

TEST(SegmentCommand, PutsAMaskRightByHints) {
  const Folder folder;
  write_two_squares(folder);
  const auto done = test::toile({"segment", folder / "photo.png", "--mask", folder / "mask.png", "--add", "150,50",
                                 "--remove", "20,20,60,60", "--json", "-o", folder / "out.png"});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  const Mask out = image::read_mask(folder / "out.png");
  EXPECT_EQ(out.at(50, 50), 0);
  EXPECT_EQ(out.at(150, 50), 255);
  EXPECT_EQ(out.at(135, 35), 255);
  EXPECT_EQ(out.at(100, 50), 0);
}

TEST(SegmentCommand, RefusesHintsThatMakeNoSense) {
  const Folder folder;
  write_two_squares(folder);
  for (const char* hint : {"12", "a,b", "1,2,3", "1,2,0,4", "1,2,", "1,2,3,4,5", "500,20", "1.5,2", ",", ""}) {
    const auto done = test::toile(
        {"segment", folder / "photo.png", "--mask", folder / "mask.png", "--add", hint, "-o", folder / "out.png"});
    EXPECT_EQ(done.exit_code, 2) << hint << done.err;
    EXPECT_TRUE(done.err.starts_with("toile: ")) << done.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "out.png"));
  }
  const auto none =
      test::toile({"segment", folder / "photo.png", "--mask", folder / "mask.png", "-o", folder / "o.png"});
  EXPECT_EQ(none.exit_code, 2) << none.err;
}

}  // namespace
}  // namespace toile
