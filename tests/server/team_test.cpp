#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "tests/folder.hpp"
#include "tests/sanitized.hpp"
#include "tests/server/studio.hpp"
#include "toile/base/files.hpp"

namespace toile {
namespace {

using test::Folder;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(StudioHealth, IsToldToWhoeverAsksByWhateverName) {
  const Folder folder;
  const test::Studio studio(folder / "data", {"--token", "0123456789abcdef"});
  httplib::Client client = studio.client();
  const httplib::Headers probe = {{"Host", "10.42.0.7:8080"}};
  const auto health = client.Get("/healthz", probe);
  ASSERT_TRUE(health);
  EXPECT_EQ(health->status, 200);
  EXPECT_EQ(health->body, "ok\n");
  EXPECT_EQ(client.Get("/metrics", probe)->status, 401);
  EXPECT_EQ(client.Post("/healthz", probe, "", "text/plain")->status, 200);
}

TEST(StudioMetrics, CountRequestsByRouteAndJobsByLane) {
  const Folder folder;
  const test::Studio studio(folder / "data");
  const std::string id = studio.patterns(1).front();
  studio.get("/api/items/" + id);
  studio.get("/api/items/none", 404);
  const auto metrics = studio.client().Get("/metrics");
  ASSERT_EQ(metrics->status, 200);
  EXPECT_EQ(metrics->get_header_value("Content-Type"), "text/plain; version=0.0.4");
  for (const char* line : {"# TYPE toile_requests_total counter\n",
                           "toile_requests_total{method=\"GET\",route=\"/api/items/{id}\",status=\"200\"} 1\n",
                           "toile_requests_total{method=\"GET\",route=\"/api/items/{id}\",status=\"404\"} 1\n",
                           "toile_jobs_ended_total{lane=\"quick\"} 1\n", "toile_jobs_queued{lane=\"photo\"} 0\n",
                           "toile_jobs_running{lane=\"heavy\"} 0\n", "process_resident_memory_bytes "}) {
    EXPECT_THAT(metrics->body, HasSubstr(line));
  }
  EXPECT_THAT(metrics->body, Not(HasSubstr(id))) << "a line for each item would have no end";
}

TEST(StudioLanes, PhotosDontWaitForPatterns) {
  const Folder folder;
  const test::Studio studio(folder / "data");
  Image photo = Image::filled(120, 160, {200, 200, 200});
  const std::string id = studio.post_bytes("/api/photos", test::png(photo)).at("id").string();
  const Json many = Json::Object{{"category", "zebra"}, {"making", "learnt"}, {"count", 8}};
  for (int i = 0; i < 6; ++i) studio.post("/api/patterns", many, 202);
  const std::string path = "/api/photos/" + id + "/segment?wait=5";
  const auto job = studio.client().Post(path, "{}", "application/json");
  ASSERT_TRUE(job);
  EXPECT_THAT(Json::parse(job->body).at("state").string(), ::testing::AnyOf("running", "done", "failed"));
  const auto metrics = studio.client().Get("/metrics");
  EXPECT_THAT(metrics->body, Not(HasSubstr("toile_jobs_queued{lane=\"quick\"} 0\n"))) << "patterns still wait";
}

TEST(StudioEnd, ComesWithinFiveSecondsHoweverMuchIsAsked) {
  const Folder folder;
  test::Studio studio(folder / "data");
  const Json large = Json::Object{{"category", "zebra"}, {"making", "learnt"}, {"count", 8}, {"size", 2048}};
  const Json many = Json::Object{{"category", "zebra"}, {"making", "learnt"}, {"count", 8}};
  for (int i = 0; i < 4; ++i) {
    studio.post("/api/patterns", many, 202);
    studio.post("/api/patterns", large, 202);
  }
  std::vector<std::jthread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      httplib::Client client = studio.client();
      client.Post("/api/patterns?wait=25", many.dump(), "application/json");
    });
  }
  std::this_thread::sleep_for(std::chrono::seconds(1));
  const auto begun = std::chrono::steady_clock::now();
  studio.send(SIGTERM);
  EXPECT_EQ(studio.finish(), 0);
  EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count(), test::kSanitized ? 60 : 5);
}

}  // namespace
}  // namespace toile
