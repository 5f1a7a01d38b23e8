#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;

/// A folder with two photos, a mask for both and two tiles.
struct Studio {
  Folder folder;
  Studio() {
    for (const char* name : {"a", "b"}) {
      Image photo = Image::filled(96, 120, {190, 185, 180});
      for (int y = 0; y < 120; ++y) std::fill_n(photo.at(40, y), 12, std::uint8_t{120});  // a fold
      image::write(folder / (std::string(name) + ".png"), photo);
    }
    Mask mask = Mask::filled(96, 120, 0);
    for (int y = 20; y < 100; ++y) std::fill_n(&mask.at(20, y), 56, std::uint8_t{255});
    image::write_mask(folder / "mask.png", mask);
    image::write(folder / "red.png", Image::filled(16, 16, {200, 30, 30}));
    image::write(folder / "blue.png", Image::filled(16, 16, {30, 30, 200}));
  }
  std::string operator/(const std::string& name) const { return folder / name; }
};

std::string state_of(const Json& job) {
  return job.at("state").string();
}

TEST(DressCommand, DressesSeveralPhotosInSeveralPatternsAndGoesOnWhereItStopped) {
  const Studio studio;
  const std::vector<std::string> words = {"dress",
                                          studio / "a.png",
                                          studio / "b.png",
                                          "--mask",
                                          studio / "mask.png",
                                          "--pattern",
                                          studio / "red.png",
                                          "--pattern",
                                          studio / "blue.png",
                                          "-o",
                                          studio / "looks",
                                          "--json"};
  const auto first = test::toile(words);
  ASSERT_EQ(first.exit_code, 0) << first.err;
  for (const char* name : {"a_red.jpg", "a_blue.jpg", "b_red.jpg", "b_blue.jpg"}) {
    EXPECT_TRUE(fs::exists(studio / ("looks/" + std::string(name)))) << name;
  }
  fs::remove(studio / "looks/b_red.jpg");
  const Json again = Json::parse(test::toile(words).out);
  const auto& jobs = again.at("jobs").array();
  ASSERT_EQ(jobs.size(), 4U);
  EXPECT_EQ(std::count_if(jobs.begin(), jobs.end(), [](const Json& j) { return state_of(j) == "kept"; }), 3);
  EXPECT_EQ(std::count_if(jobs.begin(), jobs.end(), [](const Json& j) { return state_of(j) == "made"; }), 1);
  EXPECT_TRUE(fs::exists(studio / "looks/b_red.jpg"));
}

TEST(DressCommand, GivesABatchTheBytesOfSingleCalls) {
  const Studio studio;
  const std::string mask = studio / "mask.png", red = studio / "red.png";
  ASSERT_EQ(
      test::toile({"dress", studio / "a.png", "--mask", mask, "--pattern", red, "-o", studio / "one.jpg"}).exit_code,
      0);
  ASSERT_EQ(test::toile({"dress", studio / "a.png", studio / "b.png", "--mask", mask, "--pattern", red, "-o",
                         studio / "looks", "--threads", "3"})
                .exit_code,
            0);
  EXPECT_EQ(read_file(studio / "looks/a_red.jpg"), read_file(studio / "one.jpg"));
}

TEST(DressCommand, FailsAManifestsBrokenLinesAndMakesTheOthers) {
  const Studio studio;
  write_file(
      studio / "list.jsonl",
      "{\"photo\": \"a.png\", \"mask\": \"mask.png\", \"pattern\": \"red.png\", \"output\": \"1.png\"}\n"
      "{\"photo\": \"a.png\", \"mask\": \"mask.png\"\n"
      "\n"
      "{\"photo\": \"b.png\", \"mask\": \"mask.png\", \"pattern\": \"blue.png\", \"scale\": 0, \"output\": \"4.png\"}\n"
      "{\"photo\": \"none.png\", \"mask\": \"mask.png\", \"pattern\": \"blue.png\", \"output\": \"5.png\"}\n"
      "{\"photo\": \"b.png\", \"colour\": \"red\", \"pattern\": \"blue.png\", \"output\": \"6.png\"}\n"
      "{\"photo\": \"wardrobe:tshirt\", \"pattern\": \"blue.png\", \"tile_cm\": 8, \"shift\": [0.5, 0], "
      "\"output\": \"7.png\"}\n");
  const auto done = test::toile({"dress", "--manifest", studio / "list.jsonl"});
  EXPECT_EQ(done.exit_code, 1) << done.err;
  for (const char* made : {"1.png", "7.png"}) EXPECT_TRUE(fs::exists(studio / made)) << made << done.out;
  for (const char* failed : {"4.png", "5.png", "6.png"}) EXPECT_FALSE(fs::exists(studio / failed)) << failed;
  for (const char* line :
       {"failed line 2: ", "failed line 4: scale is 0", "failed line 5: ", "failed line 6: colour is"}) {
    EXPECT_NE(done.out.find(line), std::string::npos) << line << '\n' << done.out;
  }
  EXPECT_EQ(std::count(done.out.begin(), done.out.end(), '\n'), 6) << done.out;
  const auto again = test::toile({"dress", "--manifest", studio / "list.jsonl", "--json"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_EQ(Json::parse(again.out).at("failed").integer(), 4);
  EXPECT_EQ(state_of(Json::parse(again.out).at("jobs").array().front()), "kept");
}

TEST(DressCommand, GivesEveryResultOfABatchANameOfItsOwn) {
  const Studio studio;
  for (const char* side : {"front", "back", "Side"}) {
    fs::create_directories(studio / side);
    const std::string name = side == std::string("Side") ? "Shirt.png" : "shirt.png";
    fs::copy_file(studio / "a.png", studio / (side + std::string("/") + name));
  }
  fs::copy_file(studio / "red.png", studio / "floral_1.png");
  fs::copy_file(studio / "blue.png", studio / "floral_1_2.png");
  const auto done =
      test::toile({"dress", studio / "front/shirt.png", studio / "back/shirt.png", studio / "Side/Shirt.png", "--mask",
                   studio / "mask.png", "--pattern", studio / "floral_1.png", "--pattern", studio / "floral_1_2.png",
                   "-o", studio / "looks", "--json"});
  ASSERT_EQ(done.exit_code, 0) << done.out;
  std::set<std::string> names;
  const Json report = Json::parse(done.out);
  for (const Json& job : report.at("jobs").array()) {
    std::string name = job.at("output").string();
    EXPECT_TRUE(fs::exists(name)) << name;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    names.insert(name);
  }
  EXPECT_EQ(names.size(), 6U) << done.out;
}

TEST(DressCommand, KeepsNothingButTheFinishedResultOfTheSameRequest) {
  const Studio studio;
  const auto states = [&](const std::string& tile, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {
        "dress", studio / "a.png", studio / "b.png", "--mask", studio / "mask.png", "--pattern", studio / tile,
        "-o",    studio / "looks", "--json"};
    words.insert(words.end(), more.begin(), more.end());
    std::string text;
    const Json report = Json::parse(test::toile(words).out);
    for (const Json& job : report.at("jobs").array()) {
      text += state_of(job) + " " + fs::path(job.at("output").string()).filename().string() + " ";
    }
    return text;
  };
  EXPECT_EQ(states("red.png"), "made a_red.jpg made b_red.jpg ");
  EXPECT_EQ(states("red.png"), "kept a_red.jpg kept b_red.jpg ");
  const std::string whole = read_file(studio / "looks/a_red.jpg");
  write_file(studio / "looks/a_red.jpg", "");
  write_file(studio / "looks/b_red.jpg", read_file(studio / "looks/b_red.jpg").substr(0, 500));
  EXPECT_EQ(states("red.png"), "made a_red.jpg made b_red.jpg ") << "empty and damaged";
  EXPECT_EQ(read_file(studio / "looks/a_red.jpg"), whole);
  EXPECT_EQ(states("red.png", {"--angle", "30"}), "made a_red_2.jpg made b_red_2.jpg ") << "another request";
  EXPECT_EQ(read_file(studio / "looks/a_red.jpg"), whole);
  EXPECT_EQ(states("red.png", {"--angle", "30"}), "kept a_red_2.jpg kept b_red_2.jpg ");
  fs::create_directories(studio / "other");
  fs::copy_file(studio / "blue.png", studio / "other/red.png");
  EXPECT_EQ(states("other/red.png"), "made a_red_3.jpg made b_red_3.jpg ") << "another tile of that name";
  write_file(studio / "looks/a_blue.jpg", "somebody's own");
  fs::create_directories(studio / "looks/b_blue.jpg");
  EXPECT_EQ(states("blue.png"), "made a_blue_2.jpg made b_blue_2.jpg ");
  EXPECT_EQ(read_file(studio / "looks/a_blue.jpg"), "somebody's own");
  EXPECT_EQ(states("red.png", {"--again"}), "made a_red.jpg made b_red.jpg ");
}

TEST(DressCommand, SaysWhatLiesWhereALineOfAManifestGoes) {
  const Studio studio;
  const auto run = [&](const std::string& more, const std::vector<std::string>& options = {}) {
    write_file(studio / "list.jsonl",
               R"({"photo": "a.png", "mask": "mask.png", "pattern": "red.png", "output": "o.jpg")" + more + "}\n");
    std::vector<std::string> words = {"dress", "--manifest", studio / "list.jsonl"};
    words.insert(words.end(), options.begin(), options.end());
    return test::toile(words).out;
  };
  EXPECT_NE(run("").find("made "), std::string::npos);
  EXPECT_NE(run("").find("kept "), std::string::npos);
  EXPECT_NE(run(", \"angle\": 9").find("replaces what was made there by another request"), std::string::npos);
  image::write(studio / "o.jpg", Image::filled(20, 20, {1, 2, 3}));
  const std::string own = read_file(studio / "o.jpg");
  EXPECT_NE(run("").find("move it away"), std::string::npos);
  EXPECT_EQ(read_file(studio / "o.jpg"), own);
  EXPECT_NE(run("", {"--again"}).find("made "), std::string::npos);
  fs::remove(studio / "o.jpg");
  fs::create_directories(studio / "o.jpg");
  EXPECT_NE(run("").find("failed "), std::string::npos);
}

TEST(DressCommand, LetsNoItemOfABatchSpoilTheOthers) {
  const Studio studio;
  fs::create_symlink("nowhere.png", studio / "link.png");
  fs::create_directories(studio / "folder.png");
  const std::string rest = R"("mask": "mask.png", "pattern": "red.png", "output": ")";
  std::string lines = R"({"photo": "a.png", )" + rest + std::string(300, 'z') + ".jpg\"}\n";
  lines += R"({"photo": "link.png", )" + rest + "link.jpg\"}\n";
  lines += R"({"photo": "folder.png", )" + rest + "folder.jpg\"}\n";
  lines += R"({"photo": "a.png", )" + rest + "no/such/folder/o.jpg\"}\n";
  lines += R"({"photo": "wardrobe:none", )" + rest + "w.jpg\"}\n";
  lines += "[]\n17\n";
  lines += R"({"photo": 7, "output": "n.jpg", "pattern": "red.png"})"
           "\n";
  lines += R"({"photo": "a.png", )" + rest + "ok.jpg\"}\n";
  write_file(studio / "list.jsonl", lines);
  const auto done = test::toile({"dress", "--manifest", studio / "list.jsonl", "--json"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_EQ(Json::parse(done.out).at("failed").integer(), 8) << done.out;
  EXPECT_EQ(done.out.find("something went wrong inside"), std::string::npos) << done.out;
  EXPECT_TRUE(fs::exists(studio / "ok.jpg"));
}

TEST(DressCommand, CutsNamesThatTwoNamesTogetherMakeTooLong) {
  const Studio studio;
  const std::string photo = std::string(200, 'p') + ".png", tile = std::string(200, 't') + ".png";
  fs::copy_file(studio / "a.png", studio / photo);
  fs::copy_file(studio / "red.png", studio / tile);
  const auto done = test::toile({"dress", studio / photo, studio / "b.png", "--mask", studio / "mask.png", "--pattern",
                                 studio / tile, "-o", studio / "looks"});
  EXPECT_EQ(done.exit_code, 0) << done.out;
}

TEST(DressCommand, SaysWhatIsWrongWithABatch) {
  const Studio studio;
  write_file(studio / "empty.jsonl", "\n");
  const auto complaint = [](const std::vector<std::string>& words) {
    const auto outcome = test::toile(words);
    EXPECT_NE(outcome.exit_code, 0);
    return outcome.err;
  };
  const std::string a = studio / "a.png", b = studio / "b.png", red = studio / "red.png";
  EXPECT_NE(complaint({"dress", "--manifest", studio / "empty.jsonl"}).find("has no lines"), std::string::npos);
  EXPECT_NE(complaint({"dress", "--manifest", studio / "none.jsonl"}).find("none.jsonl"), std::string::npos);
  EXPECT_NE(complaint({"dress", a, "--manifest", studio / "empty.jsonl"}).find("not both"), std::string::npos);
  EXPECT_NE(complaint({"dress", a, b, "-o", studio / "looks"}).find("a pattern is needed"), std::string::npos);
  EXPECT_NE(complaint({"dress", "--pattern", red, "-o", studio / "looks"}).find("a photo is needed"),
            std::string::npos);
  EXPECT_NE(complaint({"dress", a, "--pattern", red}).find("an output is needed"), std::string::npos);
}

}  // namespace
}  // namespace toile
