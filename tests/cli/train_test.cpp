#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/train/sample_pack.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;

std::vector<std::string> train_words(const Folder& folder, const std::string& run, const std::string& epochs) {
  return {"train",
          folder / "a.pack",
          "-o",
          folder / run,
          "-c",
          "dots",
          "--size",
          "16",
          "--latent",
          "8",
          "--generator-width",
          "8",
          "--discriminator-width",
          "8",
          "--batch",
          "4",
          "--epochs",
          epochs,
          "--checkpoint-minutes",
          "0",
          "--threads",
          "1",
          "--device",
          "cpu"};
}

std::vector<std::string> with(std::vector<std::string> words, const std::string& more) {
  words.push_back(more);
  return words;
}

std::int64_t lines_of(const fs::path& file) {
  const std::string text = read_file(file);
  return std::count(text.begin(), text.end(), '\n');
}

TEST(TrainCommand, KilledInMidEpochEndsWithTheWeightsOfARunThatWasNeverKilled) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 10, 24);
  ASSERT_EQ(test::toile(train_words(folder, "whole", "120")).exit_code, 0);

  const auto killed = test::toile_interrupted(train_words(folder, "killed", "120"), SIGKILL, 0.3,
                                              folder / "killed/dots/checkpoint.safetensors");
  ASSERT_EQ(killed.exit_code, 128 + SIGKILL) << "the run must not have ended before it was killed";
  ASSERT_TRUE(fs::exists(folder / "killed" / "dots" / "checkpoint.safetensors"));
  const auto resumed = test::toile(with(train_words(folder, "killed", "120"), "--resume"));
  ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
  for (const char* file : {"generator.safetensors", "steps.csv", "epochs.csv"}) {
    EXPECT_EQ(read_file(folder / "whole" / "dots" / file), read_file(folder / "killed" / "dots" / file)) << file;
  }
}

TEST(TrainCommand, StopsInOrderAtCtrlCAndGoesOn) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 10, 24);
  const auto stopped = test::toile_interrupted(train_words(folder, "run", "100000"), SIGINT, 1.5);
  EXPECT_EQ(stopped.exit_code, 130);
  EXPECT_NE(stopped.err.find("--resume"), std::string::npos) << stopped.err;
  const std::int64_t before = lines_of(folder / "run" / "dots" / "epochs.csv");
  fs::remove(folder / "run/dots/epochs.csv");  // written anew, with what went before, at the next checkpoint
  const auto resumed = test::toile_interrupted(with(train_words(folder, "run", "100000"), "--resume"), SIGINT, 0.2,
                                               folder / "run/dots/epochs.csv");
  EXPECT_EQ(resumed.exit_code, 130);
  EXPECT_GT(lines_of(folder / "run" / "dots" / "epochs.csv"), before);
}

TEST(TrainCommand, ReportsItsRunsAsOneJsonObjectAndLeavesPictures) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 4, 24);
  const auto done = test::toile(with(train_words(folder, "run", "2"), "--json"));
  ASSERT_EQ(done.exit_code, 0) << done.err;
  const Json runs = Json::parse(done.out).at("runs");
  EXPECT_EQ(runs.array().at(0).at("steps").integer(), 2);
  for (const char* file :
       {"curves.png", "samples/epoch_00002.png", "steps.csv", "epochs.csv", "generator.safetensors"}) {
    EXPECT_TRUE(fs::exists(folder / "run" / "dots" / file)) << file;
  }
}

TEST(TrainCommand, SaysWhatIsWrongInOneSentence) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 4, 24);
  write_file(folder / "text.pack", "not a pack");
  const auto says = [](const std::vector<std::string>& words, int code, const std::string& part) {
    const auto outcome = test::toile(words);
    EXPECT_EQ(outcome.exit_code, code) << outcome.err;
    EXPECT_NE(outcome.err.find(part), std::string::npos) << outcome.err;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
  };
  says({"train", folder / "none.pack", "-o", folder / "r"}, 1, "can't open");
  says({"train", folder / "text.pack", "-o", folder / "r"}, 1, "not a usable pack");
  says({"train", folder / "a.pack", "-o", folder / "r", "--size", "100"}, 2, "4*2^k or 7*2^k");
  says({"train", folder / "a.pack", "-o", folder / "r", "-c", "tweed"}, 1, "it has dots, stripes");
  says({"train", folder / "a.pack", "-o", folder / "text.pack"}, 1, "can't write into the folder");
  EXPECT_FALSE(fs::exists(folder / "r"));
}

}  // namespace
}  // namespace toile
