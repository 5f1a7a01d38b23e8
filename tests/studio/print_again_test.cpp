#include "toile/studio/print_again.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "toile/models/pattern_generator.hpp"
#include "toile/models/pattern_metadata.hpp"

namespace toile::studio {
namespace {

models::PatternRequest request_of(const std::string& category, std::uint64_t seed) {
  return {.category = category, .size = 128, .seed = seed};
}

Image tile_of(const models::PatternRequest& request) {
  return models::PatternGenerator::open(request.category).make(request).pattern.tile;
}

TEST(PrintAgain, IsTheSameInItsInks) {
  for (const char* category : {"gingham", "tartan", "floral"}) {
    const models::PatternRequest request = request_of(category, 7);
    const Image tile = tile_of(request);
    const auto again = printed_again(models::metadata_of(request, "test"), tile, "the tile");
    ASSERT_TRUE(again) << category;
    EXPECT_EQ(pattern::rendered(again->print).rgb, tile.rgb) << category;
  }
}

TEST(PrintAgain, IsNothingWhereTheRequestGivesAnotherDesignThanThePictureShows) {
  // as a picture that was kept before a program was changed does
  for (const char* category : {"gingham", "tartan", "floral"}) {
    const auto note = models::metadata_of(request_of(category, 7), "test");
    EXPECT_FALSE(printed_again(note, tile_of(request_of(category, 8)), "the tile")) << category;
  }
}

TEST(PrintAgain, ForgivesWhatAnotherMachineRoundsOtherwise) {
  const models::PatternRequest request = request_of("gingham", 7);
  Image tile = tile_of(request);
  for (std::uint8_t& value : tile.rgb) value = static_cast<std::uint8_t>(std::min(255, value + 2));
  EXPECT_TRUE(printed_again(models::metadata_of(request, "test"), tile, "the tile"));
}

}  // namespace
}  // namespace toile::studio
