#include "toile/studio/wardrobe.hpp"

#include <gtest/gtest.h>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/studio/dress.hpp"

namespace toile::studio {
namespace {

TEST(Wardrobe, HasGarmentsWithAPhotoAndAMaskOfOneSize) {
  ASSERT_FALSE(wardrobe().empty());
  for (const Garment& garment : wardrobe()) {
    const Image photo = image::read(garment.photo);
    const Mask mask = image::read_mask(garment.mask);
    EXPECT_EQ(photo.width, mask.width) << garment.name;
    EXPECT_EQ(photo.height, mask.height) << garment.name;
    EXPECT_GT(garment.width_cm, 0) << garment.name;
    EXPECT_EQ(garment_called(garment.name).photo, garment.photo);
    EXPECT_EQ(photo_file("wardrobe:" + garment.name), garment.photo);
  }
}

TEST(Wardrobe, ListsItsGarmentsForAnUnknownOne) {
  try {
    garment_called("crinoline");
    FAIL();
  } catch (const Error& problem) {
    EXPECT_NE(std::string(problem.what()).find("there are " + wardrobe().front().name), std::string::npos);
  }
}

TEST(DressRequest, WantsOnePatternAndASensibleScale) {
  EXPECT_THROW(DressRequest{.photo = "a.jpg"}.check(), Error);
  EXPECT_THROW((DressRequest{.photo = "a.jpg", .pattern = "t.png", .category = "floral"}.check()), Error);
  EXPECT_THROW((DressRequest{.photo = "a.jpg", .pattern = "t.png", .placement = {.scale = -1}}.check()), Error);
  EXPECT_NO_THROW((DressRequest{.photo = "a.jpg", .pattern = "t.png"}.check()));
}

}  // namespace
}  // namespace toile::studio
