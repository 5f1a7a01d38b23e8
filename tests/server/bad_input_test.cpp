#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "tests/image/handmade_png.hpp"
#include "tests/pictures.hpp"
#include "tests/server/studio.hpp"
#include "toile/base/files.hpp"

namespace toile {
namespace {

using test::Folder;
using test::Studio;
using testing::HasSubstr;

class StudioBadInput : public testing::Test {
 protected:
  std::string head(const std::string& line, const std::string& headers) const {
    return line + " HTTP/1.1\r\nHost: localhost:" + std::to_string(studio.port()) + "\r\n" + headers + "\r\n";
  }
  const Folder folder;
  const Studio studio{folder / "data"};
};

TEST_F(StudioBadInput, RefusesWhatIsNoPicture) {
  EXPECT_EQ(studio.refused("/api/photos", "just text", 422),
            "the file is not a JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF or BMP picture");
  EXPECT_EQ(studio.refused("/api/photos", "", 422), "the file is empty");
  EXPECT_THAT(studio.refused("/api/photos", "GIF89a, and so on", 422),
              HasSubstr("GIF file that is cut short or damaged"));
  const std::string whole = test::png(test::noise(100, 100));
  EXPECT_THAT(studio.refused("/api/photos", whole.substr(0, whole.size() / 2), 422), HasSubstr("cut short or damaged"));
}

TEST_F(StudioBadInput, RefusesDrawingsThatCouldReadFilesOrRunScripts) {
  const std::string svg = R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script>)"
                          R"(<image href="http://evil.example/a.png"/><text>&passwd;</text></svg>)";
  const std::string entity = R"(<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY passwd SYSTEM "file:///etc/passwd">]>)";
  for (const char* path : {"/api/photos", "/api/patterns/upload", "/api/palette"}) {
    for (const std::string& drawing : {svg, entity + svg, "\xef\xbb\xbf\n" + svg}) {
      EXPECT_THAT(studio.refused(path, drawing, 422), HasSubstr("not a JPEG")) << path;
    }
  }
}

TEST_F(StudioBadInput, RefusesPicturesTooLargeBeforeDecodingThem) {
  EXPECT_THAT(studio.refused("/api/photos", test::png_claiming(30'000, 30'000), 422), HasSubstr("30000 x 30000"));
  const auto before = std::chrono::steady_clock::now();
  const std::string answer = studio.raw(head("POST /api/photos", "Content-Length: 300000000\r\n"), 15);
  EXPECT_THAT(answer, HasSubstr("HTTP/1.1 413"));
  EXPECT_THAT(answer, HasSubstr("at most 67.1 MB"));
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(12));
  EXPECT_THAT(studio.refused("/api/patterns", std::string(2'000'000, ' '), 413), HasSubstr("at most 1.0 MB"));
}

TEST_F(StudioBadInput, TakesPicturesOfSeveralMegabytes) {
  EXPECT_EQ(studio.post_bytes("/api/photos", test::png(test::noise(1500, 1200))).at("width").integer(), 1500);
}

TEST_F(StudioBadInput, RefusesBodiesInFormsThatItDoesNotTake) {
  EXPECT_THAT(studio.raw(head("POST /api/patterns", "Transfer-Encoding: chunked\r\n") + "2\r\n{}\r\n0\r\n\r\n", 3),
              HasSubstr("HTTP/1.1 411"));
  EXPECT_THAT(studio.raw(head("POST /api/patterns", "Content-Length: 2\r\nContent-Encoding: gzip\r\n") + "{}", 1),
              HasSubstr("HTTP/1.1 415"));
  EXPECT_THAT(
      studio.raw(head("POST /api/photos", "Content-Length: 5\r\nContent-Type: multipart/form-data; boundary=x\r\n") +
                     "--x\r\n",
                 1),
      HasSubstr("HTTP/1.1 415"));
  EXPECT_THAT(studio.raw(head("POST /api/patterns", "Content-Length: nonsense\r\n"), 3), HasSubstr("HTTP/1.1 411"));
  EXPECT_THAT(studio.raw(head("POST /api/patterns", "Content-Length: 100\r\n") + "{\"category\":"),
              HasSubstr("cut short"));
  EXPECT_THAT(studio.raw("no HTTP at all\r\n\r\n", 2), HasSubstr("HTTP/1.1 400"));
  EXPECT_EQ(studio.get("/api/items").at("items").array().size(), 0U) << "it goes on";
}

TEST_F(StudioBadInput, NamesWhatIsWrongInARequest) {
  const auto refused = [&](const std::string& body) { return studio.refused("/api/patterns", body, 400); };
  EXPECT_THAT(refused("{"), HasSubstr("no JSON"));
  EXPECT_THAT(refused("[]"), HasSubstr("must be a JSON object"));
  EXPECT_THAT(refused("{}"), HasSubstr("no \"category\""));
  EXPECT_THAT(refused(R"({"category": 7})"), HasSubstr("\"category\" of the request must be a text"));
  EXPECT_THAT(refused(R"({"category": "tweed"})"), HasSubstr("there are "));
  EXPECT_THAT(refused(R"({"category": "floral", "count": 17})"), HasSubstr("\"count\" is 17; it must be from 1 to 16"));
  EXPECT_THAT(refused(R"({"category": "floral", "count": 2.5})"), HasSubstr("whole number"));
  EXPECT_THAT(refused(R"({"category": "floral", "size": 99999})"), HasSubstr("from 64 to 4096"));
  EXPECT_THAT(refused(std::string(100'000, '[')), HasSubstr("no JSON"));
  const std::string pattern = studio.patterns(1)[0];
  const auto look = [&](const std::string& more) {
    return studio.refused("/api/preview",
                          R"({"pattern": ")" + pattern + R"(", "photo": "wardrobe:tshirt", )" + more + "}", 400);
  };
  EXPECT_THAT(look(R"("layout": "spiral")"), HasSubstr("half-brick"));
  EXPECT_THAT(look(R"("scale": 0)"), HasSubstr("\"scale\" is 0"));
  EXPECT_THAT(look(R"("shift": [1])"), HasSubstr("two numbers"));
  EXPECT_THAT(look(R"("shift": [1, "a"])"), HasSubstr("must be a number"));
  EXPECT_THAT(look(R"("width": 100000)"), HasSubstr("from 16 to 4096"));
  EXPECT_THAT(studio.refused("/api/patterns/" + pattern + "/recolour", R"({"from": ["red"], "to": ["#000000"]})", 400),
              HasSubstr("#c0ffee"));
  EXPECT_THAT(studio.refused("/api/patterns/" + pattern + "/sheet",
                             R"({"width_cm": 1000, "height_cm": 1000, "tile_cm": 10, "dpi": 300})", 400),
              HasSubstr("million pixels"));
}

TEST_F(StudioBadInput, KnowsNoIdsButItsOwn) {
  const std::string nobody(32, '0');
  for (const std::string& path : {nobody, std::string("x"), std::string("'%20OR%201=1%20--")}) {
    studio.get("/api/items/" + path, 404);
    studio.get("/api/jobs/" + path, 404);
    studio.get("/api/patterns/" + path + "/palette", 404);
  }
  EXPECT_THAT(studio.refused("/api/preview", R"({"pattern": ")" + nobody + R"(", "photo": "wardrobe:tshirt"})", 404),
              HasSubstr("deleted in another window"));
  EXPECT_THAT(studio.refused("/api/preview",
                             R"({"pattern": ")" + studio.patterns(1)[0] + R"(", "photo": "wardrobe:crinoline"})", 404),
              HasSubstr("there are"));
  EXPECT_EQ(studio.client().Put("/api/items/" + nobody, "{}", "application/json")->status, 405);
  EXPECT_EQ(studio.client().Options("/api/items")->status, 405);
}

TEST(StudioStart, SaysWhichPortIsTakenAndWhichIsFree) {
  const Folder folder;
  const Studio studio(folder / "a");
  const std::string port = std::to_string(studio.port());
  const auto refusal = test::studio_refuses({"--port", port, "--data", (folder / "b").string()});
  EXPECT_EQ(refusal.exit_code, 2);
  EXPECT_THAT(refusal.err, HasSubstr("port " + port + " is taken"));
  EXPECT_THAT(refusal.err, testing::ContainsRegex("take another port: --port [0-9]+\n"));
  EXPECT_THAT(test::studio_refuses({"--port", "0", "--data", (folder / "a").string()}).err,
              HasSubstr("another studio has the data folder"));
}

TEST(StudioStart, RefusesADataFolderThatItCanNotUse) {
  const Folder folder;
  { const Studio studio(folder / "data"); }
  std::string database = read_file(folder / "data" / "gallery.db");
  database[63] = 99;  // SQLite's user_version, big-endian at byte 60
  write_file(folder / "data" / "gallery.db", database);
  const auto newer = test::studio_refuses({"--port", "0", "--data", (folder / "data").string()});
  EXPECT_EQ(newer.exit_code, 1);
  EXPECT_THAT(newer.err, HasSubstr("newer Toile (format 99; this one knows 1)"));
  EXPECT_EQ(std::count(newer.err.begin(), newer.err.end(), '\n'), 1);
  write_file(folder / "file", "a file");
  EXPECT_THAT(test::studio_refuses({"--port", "0", "--data", (folder / "file").string()}).err,
              HasSubstr("can't write"));
  EXPECT_THAT(test::studio_refuses({"--port", "0", "--data", "/proc/toile"}).err, HasSubstr("can't write"));
}

}  // namespace
}  // namespace toile
