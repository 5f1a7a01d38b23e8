#include "toile/base/json.hpp"

#include <gtest/gtest.h>

#include "toile/base/error.hpp"

namespace toile {
namespace {

TEST(Json, ComesBackAsItWasWritten) {
  const Json value = Json::Object{{"name", "a \"b\" \\ \n \x01 é"},
                                  {"numbers", Json::Array{0, -1.5, 1e300, 0.1, std::int64_t{1} << 52}},
                                  {"nothing", {}},
                                  {"yes", true},
                                  {"empty", Json::Object{}}};
  EXPECT_EQ(Json::parse(value.dump()), value);
}

TEST(Json, ReadsEscapesAndSurrogatePairs) {
  EXPECT_EQ(Json::parse(R"("\u0041\u00e9\u20ac\ud83d\ude00\/\t")").string(), "Aé€😀/\t");
}

TEST(Json, RefusesWhatIsNotJson) {
  for (const char* text : {"", "{", "[1,]", "{\"a\":}", "{a:1}", "\"abc", "nul", "1 2", "[1 2]", "\"\\x\"", "\"\\u12\"",
                           "\"\\ud800\\u0041\"", "NaN", "1e999", "\"\n\""}) {
    EXPECT_THROW(Json::parse(text), Error) << text;
  }
}

TEST(Json, RefusesToNestWithoutEnd) {
  EXPECT_THROW(Json::parse(std::string(100000, '[')), Error);
}

TEST(Json, NamesTheMemberThatIsMissing) {
  try {
    Json::parse("{\"a\":1}").at("b");
    FAIL();
  } catch (const Error& problem) {
    EXPECT_NE(std::string(problem.what()).find("\"b\""), std::string::npos);
  }
}

TEST(Json, TakesOnlyWholeNumbersForIntegers) {
  EXPECT_EQ(Json::parse("-7").integer(), -7);
  EXPECT_THROW(Json::parse("7.5").integer(), Error);
  EXPECT_THROW(Json::parse("1e30").integer(), Error);
}

}  // namespace
}  // namespace toile
