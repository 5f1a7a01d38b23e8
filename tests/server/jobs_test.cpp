#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <random>
#include <thread>

#include "apps/server/routes.hpp"
#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/sanitized.hpp"
#include "tests/server/studio.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;
using test::Studio;
using testing::HasSubstr;

constexpr const char* kJson = "application/json";

TEST(StudioJobs, TellOfTheirProgressAsTheyGo) {
  const Folder folder;
  const Studio studio(folder / "data");
  const Json body = Json::Object{{"category", "floral"}, {"count", 4}};
  const auto started = studio.client().Post("/api/patterns", body.dump(), kJson);
  ASSERT_EQ(started->status, 202);
  const std::string job = started->get_header_value("Location");
  const auto stream = studio.client().Get(job + "/events");
  EXPECT_EQ(stream->get_header_value("Content-Type"), "text/event-stream");
  const std::string last = stream->body.substr(stream->body.rfind("data: ") + 6);
  EXPECT_EQ(Json::parse(last.substr(0, last.find('\n'))).at("state").string(), "done");
  const Json end = studio.get(job + "?wait=20");
  EXPECT_EQ(end.at("done").integer(), 4);
  const auto& items = end.at("result").at("items").array();
  for (std::size_t i = 0; i < items.size(); ++i)
    EXPECT_EQ(items[i].at("note").at("index").integer(), static_cast<int>(i));
}

TEST(StudioJobs, ALongOneDoesNotKeepAShortOneWaiting) {
  const Folder folder;
  const Studio studio(folder / "data");
  const std::string pattern = studio.patterns(1)[0];
  const Json sheet = Json::Object{{"width_cm", 140}, {"height_cm", 100}, {"tile_cm", 20}, {"dpi", 200}};
  const Json heavy = studio.post("/api/patterns/" + pattern + "/sheet", sheet, 202);
  studio.patterns(2);
  EXPECT_EQ(studio.get("/api/jobs/" + heavy.at("id").string()).at("state").string(), "running");
  EXPECT_EQ(studio.client().Delete("/api/jobs/" + heavy.at("id").string())->status, 200);
  EXPECT_EQ(studio.finished(heavy).at("state").string(), "cancelled");
}

TEST(StudioJobs, AreRefusedWhenTooManyWaitAndForgottenInTheEnd) {
  const Folder folder;
  const Studio studio(folder / "data");
  const std::string pattern = studio.patterns(1)[0];
  const std::string slow = Json(Json::Object{{"category", "floral"}, {"count", 16}, {"size", 1024}}).dump();
  std::vector<std::string> jobs;
  bool refused = false;
  for (int i = 0; i < 40 && !refused; ++i) {
    const auto answer = studio.client().Post("/api/patterns", slow, kJson);
    refused = answer->status == 429;
    if (!refused) jobs.push_back(answer->get_header_value("Location"));
    EXPECT_EQ(answer->get_header_value("Retry-After"), refused ? "2" : "");
  }
  EXPECT_TRUE(refused);
  EXPECT_LE(jobs.size(), 18U);
  for (const std::string& job : jobs) EXPECT_EQ(studio.client().Delete(job)->status, 200);
  for (const std::string& job : jobs) {
    EXPECT_EQ(studio.finished(studio.get(job)).at("state").string(), "cancelled");
  }
  const std::string quick = "/api/patterns/" + pattern + "/sheet?wait=5";
  const Json sheet = Json::Object{{"width_cm", 1}, {"height_cm", 1}, {"tile_cm", 1}, {"dpi", 20}};
  const Json first = studio.post(quick, sheet);
  for (int i = 0; i < 65; ++i) studio.post(quick, sheet);
  EXPECT_THAT(studio.get("/api/jobs/" + first.at("id").string(), 410).at("error").string(), HasSubstr("forgotten"));
  studio.get(first.at("file").string(), 410);
  EXPECT_LE(std::distance(std::filesystem::directory_iterator(folder / "data" / "sheets"), {}), 65);
}

TEST(StudioJobs, FailInASentence) {
  const Folder folder;
  const Studio studio(folder / "data");
  const Json photo = studio.post_bytes("/api/photos", test::png(Image::filled(200, 200, {200, 200, 200})));
  const Json job = studio.post("/api/photos/" + photo.at("id").string() + "/segment?wait=20", Json::Object{});
  EXPECT_EQ(job.at("state").string(), "failed");
  EXPECT_EQ(job.at("status").integer(), 422);
  EXPECT_THAT(job.at("error").string(), HasSubstr("no garment was found"));
}

TEST(StudioJobs, StartAMaskByAClickWhereNothingWasFound) {
  const Folder folder;
  const Studio studio(folder / "data");
  const Json photo = studio.post_bytes("/api/photos", test::png(Image::filled(200, 200, {200, 200, 200})));
  const std::string own = "/api/photos/" + photo.at("id").string();
  const Json point = Json::Object{{"x", 100}, {"y", 100}, {"add", true}};
  const Json job = studio.post(own + "/refine?wait=20", Json::Object{{"hints", Json::Array{point}}});
  EXPECT_EQ(job.at("state").string(), "done");
  const std::string mask = job.at("result").at("mask").at("files").at("mask").string();
  const auto answer = studio.client().Get(mask);
  ASSERT_TRUE(answer);
  EXPECT_EQ(image::decode_mask(answer->body, "the mask").at(100, 100), 255);
}

TEST(StudioEnd, CtrlCStopsItInTheMiddleOfWork) {
  const Folder folder;
  Studio studio(folder / "data");
  studio.post("/api/patterns", Json::Object{{"category", "floral"}, {"count", 16}, {"size", 1024}}, 202);
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  const auto before = std::chrono::steady_clock::now();
  studio.send(SIGINT);
  EXPECT_EQ(studio.finish(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(15));
}

TEST(StudioEnd, AKilledStudioLosesNothingThatItHasShown) {
  const Folder folder;
  std::vector<std::string> shown;
  const auto all_there = [&](const Studio& studio) {
    for (const std::string& id : shown) {
      const auto tile = studio.client().Get("/api/items/" + id + "/files/tile");
      ASSERT_EQ(tile->status, 200);
      EXPECT_EQ(image::decode(tile->body, id).width, 128);
    }
  };
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    Studio studio(folder / "data");
    all_there(studio);
    const Json body = Json::Object{{"category", "dotted"}, {"count", 16}, {"size", 128}, {"seed", round}};
    const std::string job = "/api/jobs/" + studio.post("/api/patterns", body, 202).at("id").string();
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(100 + random() % 600);
    Json::Array made;
    // every second one is killed in the middle of its work, however slow the machine is
    while (std::chrono::steady_clock::now() < until || (round % 2 == 1 && made.empty())) {
      const Json now = studio.get(job);
      const Json* result = now.find("result");
      if (result && result->is_object()) made = result->at("items").array();
    }
    studio.send(SIGKILL);
    EXPECT_EQ(studio.finish(), 128 + SIGKILL);
    for (const Json& item : made) shown.push_back(item.at("id").string());
  }
  EXPECT_GE(shown.size(), 10U);
  all_there(Studio(folder / "data"));
  std::printf("20 kills, %zu patterns shown before them, all there\n", shown.size());
}

TEST(StudioApi, IsDescribedInFullAndServedAsDescribed) {
  const Folder folder;
  const Studio studio(folder / "data");
  const Json document = studio.get("/api");
  EXPECT_EQ(document.at("openapi").string(), "3.0.3");
  std::set<std::string> described;
  for (const auto& [path, methods] : document.at("paths").object()) {
    for (const auto& [name, operation] : methods.object()) {
      std::string method = name;
      std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) { return std::toupper(c); });
      described.insert(method + " " + path);
      std::string concrete = path;
      for (auto at = concrete.find('{'); at != std::string::npos; at = concrete.find('{')) {
        concrete.replace(at, concrete.find('}') - at + 1, std::string(32, '0'));
      }
      httplib::Request request;
      request.method = method;
      request.path = concrete;
      const auto answer = studio.client().send(request);
      ASSERT_TRUE(answer) << method << " " << path;
      EXPECT_NE(answer->status, 405) << method << " " << path;
      EXPECT_THAT(answer->body, testing::Not(HasSubstr("there is nothing at"))) << method << " " << path;
      EXPECT_LT(answer->status, 500) << method << " " << path << answer->body;
    }
  }
  studio::Session session(folder / "another");
  server::Jobs jobs(server::failure_in_hand);
  server::Desk desk{.session = session, .jobs = jobs, .sheets = folder.path()};
  std::set<std::string> served;
  for (const server::Route& route : server::all_routes(desk)) served.insert(route.method + " " + route.path);
  EXPECT_EQ(served, described);
}

TEST(StudioLoad, SixteenClientsAtOnceGetTheirAnswers) {
  const Folder folder;
  const Studio studio(folder / "data");
  const auto patterns = studio.patterns(2);
  std::atomic<int> errors = 0, answers = 0;
  std::vector<std::jthread> clients;
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(4);
  for (int i = 0; i < 16; ++i) {
    clients.emplace_back([&, i] {
      auto client = studio.client();
      client.set_keep_alive(true);
      const std::string look =
          Json(Json::Object{{"pattern", patterns[i % 2]}, {"photo", "wardrobe:tshirt"}, {"width", 320}}).dump();
      for (int n = i; std::chrono::steady_clock::now() < until; ++n) {
        const auto answer =
            n % 3 == 0 ? client.Post("/api/preview", look, kJson)
            : n % 3 == 1
                ? client.Get("/api/items/" + patterns[0] + "/files/tile?width=64")
                : client.Post("/api/patterns", R"({"category":"zebra","making":"learnt","count":1,"size":64})", kJson);
        ++answers;
        if (!answer || (answer->status >= 400 && answer->status != 429)) ++errors;
      }
    });
  }
  clients.clear();
  EXPECT_EQ(errors, 0);
  EXPECT_GT(answers, test::kSanitized ? 20 : 100);
}

}  // namespace
}  // namespace toile
