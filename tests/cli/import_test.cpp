#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/checkpoint_file.hpp"
#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;
using testing::HasSubstr;
using testing::StartsWith;

void expect_complaint(const test::Outcome& outcome, int code, const std::string& part) {
  EXPECT_EQ(outcome.exit_code, code) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr(part));
  EXPECT_THAT(outcome.err, StartsWith("toile: "));
  EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
}

/// The program for somebody whose own data are in `home`.
test::Outcome toile_at(const Folder& home, const std::vector<std::string>& words, const std::string& setup = "") {
  return test::toile(words, "export XDG_DATA_HOME='" + home.path().string() + "'; " + setup);
}

/// A stand-in for the published weights.zip: a zip of one checkpoint.
void write_published(const fs::path& path) {
  const auto [state, storages] = test::state_dict(test::stand_in_unet(), "model.");
  write_file(
      path,
      test::zip_of({{"2020-10-30.pth", test::zip_checkpoint(test::pickle::dict({{"state_dict", state}}), storages)}}));
}

TEST(ModelsImport, MakesThePublishedNetUsableByItsName) {
  const Folder folder;
  const std::string photo = folder / "photo.png", mask = folder / "mask.png";
  Image faint = test::blobs(96, 64);  // at full contrast the stand-in amplifies rounding until anything comes out
  for (std::uint8_t& byte : faint.rgb) byte = static_cast<std::uint8_t>(100 + byte / 6);
  image::write(photo, faint);
  write_published(folder / "weights.zip");

  const auto imported = toile_at(folder, {"models", "import", folder / "weights.zip", "--json"});
  ASSERT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_EQ(Json::parse(imported.out).at("tensors").integer(), 634);
  EXPECT_EQ(Json::parse(imported.out).at("model").string(),
            (folder / "toile/models/Unet_2020-10-30.safetensors").string());

  const Json models = Json::parse(toile_at(folder, {"models", "--json"}).out).at("models");
  EXPECT_TRUE(std::any_of(models.array().begin(), models.array().end(), [](const Json& model) {
    return model.at("name").string() == "Unet_2020-10-30" && model.at("kind").string() == "cloth-unet";
  }));

  const auto done = toile_at(folder, {"segment", photo, "--model", "Unet_2020-10-30", "--json", "-o", mask});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(Json::parse(done.out).at("garments").array().size(), 1U);
  const Mask matte = image::read_mask(mask);
  EXPECT_EQ(matte.width, 96);
  EXPECT_TRUE(std::all_of(matte.cover.begin(), matte.cover.end(), [](int c) { return c == 0 || c == 255; }));
  EXPECT_EQ(
      toile_at(folder, {"segment", photo, "--garment", "all", "--model", "Unet_2020-10-30", "-o", mask}).exit_code, 0);
  expect_complaint(toile_at(folder, {"segment", photo, "--garment", "upper", "--model", "Unet_2020-10-30", "-o", mask}),
                   2, "garment is upper");
}

TEST(ModelsImport, SaysWhatIsWrongInOneSentenceAndWritesNothing) {
  const Folder folder;
  const std::string out = folder / "out.safetensors";
  write_file(folder / "text.pth", "not a checkpoint");
  const auto [state, storages] = test::state_dict({{"a", {1}, {1}}});
  write_file(folder / "other.pth", test::zip_checkpoint(state, storages));
  const std::string call =
      test::pickle::call(test::pickle::global("os", "system"),
                         test::pickle::tuple({test::pickle::text("touch " + (folder / "ran").string())}));
  write_file(folder / "evil.pth", test::zip_checkpoint(call, {}));
  const std::string whole = read_file(folder / "other.pth");
  write_file(folder / "cut.pth", whole.substr(0, whole.size() / 2));

  const auto import = [&](const char* name) {
    return toile_at(folder, {"models", "import", folder / name, "-o", out});
  };
  expect_complaint(import("none.pth"), 1, "can't open");
  expect_complaint(import("text.pth"), 1, "text.pth is not a usable PyTorch checkpoint");
  expect_complaint(import("other.pth"), 1, "other.pth lacks the tensor encoder.conv_stem.weight");
  expect_complaint(import("evil.pth"), 1, "it holds no state dict");
  expect_complaint(import("cut.pth"), 1, "cut short");
  expect_complaint(toile_at(folder, {"models", "import"}), 2, "FILE");
  expect_complaint(
      toile_at(folder, {"segment", folder / "none.png", "--model", "Unet_2020-10-30", "-o", folder / "m.png"}), 1,
      "none.png");
  EXPECT_FALSE(fs::exists(out));
  EXPECT_FALSE(fs::exists(folder / "ran"));
  EXPECT_FALSE(fs::exists(folder / "toile"));
}

TEST(ModelsImport, LeavesTheOldFileAloneWhenTheDiskIsFull) {
  const Folder folder;
  write_published(folder / "weights.zip");
  const std::vector<std::string> words = {"models", "import", folder / "weights.zip", "-o", folder / "out.safetensors"};
  ASSERT_EQ(toile_at(folder, words).exit_code, 0);
  const std::string old = read_file(folder / "out.safetensors");
  expect_complaint(toile_at(folder, words, "ulimit -f 16;"), 1, "can't write");
  EXPECT_TRUE(read_file(folder / "out.safetensors") == old);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 2);
  EXPECT_EQ(toile_at(folder, words).exit_code, 0) << "imported weights are imported anew";
}

TEST(ModelsImport, ReplacesNothingButWeights) {
  const Folder folder;
  write_published(folder / "weights.zip");
  write_file(folder / "thesis.pdf", "years of work");
  expect_complaint(toile_at(folder, {"models", "import", folder / "weights.zip", "-o", folder / "thesis.pdf"}), 1,
                   "thesis.pdf is there and no weights file of Toile's; move it away");
  EXPECT_EQ(read_file(folder / "thesis.pdf"), "years of work");
}

}  // namespace
}  // namespace toile
