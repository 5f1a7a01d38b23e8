#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/server/studio.hpp"
#include "toile/base/files.hpp"

namespace toile {
namespace {

using test::Folder;
using test::Studio;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kJson = "application/json";
constexpr const char* kToken = "0123456789abcdef0123";

TEST(StudioSafety, AnswersToItsOwnNamesAlone) {
  const Folder folder;
  const Studio studio(folder / "data");
  const std::string port = std::to_string(studio.port());
  const auto with_host = [&](const std::string& host) {
    return studio.client().Get("/api/items", {{"Host", host}})->status;
  };
  EXPECT_EQ(with_host("127.0.0.1:" + port), 200);
  EXPECT_EQ(with_host("localhost:" + port), 200);
  EXPECT_EQ(with_host("evil.example:" + port), 403);
  EXPECT_EQ(with_host("localhost:9000"), 200) << "at the other end of a tunnel";
  EXPECT_EQ(with_host("localhost"), 200);
  EXPECT_EQ(with_host("LOCALHOST:9000"), 200);
  EXPECT_EQ(with_host("[::1]:9000"), 200);
  EXPECT_EQ(with_host("localhost:80x"), 403);
  EXPECT_EQ(with_host("evil.example:80:localhost"), 403);
  EXPECT_EQ(with_host("127.0.0.1.evil.example:" + port), 403);
}

TEST(StudioSafety, LetsNoOtherSitesPageWrite) {
  const Folder folder;
  const Studio studio(folder / "data");
  const auto posted = [&](const httplib::Headers& headers) {
    return studio.client().Post("/api/patterns", headers, "{}", "text/plain")->status;
  };
  EXPECT_EQ(posted({}), 400) << "a program without an Origin: it lacks a category, no more";
  EXPECT_EQ(posted({{"Origin", "http://127.0.0.1:" + std::to_string(studio.port())}}), 400);
  EXPECT_EQ(posted({{"Origin", "https://evil.example"}}), 403);
  EXPECT_EQ(posted({{"Origin", "null"}}), 403);
  EXPECT_EQ(posted({{"Origin", "http://127.0.0.1:1"}}), 403);
  EXPECT_EQ(posted({{"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(studio.client().Get("/api/items", {{"Sec-Fetch-Site", "cross-site"}})->status, 403);
  EXPECT_EQ(studio.client().Get("/", {{"Sec-Fetch-Site", "cross-site"}})->status, 200) << "a link to the studio";
  EXPECT_EQ(studio.client().Delete("/api/items/x", {{"Origin", "https://evil.example"}})->status, 403);
}

TEST(StudioSafety, WantsATokenWhereOthersCanReachIt) {
  const Folder folder;
  EXPECT_THAT(test::studio_refuses({"--listen", "0.0.0.0", "--data", (folder / "a").string()}).err,
              HasSubstr("--token"));
  EXPECT_THAT(test::studio_refuses({"--token", "short", "--data", (folder / "a").string()}).err,
              HasSubstr("at least 16"));
  EXPECT_THAT(
      test::studio_refuses({"--listen", "not an address", "--token", kToken, "--data", (folder / "a").string()}).err,
      HasSubstr("IP address"));
  const Studio studio(folder / "data", {"--listen", "0.0.0.0", "--token", kToken});
  auto client = studio.client();
  EXPECT_EQ(client.Get("/api/items")->status, 401);
  EXPECT_EQ(client.Get("/")->status, 401);
  EXPECT_EQ(client.Get("/?token=another_token_of_20")->status, 401);
  EXPECT_EQ(client.Get("/api/items", {{"Authorization", "Bearer 0123456789abcdef012"}})->status, 401);
  EXPECT_EQ(client.Get("/api/items", {{"Authorization", std::string("Bearer ") + kToken}})->status, 200);
  const auto welcome = client.Get(std::string("/?token=") + kToken);
  EXPECT_EQ(welcome->status, 303);
  const std::string cookie = welcome->get_header_value("Set-Cookie");
  EXPECT_THAT(cookie, HasSubstr("HttpOnly; SameSite=Strict"));
  EXPECT_EQ(client.Get("/api/items", {{"Cookie", "a=b; " + cookie.substr(0, cookie.find(';'))}})->status, 200);
}

TEST(StudioSafety, ListensAtLocalhost) {
  const Folder folder;
  const Studio studio(folder / "data", {"--listen", "localhost"});
  EXPECT_EQ(studio.client().Get("/api/items")->status, 200);
  EXPECT_THAT(test::studio_refuses({"--listen", "printer.local", "--data", (folder / "a").string()}).err,
              HasSubstr("IP address"));
  const auto homeless = test::studio_refuses({"--port", "0"}, "unset HOME XDG_DATA_HOME;");
  EXPECT_EQ(homeless.exit_code, 2);
  EXPECT_THAT(homeless.err, HasSubstr("HOME isn't set"));
}

TEST(StudioSafety, EveryAnswerCarriesTheHeaders) {
  const Folder folder;
  const Studio studio(folder / "data");
  for (const char* path : {"/", "/api", "/api/items", "/nothing", "/api/items/x"}) {
    const auto answer = studio.client().Get(path);
    EXPECT_EQ(answer->get_header_value("X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(answer->get_header_value("Referrer-Policy"), "no-referrer") << path;
    EXPECT_EQ(answer->get_header_value("Cross-Origin-Resource-Policy"), "same-origin") << path;
    EXPECT_THAT(answer->get_header_value("Content-Security-Policy"), HasSubstr("default-src 'none'")) << path;
    EXPECT_THAT(answer->get_header_value("Content-Security-Policy"), Not(HasSubstr("unsafe"))) << path;
    EXPECT_EQ(answer->get_header_value_count("Content-Type"), 1U) << path;
  }
}

TEST(StudioSafety, NoPathReachesTheFileSystem) {
  const Folder folder;
  const Studio studio(folder / "data");
  write_file(folder / "data" / "files" / "secret.png", "secret");
  for (const char* path : {"/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd",
                           "//etc/passwd", "/api/items/..%2f..%2fsecret/files/tile", "/api/wardrobe/../../files/photo",
                           "/api/wardrobe/%2e%2e/photo", "/api/jobs/..%2flock/file", "/index.html%00.png"}) {
    const std::string answer =
        studio.raw("GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost:" + std::to_string(studio.port()) +
                   "\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answer, HasSubstr("HTTP/1.1 404")) << path;
  }
}

TEST(StudioSafety, StrangersSlownessKeepsNobodyOut) {
  const Folder folder;
  const Studio studio(folder / "data");
  std::vector<int> slow;
  for (int i = 0; i < 150; ++i) {  // twice as many as it serves at once, each with half a request
    slow.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(studio.port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::connect(slow.back(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::send(slow.back(), "GET / HT", 8, MSG_NOSIGNAL);
  }
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(studio.client().Get("/api/items")->status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(9));  // a head may take 10
  for (const int socket : slow) ::close(socket);
}

TEST(StudioSafety, HangsUpAtOnceWhereTheClientWantsNoMore) {
  const Folder folder;
  const Studio studio(folder / "data");
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    EXPECT_THAT(studio.raw("GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
                HasSubstr("HTTP/1.1"));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1)) << "50 ms each";
}

TEST(StudioSafety, KeepsNothingOfAPhotoButItsPixels) {
  const Folder folder;
  const Studio studio(folder / "data");
  std::string photo = test::jpeg(test::blobs(80, 60));
  const std::string exif =
      std::string("\xff\xe1\x00\x30", 4) + "Exif" + std::string(2, '\0') + "GPS 52.5200 N 13.4050 E, somebody's home  ";
  photo.insert(2, exif);  // right after the start of the image
  const Json item = studio.post_bytes("/api/photos", photo);
  EXPECT_THAT(studio.client().Get(item.at("files").at("photo").string())->body, Not(HasSubstr("GPS")));
  for (const auto& file : std::filesystem::directory_iterator(folder / "data" / "files")) {
    EXPECT_THAT(read_file(file.path()), Not(HasSubstr("GPS")));
  }
}

TEST(StudioSafety, DeletedPicturesAreGoneFromTheDisk) {
  const Folder folder;
  const Studio studio(folder / "data");
  const Json item = studio.post_bytes("/api/patterns/upload", test::png(test::noise(64, 64)));
  const std::string bytes = studio.client().Get(item.at("files").at("tile").string())->body;
  const std::string id = item.at("id").string();
  ASSERT_EQ(studio.client().Delete("/api/items/" + id)->status, 204);
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder / "data")) {
    if (!file.is_regular_file()) continue;
    const std::string content = read_file(file.path());
    EXPECT_EQ(content.find(bytes.substr(100, 200)), std::string::npos) << file.path();
    EXPECT_EQ(content.find(id), std::string::npos) << file.path();
  }
}

TEST(StudioSafety, TouchesNothingInAFolderThatIsSomebodysOwn) {
  namespace fs = std::filesystem;
  const Folder folder;
  fs::create_directories(folder / "designs" / "files");
  fs::create_directories(folder / "designs" / "sheets" / "2024");
  write_file(folder / "designs" / "files" / "my_best_design.png", "a design");
  write_file(folder / "designs" / "sheets" / "2024" / "customer_order.png", "an order");
  const auto refusal = test::studio_refuses({"--port", "0", "--data", (folder / "designs").string()});
  EXPECT_EQ(refusal.exit_code, 2);
  EXPECT_THAT(refusal.err, HasSubstr("choose an empty or a new folder by --data"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "designs"), {}), 2);
  EXPECT_EQ(read_file(folder / "designs" / "files" / "my_best_design.png"), "a design");
  EXPECT_EQ(read_file(folder / "designs" / "sheets" / "2024" / "customer_order.png"), "an order");
}

TEST(StudioSafety, SweepsItsOwnSheetsAlone) {
  namespace fs = std::filesystem;
  const Folder folder;
  { const Studio studio(folder / "data"); }
  const fs::path sheets = folder / "data" / "sheets";
  const std::string id(32, 'a');
  write_file(sheets / ("sheet-" + id + ".tif"), "left by a crash");
  write_file(sheets / ".toile.1.2.part", "half");
  write_file(sheets / (id + ".jpg"), "a picture called by its MD5");
  write_file(sheets / "sheet.png", "the person's own");
  fs::create_directories(sheets / "2024" / "orders");
  { const Studio studio(folder / "data"); }
  EXPECT_FALSE(fs::exists(sheets / ("sheet-" + id + ".tif")));
  EXPECT_FALSE(fs::exists(sheets / ".toile.1.2.part"));
  EXPECT_TRUE(fs::exists(sheets / (id + ".jpg")));
  EXPECT_TRUE(fs::exists(sheets / "sheet.png"));
  EXPECT_TRUE(fs::exists(sheets / "2024" / "orders"));
}

TEST(StudioSafety, SaysSoWhenTheDiskIsFullAndGoesOn) {
  const Folder folder;
  const Studio studio(folder / "data", {}, "ulimit -f 200;");  // no file may grow beyond 100 KB
  EXPECT_THAT(studio.refused("/api/patterns/upload", test::png(test::noise(300, 300)), 507), HasSubstr("make room"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "data" / "files"), {}), 0);
  studio.post_bytes("/api/patterns/upload", test::png(test::noise(64, 64)));
}

}  // namespace
}  // namespace toile
