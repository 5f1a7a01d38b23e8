// LibTorch is loaded by what runs a network and by nothing else.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;
using testing::HasSubstr;

struct Watched {
  test::Outcome outcome;
  bool loads_libtorch = false;
};

/// Runs the program and reads what the dynamic loader says of it.
Watched watched(const std::vector<std::string>& words) {
  const Folder folder;
  const std::string log = (folder / "log").string();
  Watched run{.outcome = test::toile(words, "export LD_DEBUG=files LD_DEBUG_OUTPUT=" + log + ";")};
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    if (read_file(entry.path()).find("file=libtorch") != std::string::npos) run.loads_libtorch = true;
  }
  return run;
}

class Quick : public testing::Test {
 protected:
  Quick() { image::write(tile_, test::noise(64, 64)); }

  void expect_quick(const std::vector<std::string>& words, int exit_code) {
    const Watched done = watched(words);
    EXPECT_EQ(done.outcome.exit_code, exit_code) << words[0] << ": " << done.outcome.err;
    EXPECT_FALSE(done.loads_libtorch) << words[0];
  }
  std::string file(const char* name) const { return (folder_ / name).string(); }

  Folder folder_;
  std::string tile_ = file("tile.png");
};

TEST_F(Quick, QuestionsAreAnsweredWithoutLibTorch) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--help"}, {"--version"}, {"generate", "-c", "list"}, {"models"}, {"wardrobe"}}) {
    expect_quick(words, 0);
  }
}

TEST_F(Quick, WhatNeedsNoNetworkIsDoneWithoutLibTorch) {
  expect_quick({"recolour", tile_, "--palette", "#112233,#eeddcc", "-o", file("recoloured.png")}, 0);
  expect_quick({"repeat", tile_, "--size", "8x8cm", "--tile", "4cm", "-o", file("sheet.png")}, 0);
  expect_quick({"dress", "wardrobe:tshirt", "--pattern", tile_, "-o", file("dressed.jpg")}, 0);
}

TEST_F(Quick, MistakesAreToldWithoutLibTorch) {
  expect_quick({"generate", "-c", "nonsense", "-o", file("out")}, 1);
  expect_quick({"generate", "-c", "floral", "--size", "63", "-o", file("out")}, 2);
  expect_quick({"generate", "-c", "zebra", "--model", "patterns/tile", "--mix", "nonsense:0.5", "-o", file("out")}, 1);
  expect_quick({"generate", "-c", "floral", "--device", "abacus", "-o", file("out")}, 2);
  expect_quick({"vary", tile_, "-o", file("out")}, 1);
  expect_quick({"segment", file("nothing.jpg"), "-o", file("mask.png")}, 1);
  expect_quick({"segment", "wardrobe/tshirt/photo.jpg", "--garment", "hat", "-o", file("mask.png")}, 2);
  expect_quick({"dress", file("nothing.jpg"), "-c", "paisley", "-o", file("out.jpg")}, 1);
  expect_quick({"dress", "wardrobe/tshirt/photo.jpg", "--pattern", file("nothing.png"), "-o", file("out.jpg")}, 1);
  expect_quick({"train", file("nothing.pack"), "-o", file("run")}, 1);
  expect_quick({"train-garment", file("nothing"), "-o", file("run")}, 1);
  expect_quick({"models", "import", file("nothing.zip")}, 1);
}

TEST_F(Quick, NetworksAreLoadedWhenTheyAreNeeded) {
  const Watched done =
      watched({"generate", "-c", "zebra", "--model", "patterns/tile", "--size", "64", "-o", file("tiles")});
  EXPECT_EQ(done.outcome.exit_code, 0) << done.outcome.err;
  EXPECT_TRUE(done.loads_libtorch);
}

TEST_F(Quick, WithoutTheirLibraryOneSentenceSaysSo) {
  const Folder elsewhere;
  fs::copy(fs::path(TOILE_PROGRAM).parent_path() / "libtoile_base.so", elsewhere.path());
  const auto said = test::toile({"generate", "-c", "zebra", "--model", "patterns/tile", "-o", file("tiles")},
                                "export LD_LIBRARY_PATH=" + elsewhere.path().string() + ";");
  EXPECT_EQ(said.exit_code, 1);
  EXPECT_THAT(said.err, HasSubstr("toile: the networks can't be opened, is Toile installed whole? "));
  EXPECT_THAT(said.err, HasSubstr("libtoile_models_torch.so"));
}

}  // namespace
}  // namespace toile
