#include <gtest/gtest.h>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/models/drawing.hpp"
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

TEST(SegmentCommand, FindsNoGarmentWhereThereIsNone) {
  const Folder folder;
  Image clear = Image::filled(120, 160, {200, 30, 30});
  clear.alpha.assign(clear.pixels(), 0);
  image::write(folder / "clear.png", clear);
  image::write(folder / "wall.png", Image::filled(300, 400, {120, 130, 140}));
  image::write(folder / "pixel.png", Image::filled(1, 1, {120, 130, 140}));
  for (const char* photo : {"clear.png", "wall.png", "pixel.png"}) {
    const auto done = test::toile({"segment", folder / photo, "-o", folder / "out.png"});
    EXPECT_EQ(done.exit_code, 1) << photo;
    EXPECT_NE(done.err.find("no garment was found"), std::string::npos) << photo << done.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "out.png")) << photo;
  }
}

TEST(SegmentCommand, StartsAMaskByAClickWhereNothingIsFound) {
  const Folder folder;
  image::write(folder / "wall.png", Image::filled(300, 400, {255, 255, 255}));
  const auto done = test::toile({"segment", folder / "wall.png", "--add", "150,200", "-o", folder / "out.png"});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(image::read_mask(folder / "out.png").at(150, 200), 255);
  const auto less = test::toile({"segment", folder / "wall.png", "--remove", "150,200", "-o", folder / "less.png"});
  EXPECT_EQ(less.exit_code, 1) << "there is nothing to take away from";
  EXPECT_FALSE(std::filesystem::exists(folder / "less.png"));
}

TEST(SegmentCommand, TakesADrawingsOutlineForTheGarment) {
  const Folder folder;
  image::write(folder / "flat.png", test::outlined_bag(400, 6, {255, 255, 255}, {0, 0, 0}, {255, 255, 255}));
  const auto done = test::toile({"segment", folder / "flat.png", "--json", "-o", folder / "out.png"});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  const Mask out = image::read_mask(folder / "out.png");
  EXPECT_EQ(out.at(200, 200), 255);
  EXPECT_EQ(out.at(5, 5), 0);
  EXPECT_NEAR(Json::parse(done.out).at("garments").array()[0].at("share").number(), test::bag_area(400, 6), 0.01);
}

TEST(SegmentCommand, LeavesNoOldClothInACutOut) {
  const Folder folder;
  Image cut_out = image::read("wardrobe/blouse/photo.jpg");
  cut_out.alpha = image::read_mask("wardrobe/blouse/mask.png").cover;
  image::write(folder / "cut_out.png", cut_out);
  const auto done = test::toile({"segment", folder / "cut_out.png", "-o", folder / "out.png"});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(image::read_mask(folder / "out.png").cover, cut_out.alpha);
}

TEST(SegmentCommand, TakesWhatIsClearInACutOutForNoGarment) {
  const Folder folder;
  Image cut_out = image::read("wardrobe/tshirt/photo.jpg");
  cut_out.alpha = image::read_mask("wardrobe/tshirt/mask.png").cover;
  image::write(folder / "cut_out.png", cut_out);
  const auto done = test::toile({"segment", folder / "cut_out.png", "-o", folder / "out.png"});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  const Mask out = image::read_mask(folder / "out.png");
  std::size_t both = 0, either = 0, beyond = 0;
  for (std::size_t i = 0; i < out.cover.size(); ++i) {
    const bool found = out.cover[i] > 127, truth = cut_out.alpha[i] > 127;
    both += found && truth;
    either += found || truth;
    beyond += out.cover[i] > cut_out.alpha[i];
  }
  EXPECT_GT(static_cast<double>(both), 0.9 * static_cast<double>(either));
  EXPECT_EQ(beyond, 0U);
}

TEST(SegmentCommand, CutsTheGarmentOut) {
  const Folder folder;
  const auto done = test::toile(
      {"segment", "wardrobe:tshirt", "--cut-out", folder / "garment.png", "--json", "-o", folder / "mask.png"});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  const Image garment = image::read(folder / "garment.png");
  EXPECT_EQ(garment.alpha, image::read_mask(folder / "mask.png").cover);
  const auto flat = test::toile({"segment", "wardrobe:tshirt", "--cut-out", folder / "a.jpg", "-o", folder / "b.png"});
  EXPECT_EQ(flat.exit_code, 2);
  EXPECT_NE(flat.err.find("JPEG has no transparency"), std::string::npos) << flat.err;
  EXPECT_FALSE(std::filesystem::exists(folder / "b.png"));
  const auto odd = test::toile({"segment", "wardrobe:tshirt", "--cut-out", folder / "a.JPeg", "-o", folder / "b.png"});
  EXPECT_NE(odd.err.find("JPEG has no transparency"), std::string::npos) << odd.err;
  const auto twice = test::toile({"segment", "wardrobe:tshirt", "--cut-out", folder / "b.png", "-o", folder / "b.png"});
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_NE(twice.err.find("name two files"), std::string::npos) << twice.err;
  EXPECT_FALSE(std::filesystem::exists(folder / "b.png"));
}

}  // namespace
}  // namespace toile
