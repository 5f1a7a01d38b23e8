#include "toile/press/mill.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"
#include "tests/press/prints.hpp"

namespace toile::press {
namespace {

Verdict worst(const std::vector<Finding>& findings) {
  Verdict worst = Verdict::fine;
  for (const Finding& finding : findings) worst = std::max(worst, finding.verdict);
  return worst;
}

TEST(Mills, TheShippedOnesAreRead) {
  const auto names = mill_names();
  for (const char* name : {"digital", "flat-screen", "rotary", "spoonflower", "woven-label"}) {
    EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
    EXPECT_EQ(mill_named(name).name, name);
  }
}

TEST(Mills, APrintThatFitsIsFineAndOneThatDoesNotSaysWhatToDo) {
  Print print = blossoms(512);
  print.width_cm = 6.4;  // 203 dpi
  EXPECT_EQ(worst(preflight(print, mill_named("spoonflower"))), Verdict::fine);
  print.width_cm = 40;
  const auto coarse = preflight(print, mill_named("spoonflower"));
  ASSERT_EQ(coarse[0].verdict, Verdict::refusal);
  EXPECT_NE(coarse[0].sentence.find("print it at most 8.6 cm wide, or take a file 2363 pixels wide"), std::string::npos)
      << coarse[0].sentence;
  const auto drawn = preflight(print, mill_named("spoonflower"), 512);
  EXPECT_NE(drawn[0].sentence.find("512 pixels are the most it is drawn in: print it at most 8.6 cm wide"),
            std::string::npos)
      << drawn[0].sentence;
  EXPECT_EQ(drawn[0].sentence.find("a file"), std::string::npos) << "another one would not help";
  EXPECT_EQ(preflight(print, mill_named("spoonflower"), 2363)[0].code, "resolution_best");
}

TEST(Mills, ARotaryRepeatIsFittedToTheCircumference) {
  Print print = blossoms(256);
  print.width_cm = 21;
  const Mill rotary = mill_named("rotary");
  EXPECT_EQ(preflight(print, rotary)[3].verdict, Verdict::refusal);
  print.width_cm = fitted_width_cm(print, rotary);
  EXPECT_EQ(preflight(print, rotary)[3].verdict, Verdict::fine);
  EXPECT_NEAR(print.width_cm, 64.0 / 3, 0.6);
}

TEST(Mills, FineLinesAreWarnedOf) {
  Print print = blossoms(256);
  print.width_cm = 3;  // the stem is 0.7 mm
  Mill mill = mill_named("flat-screen");
  mill.finest_mm = 1.5;
  EXPECT_EQ(preflight(print, mill)[2].verdict, Verdict::warning);
}

TEST(Mills, RefusesBrokenFilesByTheMemberThatIsWrong) {
  EXPECT_NE(test::sentence(ErrorKind::bad_file, [] { read_mill("{\"title\": \"x\"}", "x"); }).find("method"),
            std::string::npos);
  EXPECT_THROW(read_mill("no json", "x"), Error);
  EXPECT_NE(test::sentence(ErrorKind::not_found, [] { mill_named("../etc"); }).find("rotary"), std::string::npos);
}

}  // namespace
}  // namespace toile::press
