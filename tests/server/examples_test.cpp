#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/server/studio.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile {
namespace {

constexpr double kMost = 20;  ///< levels; the finest ornament loses 15 as WebP, another pattern differs by far more

/// Mean difference of two bytes at the same place.
double difference(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) sum += std::abs(a.rgb[i] - b.rgb[i]);
  return sum / static_cast<double>(a.rgb.size());
}

TEST(StudioExamples, AreWhatTheCategoriesMake) {
  const test::Folder folder;
  const test::Studio studio(folder / "data");
  const auto fetched = [&](const std::string& path) {
    const auto answer = studio.client().Get(path);
    EXPECT_TRUE(answer && answer->status == 200) << path;
    return image::decode(answer->body, path);
  };
  const Json known = studio.get("/api/categories");
  for (const Json& category : known.at("categories").array()) {
    const std::string name = category.at("name").string();
    const Image example = fetched(category.at("thumbnail").string());
    ASSERT_EQ(example.width, 96) << name;
    const Json made = studio.finished(studio.post(
        "/api/patterns?wait=20", Json::Object{{"category", name}, {"seed", 7}, {"size", 256}, {"count", 1}}));
    const Json& item = made.at("result").at("items").array()[0];
    const Image tile = image::resize(fetched(item.at("files").at("tile").string()), 96, 96);
    EXPECT_LT(difference(example, tile), kMost) << name << ": make the examples anew with ./dev examples";
  }
}

}  // namespace
}  // namespace toile
