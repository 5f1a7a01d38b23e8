#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;

TEST(EvaluateCommand, ComparesDressedGarmentsWithTheirTruthAndShowsThem) {
  const Folder folder;
  const auto outcome = test::toile(
      {"evaluate", "drape", "tests/drape", "--item", "tote", "--start", "grey", "--json", "-o", folder / "sheet.png"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const Json report = Json::parse(outcome.out);
  EXPECT_EQ(report.at("figures").array().size(), 4 * 5U);       // fabrics and methods
  EXPECT_GE(image::read(folder / "sheet.png").width, 7 * 300);  // start, five methods, truth
}

TEST(EvaluateCommand, SaysWhatIsWrongInOneSentence) {
  const Folder folder;
  std::filesystem::create_directories(folder / "swatches/dotted");
  image::write(folder / "swatches/dotted/a.png", Image::filled(64, 64, {200, 30, 30}));
  write_file(folder / "not.npz", "no zip");
  const auto says = [](const std::vector<std::string>& words, const std::string& part) {
    const auto outcome = test::toile(words);
    EXPECT_NE(outcome.exit_code, 0);
    EXPECT_TRUE(outcome.out.empty());
    EXPECT_NE(outcome.err.find(part), std::string::npos) << outcome.err;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
  };
  says({"evaluate"}, "A subcommand is required");
  says({"evaluate", "patterns", folder / "swatches"}, "--backbone");
  says({"evaluate", "patterns", folder / "nowhere", "--backbone", folder / "not.npz"}, "nowhere");
  says({"evaluate", "patterns", folder / "swatches", "--backbone", folder / "not.npz"}, "not.npz");
}

}  // namespace
}  // namespace toile
