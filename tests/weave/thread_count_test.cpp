#include "toile/weave/thread_count.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"

namespace toile::weave {
namespace {

std::vector<int> threads(const ThreadCount& count) {
  std::vector<int> numbers;
  for (const Band& band : count.bands) numbers.push_back(band.threads);
  return numbers;
}

ThreadCount read(const std::string& text) {
  return read_thread_count(text, Unmarked::repeats);
}

std::string refusal(const std::string& text) {
  return test::sentence(ErrorKind::usage, [&] { read_thread_count(text, Unmarked::repeats); });
}

TEST(ThreadCount, ReadsColoursAndTheirThreads) {
  const ThreadCount count = read("K4 R24 K24 Y4");
  EXPECT_EQ(threads(count), (std::vector<int>{4, 24, 24, 4}));
  ASSERT_EQ(count.yarns.size(), 3U);
  EXPECT_EQ(count.yarns[1].name, "R");
  EXPECT_EQ(count.bands[2].yarn, 0);
  EXPECT_EQ(count.threads(), 56);
}

TEST(ThreadCount, ReflectsASettThatIsWrittenByItsPivots) {
  const std::vector<int> full = {4, 24, 24, 4, 24, 24};
  EXPECT_EQ(threads(read("/K4 R24 K24 Y4/")), full);
  EXPECT_EQ(threads(read_thread_count("K4 R24 K24 Y4", Unmarked::reflects)), full);
  EXPECT_EQ(threads(read_thread_count("...K4 R24 K24 Y4...", Unmarked::reflects)), (std::vector<int>{4, 24, 24, 4}));
}

TEST(ThreadCount, DoublesPivotsThatAreHalfCounts) {
  EXPECT_EQ(read("K/2 R24 K24 Y/2"), read("/K4 R24 K24 Y4/"));
}

TEST(ThreadCount, KnowsColoursOfOnesOwn) {
  const ThreadCount count = read("#c0ffee:12 lb3");
  EXPECT_EQ(count.yarns[0].colour, (pattern::Rgb{0xc0, 0xff, 0xee}));
  EXPECT_EQ(count.yarns[1].name, "LB");
}

TEST(ThreadCount, ReadsBackWhatItWrites) {
  for (const char* text : {"/K4 R24 K24 Y4/", "#c0ffee:12 LB3", "W1", "K/10 R2 Y/1"}) {
    EXPECT_EQ(read(text_of(read(text))), read(text)) << text;
  }
}

TEST(ThreadCount, SaysAtWhichLetterItCanNotBeRead) {
  EXPECT_NE(refusal("K4 Q24").find("K4 Q24 can't be read at letter 4: Q is no colour"), std::string::npos);
  EXPECT_NE(refusal("K4 R").find("at letter 5: a number of threads from 1 to 1000"), std::string::npos);
  EXPECT_NE(refusal("K4 R0").find("at letter 5"), std::string::npos);
  EXPECT_NE(refusal("K4 R24 ; Y3").find("at letter 8"), std::string::npos);
  EXPECT_NE(refusal("/K4 R24").find("must end with it"), std::string::npos);
  EXPECT_NE(refusal("...K4 R24").find("must end with it"), std::string::npos);
  EXPECT_NE(refusal("K/4 R24 Y4").find("half counts stand at the first and the last"), std::string::npos);
  EXPECT_NE(refusal("").find("at letter 1"), std::string::npos);
  EXPECT_NE(refusal("#c0ffee12").find("#c0ffee:"), std::string::npos);
  EXPECT_NE(refusal("#c0ffxx:12").find("is no colour"), std::string::npos);
  EXPECT_NE(refusal("K99999999999999999999").find("from 1 to 1000"), std::string::npos);
}

TEST(ThreadCount, RefusesSettsWithoutEnd) {
  std::string many;
  for (int i = 0; i < 513; ++i) many += "K1 R1 ";
  EXPECT_NE(refusal(many).find("at most 512 bands"), std::string::npos);
  EXPECT_NE(refusal("K1000 R1000 K1000 R1000 K1000 R1000 K1000 R1000 K1000").find("at most 8192"), std::string::npos);
  EXPECT_NE(refusal("K/600 R2 K/600").find("at most 1000"), std::string::npos);
}

}  // namespace
}  // namespace toile::weave
