#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <set>
#include <thread>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;
using ::testing::HasSubstr;

/// Photos that differ, one mask and one tile.
struct Catalogue {
  Folder folder;

  explicit Catalogue(int photos) {
    fs::create_directories(folder / "photos");
    for (int i = 0; i < photos; ++i) {
      const auto level = static_cast<std::uint8_t>(120 + i);
      image::write(folder / photo(i), Image::filled(48, 64, {level, level, level}));
    }
    Mask mask = Mask::filled(48, 64, 0);
    for (int y = 10; y < 50; ++y) std::fill_n(&mask.at(10, y), 28, std::uint8_t{255});
    image::write_mask(folder / "mask.png", mask);
    image::write(folder / "red.png", Image::filled(16, 16, {200, 30, 30}));
    lines = std::vector<std::string>(static_cast<std::size_t>(photos));
    for (int i = 0; i < photos; ++i) lines[static_cast<std::size_t>(i)] = line(i, photo(i));
    write();
  }

  static std::string photo(int i) { return "photos/p" + std::to_string(i) + ".png"; }
  static std::string line(int i, const std::string& photo) {
    return R"({"photo": ")" + photo + R"(", "mask": "mask.png", "pattern": "red.png", "output": "looks/l)" +
           std::to_string(i) + ".png\"}";
  }
  void write() const {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    write_file(folder / "list.jsonl", text);
  }
  std::string results() const { return folder / "results"; }
  std::vector<std::string> call(const std::string& shard, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words = {"dress", "--manifest", folder / "list.jsonl", "--shard", shard, "-o", results()};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  Json report() const { return Json::parse(test::toile({"report", results(), "--json"}).out); }
  std::set<std::string> looks() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(results() + "/looks")) names.insert(entry.path().filename());
    return names;
  }

  std::vector<std::string> lines;
};

std::int64_t count(const Json& report, const char* name) {
  return report.at(name).is_array() ? std::ssize(report.at(name).array()) : report.at(name).integer();
}

TEST(Catalogue, ShardsTogetherMakeWhatOneWorkerMakes) {
  const Catalogue one(10), many(10);
  ASSERT_EQ(test::toile(one.call("1/1")).exit_code, 0);
  for (const char* shard : {"3/3", "1/3", "2/3"}) {
    const auto done = test::toile(many.call(shard));
    ASSERT_EQ(done.exit_code, 0) << done.out << done.err;
  }
  EXPECT_EQ(one.looks(), many.looks());
  for (const std::string& name : one.looks()) {
    EXPECT_EQ(read_file(one.results() + "/looks/" + name), read_file(many.results() + "/looks/" + name)) << name;
  }
  const Json report = many.report();
  EXPECT_EQ(count(report, "made"), 10);
  for (const char* nothing : {"kept", "failed", "missing", "twice", "killed"}) EXPECT_EQ(count(report, nothing), 0);
  EXPECT_FALSE(fs::exists(many.results() + "/.toile-lines/1of3")) << "where results are before they get their place";
}

TEST(Catalogue, KeepsWhatIsThereAndMakesWhatIsNot) {
  const Catalogue c(6);
  ASSERT_EQ(test::toile(c.call("1/1")).exit_code, 0);
  fs::remove(c.results() + "/looks/l2.png");
  const auto again = Json::parse(test::toile(c.call("1/2", {"--json"})).out);
  EXPECT_EQ(count(again, "made"), 1);
  EXPECT_EQ(count(again, "kept"), 2);
  image::write(c.folder / Catalogue::photo(1), Image::filled(48, 64, {90, 90, 90}));  // the same name, another photo
  EXPECT_EQ(count(Json::parse(test::toile(c.call("1/2", {"--json"})).out), "made"), 1);
  write_file(c.results() + "/looks/l0.png", "somebody's own");
  const auto refused = test::toile(c.call("1/2"));
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.out, HasSubstr("failed line 1: " + c.results() + "/looks/l0.png is there, and not as a worker"));
  EXPECT_EQ(read_file(c.results() + "/looks/l0.png"), "somebody's own");
  EXPECT_EQ(test::toile(c.call("1/2", {"--again"})).exit_code, 0);
}

TEST(Catalogue, APoisonPhotoFailsAloneAndIsRunAgainByItself) {
  Catalogue c(6);
  write_file(c.folder / Catalogue::photo(1), "no picture");
  write_file(c.folder / Catalogue::photo(4), "no picture either");
  fs::remove(c.folder / Catalogue::photo(5));
  for (const char* shard : {"1/2", "2/2"}) EXPECT_EQ(test::toile(c.call(shard)).exit_code, 1);
  Json report = c.report();
  EXPECT_EQ(count(report, "made"), 3);
  EXPECT_EQ(count(report, "failed"), 3);
  EXPECT_EQ(report.at("reasons").object().size(), 2U) << report.dump();  // names don't count
  EXPECT_EQ(report.at("failed").array().at(0).at("line").integer(), 2);

  for (const int i : {1, 4, 5}) image::write(c.folder / Catalogue::photo(i), Image::filled(48, 64, {99, 99, 99}));
  fs::create_directories(c.folder / "elsewhere");
  const std::string rest = c.folder / "elsewhere/rest.jsonl";
  EXPECT_EQ(test::toile({"report", c.results(), "--failed", rest}).exit_code, 1);
  const auto again = test::toile({"dress", "--manifest", rest, "-o", c.results(), "--json"});
  ASSERT_EQ(again.exit_code, 0) << again.out << again.err;
  EXPECT_EQ(count(Json::parse(again.out), "made"), 3);
  report = c.report();
  EXPECT_EQ(count(report, "made"), 6);
  EXPECT_EQ(count(report, "failed"), 0);
  EXPECT_EQ(c.looks().size(), 6U);
}

TEST(Catalogue, GoesOnAfterAWorkerWasKilled) {
  const Catalogue c(40);
  const auto killed =
      test::toile_interrupted(c.call("1/1", {"--threads", "2"}), SIGKILL, 0, c.results() + "/looks/l9.png");
  EXPECT_EQ(killed.exit_code, 128 + SIGKILL);
  EXPECT_GT(count(c.report(), "missing"), 0);
  ASSERT_EQ(test::toile(c.call("1/1")).exit_code, 0);
  const Json report = c.report();
  EXPECT_EQ(count(report, "made") + count(report, "kept"), 40);
  EXPECT_EQ(count(report, "missing"), 0);
  EXPECT_EQ(count(report, "twice"), 0);
  EXPECT_EQ(c.looks().size(), 40U);
}

TEST(Catalogue, GivesUpWhatKillsItsWorkerAfterThreeTimes) {
  const Catalogue c(3);
  ASSERT_EQ(test::toile(c.call("1/1")).exit_code, 0);
  // What a worker leaves that was killed while it made line 2.
  std::string of;
  for (const auto& entry : fs::directory_iterator(c.results() + "/.toile-lines")) {
    const std::string text = read_file(entry.path());
    const auto at = text.find(R"("line":2,"begun":)");
    if (at != std::string::npos) of = text.substr(at + 18, 64);
  }
  ASSERT_EQ(of.size(), 64U);
  const std::string file = c.results() + "/.toile-lines/";
  std::string head;
  for (const auto& entry : fs::directory_iterator(file))
    head = read_file(entry.path()).substr(0, read_file(entry.path()).find('\n'));
  for (const char* name : {"a", "b", "c"}) {
    Json own = Json::parse(head);
    own.set("worker", name);
    write_file(file + name + ".jsonl", own.dump() + "\n" + R"({"line":2,"begun":")" + of + "\"}\n");
  }
  fs::remove(c.results() + "/looks/l1.png");
  const auto done = test::toile(c.call("1/1"));
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, HasSubstr("failed line 2: the program ended 3 times while it worked on this"));
  EXPECT_EQ(test::toile(c.call("1/1", {"--again"})).exit_code, 0);
}

TEST(Catalogue, WaitsForAFolderThatGoesAway) {
  const Catalogue c(60);
  std::jthread thief([&] {
    while (!fs::exists(c.results() + "/looks/l3.png")) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    fs::rename(c.results(), c.results() + ".away");
    std::this_thread::sleep_for(std::chrono::seconds(3));
    fs::rename(c.results() + ".away", c.results());
  });
  const auto done = test::toile(c.call("1/1", {"--threads", "2"}));
  EXPECT_EQ(done.exit_code, 0) << done.out << done.err;
  const Json report = c.report();
  EXPECT_EQ(count(report, "made"), 60) << report.dump();
  EXPECT_EQ(count(report, "twice"), 0);
}

TEST(Catalogue, EndsWithItsOwnCodeWhenTheFolderStaysAway) {
  const Catalogue c(60);
  std::jthread thief([&] {
    while (!fs::exists(c.results() + "/looks/l3.png")) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    fs::rename(c.results(), c.results() + ".away");
  });
  const auto done = test::toile(c.call("1/1", {"--patience", "0.5"}));
  EXPECT_EQ(done.exit_code, 75) << done.out << done.err;
  EXPECT_THAT(done.err, HasSubstr("has been gone for 0.5 s; the same call goes on where it stopped"));
}

TEST(Catalogue, RefusesAManifestThatChangedBetweenShards) {
  Catalogue c(4);
  ASSERT_EQ(test::toile(c.call("1/2")).exit_code, 0);
  c.lines.push_back(Catalogue::line(9, Catalogue::photo(0)));
  c.write();
  const auto refused = test::toile(c.call("2/2"));
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("holds results of another manifest, or of other options"));
  ASSERT_EQ(test::toile(c.call("1/2", {"--changed"})).exit_code, 0);
  ASSERT_EQ(test::toile(c.call("2/2")).exit_code, 0) << "what was taken once is what counts";
  const Json report = c.report();
  EXPECT_EQ(count(report, "lines"), 5);
  EXPECT_EQ(count(report, "made") + count(report, "kept"), 5);
  EXPECT_EQ(test::toile(c.call("2/2", {"--angle", "30"})).exit_code, 2);
}

TEST(Catalogue, RunsEveryLineCommand) {
  const Catalogue c(1);
  const auto run = [&](const std::string& command, const std::string& line) {
    write_file(c.folder / "one.jsonl", line + "\n");
    const auto done =
        test::toile({command, "--manifest", c.folder / "one.jsonl", "-o", c.folder / (command + "_results")});
    EXPECT_EQ(done.exit_code, 0) << done.out << done.err;
  };
  run("segment", R"({"photo": "wardrobe:tshirt", "garment": "upper", "output": "m/a.png", "cut_out": "c/a.png"})");
  EXPECT_TRUE(fs::exists(c.folder / "segment_results/m/a.png"));
  EXPECT_TRUE(fs::exists(c.folder / "segment_results/c/a.png"));
  run("repeat", R"({"pattern": "red.png", "size": "4x4cm", "tile": "2cm", "dpi": 60, "output": "sheet.png"})");
  EXPECT_TRUE(fs::exists(c.folder / "repeat_results/sheet.png"));
  run("separate", R"({"pattern": "red.png", "files": ["svg", "gpl"], "output": "red"})");
  EXPECT_TRUE(fs::exists(c.folder / "separate_results/red/red.svg"));
  run("dress",
      R"({"photo": "wardrobe:tshirt", "category": "tartan", "seed": 3, "shift": [0.5, -0.25], "output": "l.jpg"})");
  EXPECT_TRUE(fs::exists(c.folder / "dress_results/l.jpg"));
}

TEST(Catalogue, SaysWhatIsWrongWithALine) {
  Catalogue c(1);
  c.lines = {"{",
             "[1]",
             R"({"photo": "a.png"})",
             Catalogue::line(0, Catalogue::photo(0)),
             Catalogue::line(0, Catalogue::photo(0)),
             R"({"photo": "photos/p0.png", "pattern": "red.png", "output": "../out.png"})",
             R"({"photo": "photos/p0.png", "pattern": "red.png", "colour": 1, "output": "o.png"})",
             R"({"photo": "photos/p0.png", "pattern": "red.png", "scale": "big", "output": "p.png"})",
             R"({"photo": "photos/p0.png", "mask": "mask.png", "pattern": "red.png", "output": "q.txt"})"};
  c.write();
  const auto done = test::toile(c.call("1/1"));
  EXPECT_EQ(done.exit_code, 1);
  for (const char* text :
       {"line 1: ", "line 2: ", "line 3: output is missing", "line 5: looks/l0.png is the output of line 4 too",
        "line 6: output is ../out.png; it must be a name below", "line 7: colour is not known",
        "line 8: ", "line 9: ", "1 made, 0 kept, 8 failed"}) {
    EXPECT_THAT(done.out, HasSubstr(text));
  }
  const auto complaint = [](const std::vector<std::string>& words, const std::string& setup = "") {
    const auto outcome = test::toile(words, setup);
    EXPECT_NE(outcome.exit_code, 0);
    return outcome.err;
  };
  EXPECT_THAT(complaint(c.call("3/2")), HasSubstr("the shard is 3; it must be from 1 to 2"));
  EXPECT_THAT(complaint({"report", c.folder / "photos"}), HasSubstr("holds no results of a catalogue"));
  EXPECT_THAT(complaint({"segment", "--manifest", c.folder / "list.jsonl"}), HasSubstr("-o"));
  EXPECT_THAT(complaint({"segment", "-o", "x.png"}), HasSubstr("PHOTO is required, or --manifest"));
  EXPECT_THAT(complaint({"dress", "--manifest", c.folder / "list.jsonl", "-o", c.results()}, "JOB_COMPLETION_INDEX=3"),
              HasSubstr("TOILE_SHARDS"));
}

}  // namespace
}  // namespace toile
