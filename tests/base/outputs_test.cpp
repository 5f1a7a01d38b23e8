#include "toile/base/outputs.hpp"

#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;

TEST(Outputs, KnowAnInputUnderEveryNameItHas) {
  const test::Folder folder;
  write_file(folder / "tile.png", "a tile");
  fs::create_symlink("tile.png", folder / "link.png");
  fs::create_hard_link(folder / "tile.png", folder / "twin.png");
  fs::create_directory_symlink(folder.path(), folder / "here");
  Outputs outputs;
  outputs.reads(folder / "link.png");
  for (const char* name : {"tile.png", "./tile.png", "link.png", "twin.png", "here/tile.png"}) {
    EXPECT_NE(outputs.problem_of(folder / name).find("is read too"), std::string::npos) << name;
    EXPECT_THROW(outputs.writes(folder / name), Error) << name;
  }
  outputs.writes(folder / "other.png");
  EXPECT_NE(outputs.problem_of(folder / "./other.png").find("written twice"), std::string::npos);
}

TEST(Outputs, KnowThatALinkLeadsToWhatIsNotThereYet) {
  const test::Folder folder;
  fs::create_symlink("new.png", folder / "link.png");
  Outputs outputs;
  outputs.writes(folder / "new.png");
  EXPECT_NE(outputs.problem_of(folder / "link.png"), "");
  EXPECT_EQ(outputs.problem_of(folder / "no/folder/new.png"), "");
}

TEST(Outputs, PassOverWhatIsNotGiven) {
  Outputs outputs;
  outputs.reads("");
  outputs.writes("");
  outputs.writes("");
}

}  // namespace
}  // namespace toile
