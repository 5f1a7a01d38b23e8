#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;
using testing::HasSubstr;

TEST(MotifsCommand, ListsKindsAndHands) {
  const auto listed = test::toile({"motifs", "--json"});
  ASSERT_EQ(listed.exit_code, 0) << listed.err;
  const Json all = Json::parse(listed.out);
  EXPECT_GT(all.at("kinds").array().size(), 60U);
  EXPECT_GE(all.at("hands").array().size(), 8U);
  EXPECT_THAT(test::toile({"motifs"}).out, HasSubstr("boteh"));
}

TEST(MotifsCommand, DrawsASheetAndAnExactSvg) {
  const Folder folder;
  const auto sheet = test::toile(
      {"motifs", "--kind", "rose,fern", "-n", "5", "--hand", "linocut", "-o", folder / "sheet.png", "--json"});
  ASSERT_EQ(sheet.exit_code, 0) << sheet.err;
  EXPECT_EQ(Json::parse(sheet.out).at("motifs").array()[5].string(), "drawn:fern:1:linocut");
  const Image picture = image::read(folder / "sheet.png");
  EXPECT_EQ(picture.width, 8 * picture.height / 2);
  const auto one = test::toile({"motifs", "drawn:rose:7:folk", "-o", folder / "rose.svg"});
  ASSERT_EQ(one.exit_code, 0) << one.err;
  EXPECT_THAT(read_file(folder / "rose.svg"), testing::StartsWith("<svg"));
}

TEST(MotifsCommand, NamesWhatIsWrong) {
  const Folder folder;
  const auto refused = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "motifs");
    words.insert(words.end(), {"-o", folder / "sheet.png"});
    const auto outcome = test::toile(words);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_FALSE(std::filesystem::exists(folder / "sheet.png"));
    return outcome.err;
  };
  EXPECT_THAT(refused({"--kind", "unicorn"}), HasSubstr("no drawn motif unicorn"));
  EXPECT_THAT(refused({"--hand", "shaky"}), HasSubstr("linocut"));
  EXPECT_THAT(refused({"rose"}), HasSubstr("drawn:KIND:SEED"));
}

}  // namespace
}  // namespace toile
