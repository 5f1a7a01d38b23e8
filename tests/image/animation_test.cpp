#include "toile/image/animation.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/pictures.hpp"
#include "toile/image/file.hpp"

namespace toile::image {
namespace {

/// Blocks of an animated GIF that say how long a frame is shown, in hundredths of a second.
std::vector<int> delays_of(const std::string& gif) {
  std::vector<int> delays;
  const std::string mark("\x21\xf9\x04", 3);
  for (std::size_t at = gif.find(mark); at != std::string::npos; at = gif.find(mark, at + 1)) {
    delays.push_back(static_cast<unsigned char>(gif[at + 4]) + 256 * static_cast<unsigned char>(gif[at + 5]));
  }
  return delays;
}

TEST(Animation, ShowsEachFrameForItsTimeAndBeginsWithTheFirst) {
  const Image red = Image::filled(40, 30, {200, 30, 30}), blue = Image::filled(40, 30, {30, 30, 200});
  const std::string gif = animated_gif({red, blue, red}, 700);
  EXPECT_EQ(delays_of(gif), (std::vector<int>{70, 70, 70}));
  const Image first = decode(gif, "it");
  EXPECT_EQ(first.width, 40);
  EXPECT_EQ(first.height, 30);
  EXPECT_NEAR(first.at(20, 15)[0], 200, 4);
}

TEST(Animation, RefusesWhatIsNone) {
  EXPECT_THROW(animated_gif({}, 500), std::invalid_argument);
  EXPECT_THROW(animated_gif({Image::filled(4, 4, {0, 0, 0}), Image::filled(5, 4, {0, 0, 0})}, 500),
               std::invalid_argument);
}

}  // namespace
}  // namespace toile::image
