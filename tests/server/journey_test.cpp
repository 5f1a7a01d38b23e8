#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/server/studio.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/studio/wardrobe.hpp"

namespace toile {
namespace {

using test::Folder;
using test::Studio;
using testing::HasSubstr;

Image fetched(const Studio& studio, const std::string& path) {
  const auto answer = studio.client().Get(path);
  if (!answer || answer->status != 200) throw std::runtime_error(path + " doesn't come");
  return image::decode(answer->body, path);
}

TEST(StudioJourney, GoesFromACategoryToADressedGarment) {
  const Folder folder;
  const Studio studio(folder / "data");
  const Json categories = studio.get("/api/categories");
  ASSERT_GE(categories.at("categories").array().size(), 6U);
  const Json& first = categories.at("categories").array()[0];
  EXPECT_EQ(fetched(studio, first.at("thumbnail").string()).width, 96);

  const Json job = studio.post("/api/patterns?wait=20", Json::Object{{"category", first.at("name")}, {"count", 3}});
  EXPECT_EQ(job.at("state").string(), "done");
  ASSERT_EQ(job.at("result").at("items").array().size(), 3U);
  const Json pattern = job.at("result").at("items").array()[0];
  EXPECT_EQ(pattern.at("width").integer(), 512);
  const std::string tile = pattern.at("files").at("tile").string();
  EXPECT_EQ(fetched(studio, tile).width, 512);
  EXPECT_EQ(fetched(studio, tile + "?width=100").width, 100);

  const Json look = Json::Object{{"pattern", pattern.at("id")}, {"photo", "wardrobe:tshirt"}, {"scale", 1.5}};
  const auto preview = studio.client().Post("/api/preview", look.dump(), "application/json");
  ASSERT_EQ(preview->status, 200);
  EXPECT_EQ(preview->get_header_value("Content-Type"), "image/jpeg");
  EXPECT_EQ(image::decode(preview->body, "preview").width, 800);

  const Json palette = studio.get("/api/patterns/" + pattern.at("id").string() + "/palette?count=4");
  const Json ground = palette.at("colours").array()[0].at("hex");
  Json indigo = look;
  indigo.set("colours", Json::Object{{"from", Json::Array{ground}}, {"to", Json::Array{"#16264a"}}});
  EXPECT_TRUE(studio.client().Post("/api/preview", indigo.dump(), "application/json")->body != preview->body);
  indigo.set("colours", Json::Object{{"from", Json::Array{"#ffffff"}}, {"to", Json::Array{}}});
  EXPECT_THAT(studio.refused("/api/preview", indigo.dump(), 400), HasSubstr("colour"));

  const Json dressed = studio.post("/api/looks?wait=20", look).at("result").at("items").array()[0];
  const Image whole = fetched(studio, dressed.at("files").at("dressed").string());
  const studio::Garment garment = studio::garment_called("tshirt");
  const Image photo = image::read(garment.photo);
  const Mask mask = image::read_mask(garment.mask);
  ASSERT_EQ(whole.width, photo.width);
  std::size_t changed = 0;
  for (std::size_t i = 0; i < mask.cover.size(); ++i)
    changed += mask.cover[i] == 0 && whole.rgb[3 * i] != photo.rgb[3 * i];
  EXPECT_EQ(changed, 0U) << "pixels outside the garment";
  const auto saved = studio.client().Get(dressed.at("files").at("dressed").string() + "?download=my look.tif");
  EXPECT_EQ(saved->get_header_value("Content-Disposition"), "attachment; filename=\"my look.tif\"");
  EXPECT_EQ(saved->get_header_value("Content-Type"), "image/tiff");
  const auto named = [&](const std::string& name) {
    const std::string answer = studio.raw("GET " + dressed.at("files").at("dressed").string() + "?download=" + name +
                                          " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return answer.substr(0, answer.find("\r\n\r\n"));
  };
  EXPECT_THAT(named("d%C3%A9s%20%231.PNG"), HasSubstr("filename=\"d_s #1.PNG\"; filename*=UTF-8''d%C3%A9s%20%231.PNG"));
  EXPECT_THAT(named("d%C3%A9s%20%231.PNG"), HasSubstr("image/png"));
  EXPECT_THAT(named("a%22%0d%0ab%2Fc.webp"), HasSubstr("filename=\"a___b_c.webp\"; filename*=UTF-8''a%22__b_c.webp"));
  EXPECT_THAT(named(std::string(300, 'n') + ".jpeg"), HasSubstr("nn.jpeg\""));
  EXPECT_EQ(image::decode(saved->body, "the tif"), whole);
}

TEST(StudioJourney, MakesNeighboursMixturesAndColourways) {
  const Folder folder;
  const Studio studio(folder / "data");
  const std::string one = studio.patterns(1)[0], other = studio.patterns(1, "paisley")[0];
  const Json neighbours =
      studio.post("/api/patterns/" + one + "/vary?wait=20", Json::Object{{"count", 2}, {"strength", 0.4}});
  EXPECT_EQ(neighbours.at("result").at("items").array().size(), 2U);
  const Json mixtures =
      studio.post("/api/patterns/" + one + "/mix?wait=20", Json::Object{{"with", other}, {"share", 0.5}, {"count", 2}});
  EXPECT_EQ(mixtures.at("result").at("items").array()[1].at("note").at("with").string(), other);

  const Json palette = studio.get("/api/patterns/" + one + "/palette?count=4");
  const Json hex = palette.at("colours").array()[0].at("hex");
  const Json recolour = Json::Object{{"from", Json::Array{hex}}, {"to", Json::Array{"#ff0000"}}};
  const Json made = studio.post("/api/patterns/" + one + "/recolour", recolour, 201);
  EXPECT_EQ(made.at("note").at("of").string(), one);
  const auto preview =
      studio.client().Post("/api/patterns/" + one + "/recolour?preview=1", recolour.dump(), "application/json");
  EXPECT_EQ(preview->get_header_value("Content-Type"), "image/png");
  EXPECT_EQ(image::decode(preview->body, "preview"), fetched(studio, made.at("files").at("tile").string()));

  const Image unit = fetched(studio, "/api/patterns/" + one + "/unit?layout=half-drop");
  EXPECT_EQ(unit.width, 2 * unit.height);
  const Json brought = studio.post_bytes("/api/patterns/upload", test::png(test::blobs(90, 60)));
  EXPECT_EQ(brought.at("width").integer(), 90);
  EXPECT_THAT(studio.refused("/api/patterns/" + brought.at("id").string() + "/vary", "{}", 400), HasSubstr("outside"));
}

TEST(StudioJourney, FindsTheGarmentOfAnOwnPhotoAndPutsItsMaskRight) {
  const Folder folder;
  const Studio studio(folder / "data");
  const std::string pattern = studio.patterns(1)[0];
  const Json photo = studio.post_bytes("/api/photos", read_file(studio::garment_called("tshirt").photo));
  const std::string own = "/api/photos/" + photo.at("id").string();
  Json look = Json::Object{{"pattern", pattern}, {"photo", photo.at("id")}, {"width", 300}};
  EXPECT_THAT(studio.refused("/api/preview", look.dump(), 400), HasSubstr("find it first"));

  const Json found = studio.post(own + "/segment?wait=20", Json::Object{}).at("result");
  EXPECT_EQ(found.at("mask").at("parent"), photo.at("id"));
  EXPECT_EQ(found.at("found").array()[0].at("group").string(), "upper");
  const Json hints = Json::Object{
      {"mask", found.at("mask").at("id")},
      {"hints", Json::Array{Json::Object{{"x", 20}, {"y", 20}, {"width", 60}, {"height", 60}, {"add", true}}}}};
  const Json refined = studio.post(own + "/refine?wait=20", hints).at("result").at("mask");
  EXPECT_NE(refined.at("id"), found.at("mask").at("id"));

  Image white = Image::filled(static_cast<int>(photo.at("width").integer()),
                              static_cast<int>(photo.at("height").integer()), {255, 255, 255});
  const Json painted = studio.post_bytes(own + "/mask", test::png(white));
  EXPECT_THAT(studio.refused(own + "/mask", test::png(test::blobs(10, 10)), 400), HasSubstr("10x10"));
  for (const Json& mask : {found.at("mask"), refined, painted}) {
    look.set("mask", mask.at("id"));
    const auto preview = studio.client().Post("/api/preview", look.dump(), "application/json");
    EXPECT_EQ(preview->status, 200) << preview->body;
  }

  ASSERT_EQ(studio.client().Delete("/api/items/" + photo.at("id").string())->status, 204);
  EXPECT_TRUE(studio.get("/api/items?kind=mask").at("items").array().empty()) << "masks go with their photo";
  EXPECT_THAT(studio.refused("/api/preview", look.dump(), 404), HasSubstr("deleted"));
}

TEST(StudioJourney, SendsALookToAnotherStudioAsOneFile) {
  const Folder folder;
  std::string file;
  {
    const Studio here(folder / "here");
    const Json photo = here.post_bytes("/api/photos", test::jpeg(test::blobs(120, 160)));
    const std::string own = "/api/photos/" + photo.at("id").string();
    const Json mask = here.post_bytes(own + "/mask", test::png(Image::filled(120, 160, {255, 255, 255})));
    const Json look = Json::Object{
        {"pattern", here.patterns(1)[0]}, {"photo", photo.at("id")}, {"mask", mask.at("id")}, {"angle", 30}};
    const Json dressed = here.post("/api/looks?wait=20", look).at("result").at("items").array()[0];
    file = here.client().Get("/api/looks/" + dressed.at("id").string() + "/export")->body;
  }
  const Studio there(folder / "there");
  const Json look = there.post_bytes("/api/looks/import", file);
  EXPECT_EQ(look.at("note").at("angle").number(), 30);
  EXPECT_EQ(fetched(there, look.at("files").at("dressed").string()).height, 160);
  EXPECT_EQ(there.post("/api/looks?wait=20", look.at("note")).at("state").string(), "done") << "it can be gone on with";
  const std::string pattern = look.at("note").at("pattern").string();
  EXPECT_EQ(there.post("/api/patterns/" + pattern + "/vary?wait=20", Json::Object{{"count", 1}}).at("state").string(),
            "done");
  const auto before = there.get("/api/items").at("items").array().size();
  EXPECT_THAT(there.refused("/api/looks/import", file.substr(0, file.size() / 2), 422), HasSubstr(".toile"));
  EXPECT_THAT(there.refused("/api/looks/import", "no look", 422), HasSubstr(".toile"));
  EXPECT_EQ(there.get("/api/items").at("items").array().size(), before);
}

TEST(StudioJourney, DressesEachGarmentOfAPhotoInItsOwnPrint) {
  const Folder folder;
  std::string file, kept;
  const auto half = [](int width, int height, bool left) {
    Image mask = Image::filled(width, height, {0, 0, 0});
    for (int y = 0; y < height; ++y) std::fill_n(mask.at(left ? 0 : width / 2, y), 3 * width / 2, std::uint8_t{255});
    return test::png(mask);
  };
  {
    const Studio here(folder / "here");
    const Json photo = here.post_bytes("/api/photos", test::jpeg(test::blobs(120, 160)));
    const std::string own = "/api/photos/" + photo.at("id").string() + "/mask";
    const std::string left = here.post_bytes(own, half(120, 160, true)).at("id").string(),
                      right = here.post_bytes(own, half(120, 160, false)).at("id").string();
    const auto patterns = here.patterns(2);
    Json look = Json::Object{{"pattern", patterns[0]}, {"photo", photo.at("id")}, {"mask", left}};
    const auto preview = [&] {
      return image::decode(here.client().Post("/api/preview", look.dump(), "application/json")->body, "preview");
    };
    const Image alone = preview();
    const Json other = Json::Object{{"pattern", patterns[1]}, {"mask", right}, {"scale", 2}};
    look.set("also", Json::Array{other});
    const Image both = preview();
    double left_change = 0, right_change = 0;
    for (int y = 0; y < both.height; ++y) {
      for (int x = 0; x < both.width; ++x) {
        (x < both.width / 2 - 8 ? left_change : right_change) += std::abs(both.at(x, y)[0] - alone.at(x, y)[0]);
      }
    }
    EXPECT_LT(left_change / static_cast<double>(both.pixels()), 0.5);
    EXPECT_GT(right_change / static_cast<double>(both.pixels()), 2);
    const Json dressed = here.post("/api/looks?wait=20", look).at("result").at("items").array()[0];
    EXPECT_EQ(dressed.at("note").at("also").array()[0].at("scale").number(), 2);
    file = here.client().Get("/api/looks/" + dressed.at("id").string() + "/export")->body;
    kept = here.client().Get(dressed.at("files").at("dressed").string())->body;

    look.set("also", Json::Array{Json::Object{{"pattern", patterns[1]}, {"mask", left}}});
    EXPECT_THAT(here.refused("/api/preview", look.dump(), 400), HasSubstr("two prints for one garment"));
    look.set("also", Json::Array{Json::Object{{"pattern", patterns[1]}}});
    EXPECT_THAT(here.refused("/api/preview", look.dump(), 400), HasSubstr("find it first"));
    look.set("also", Json::Array(9, other));
    EXPECT_THAT(here.refused("/api/preview", look.dump(), 400), HasSubstr("8 at most"));
    look.set("photo", "wardrobe:tshirt");
    look.set("also", Json::Array{other});
    EXPECT_THAT(here.refused("/api/preview", look.dump(), 400), HasSubstr("one garment"));
  }
  const Studio there(folder / "there");
  const Json look = there.post_bytes("/api/looks/import", file);
  const Json again = there.post("/api/looks?wait=20", look.at("note")).at("result").at("items").array()[0];
  EXPECT_EQ(image::decode(there.client().Get(again.at("files").at("dressed").string())->body, "again").rgb,
            image::decode(kept, "kept").rgb)
      << "it can be gone on with";
}

TEST(StudioJourney, MakesSheetsForPrintAndContactSheets) {
  const Folder folder;
  const Studio studio(folder / "data");
  const auto patterns = studio.patterns(3);
  const Json sheet = Json::Object{{"layout", "half-brick"}, {"width_cm", 20}, {"height_cm", 10},
                                  {"tile_cm", 5},           {"dpi", 50.8},    {"format", "tif"}};
  const Json job = studio.finished(studio.post("/api/patterns/" + patterns[0] + "/sheet", sheet, 202));
  const auto file = studio.client().Get(job.at("file").string());
  EXPECT_EQ(file->get_header_value("Content-Type"), "image/tiff");
  EXPECT_EQ(image::decode(file->body, "the sheet").width, 400);
  const Json looks =
      Json::Object{{"patterns", Json::Array{patterns[0], patterns[1], patterns[2]}}, {"photo", "wardrobe:tshirt"}};
  const Json contact = studio.finished(studio.post("/api/looks/sheet", looks, 202));
  EXPECT_GT(image::decode(studio.client().Get(contact.at("file").string())->body, "the sheet").width, 3 * 640);
}

TEST(StudioGallery, KeepsCollectionsThatSomebodyPutTogether) {
  const Folder folder;
  const Studio studio(folder / "data");
  const auto patterns = studio.patterns(3);
  const auto of = [&](std::initializer_list<int> which) {
    Json::Array ids;
    for (const int i : which) ids.emplace_back(patterns[static_cast<std::size_t>(i)]);
    return Json::Object{{"patterns", std::move(ids)}};
  };
  Json order = of({0, 1});
  order.set("title", "Shirts");
  const std::string id = studio.post("/api/collections", order, 201).at("id").string();
  const Json now = studio.post("/api/collections/" + id, of({1, 2}));
  EXPECT_EQ(now.at("note").at("title").string(), "Shirts");
  ASSERT_EQ(now.at("note").at("members").array().size(), 2U);
  EXPECT_EQ(now.at("note").at("members").array()[1].at("pattern").string(), patterns[2]);
  EXPECT_THAT(studio.refused("/api/collections/" + id, Json(of({})).dump(), 400), HasSubstr("from 1 to 24"));
  EXPECT_THAT(studio.refused("/api/collections/" + id, Json(of({1, 1})).dump(), 400), HasSubstr("named twice"));
  EXPECT_THAT(studio.refused("/api/collections/" + patterns[0], Json(of({1})).dump(), 400),
              HasSubstr("this is a pattern"));
}

TEST(StudioGallery, ListsMarksAndReallyDeletes) {
  const Folder folder;
  const Studio studio(folder / "data");
  const auto patterns = studio.patterns(3);
  const Json all = studio.get("/api/items?kind=pattern");
  EXPECT_EQ(all.at("items").array().size(), 3U);
  const std::string own = "/api/items/" + patterns[1];
  EXPECT_EQ(studio.client().Patch(own, R"({"favourite": true})", "application/json")->status, 200);
  EXPECT_TRUE(studio.get(own).at("favourite").boolean());
  ASSERT_EQ(studio.client().Delete(own)->status, 204);
  studio.get(own, 404);
  studio.get(own + "/files/tile?width=64", 404);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "data" / "files"), {}), 2);
  EXPECT_EQ(std::filesystem::status(folder / "data").permissions(), std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace toile
