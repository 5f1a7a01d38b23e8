#include "toile/base/form.hpp"

#include <gmock/gmock.h>

namespace toile {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Form, FitsAWholeTextAndNoPartOfIt) {
  const Form part(R"(\.[0-9]+\.part)");
  EXPECT_TRUE(part.fits(".12.part"));
  EXPECT_FALSE(part.fits(".12.part2"));
  EXPECT_FALSE(part.fits("a.12.part"));
  EXPECT_FALSE(part.fits(""));
}

TEST(Form, TellsItsGroups) {
  const Form move("(drop|brick)-([0-9]+)");
  EXPECT_THAT(move.groups("brick-12"), ElementsAre("brick", "12"));
  EXPECT_THAT(move.groups("brick-"), IsEmpty());
}

}  // namespace
}  // namespace toile
