#include "toile/render/edge.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"
#include "toile/image/colour.hpp"

namespace toile::render {
namespace {

constexpr std::array<std::uint8_t, 3> kGarment = {200, 40, 40}, kGround = {30, 160, 60};

/// A garment on the left, a ground on the right, and four columns where they mix in linear light.
struct Scene {
  Image photo = Image::filled(40, 20, kGround);
  Mask mask = Mask::filled(40, 20, 0);

  Scene() {
    const auto& linear = image::linear_of_srgb();
    for (int y = 0; y < 20; ++y) {
      for (int x = 0; x < 24; ++x) {
        mask.at(x, y) = x < 20 ? 255 : static_cast<std::uint8_t>(204 - 51 * (x - 20));
        const float cover = static_cast<float>(mask.at(x, y)) / 255;
        for (std::size_t c = 0; c < 3; ++c) {
          photo.at(x, y)[c] = image::srgb_of_linear(cover * linear[kGarment[c]] + (1 - cover) * linear[kGround[c]]);
        }
      }
    }
  }
};

TEST(CutOut, BringsNoRimOfTheGroundAlong) {
  const Scene scene;
  const Image out = cut_out(scene.photo, scene.mask);
  EXPECT_EQ(out.alpha, scene.mask.cover);
  for (int x = 0; x < 24; ++x) {
    for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(out.at(x, 10)[c], kGarment[c], 3) << x;
  }
}

TEST(CutOut, RefusesAMaskOfAnotherSize) {
  EXPECT_NE(test::sentence(ErrorKind::usage, [] { cut_out(Scene().photo, Mask::filled(3, 3, 9)); }).find("size"),
            std::string::npos);
}

TEST(WithoutGarmentAtEdges, ShowsTheGroundBehindTheSoftEdge) {
  const Scene scene;
  const Image out = without_garment_at_edges(scene.photo, scene.mask, bounds(scene.mask));
  for (int x = 20; x < 40; ++x) {
    for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(out.at(x, 10)[c], kGround[c], 3) << x;
  }
  EXPECT_EQ(out.at(5, 10)[0], kGarment[0]);
}

}  // namespace
}  // namespace toile::render
