#include "toile/press/design_files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/press/prints.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/press/material.hpp"

namespace toile::press {
namespace {

int run(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str());  // NOLINT: the tests' own words
}

TEST(DesignFiles, AnOpenRasterUnzipsToItsLayersAndTheyAddUpToThePrint) {
  const test::Folder folder;
  const Print print = blossoms(64);
  write_file(folder / "a.ora", open_raster(print));
  ASSERT_EQ(run("cd " + folder.path().string() + " && python3 -m zipfile -e a.ora out"), 0);
  EXPECT_EQ(read_file(folder / "out/mimetype"), "image/openraster");
  EXPECT_NE(read_file(folder / "out/stack.xml").find("Madder red"), std::string::npos);
  EXPECT_EQ(image::read(folder / "out/mergedimage.png"), pattern::rendered(print));
  const Image ground = image::read(folder / "out/data/ink1.png");
  Image sum = ground;
  for (int k = 2; k <= 4; ++k) {
    const Image layer = image::read(folder / ("out/data/ink" + std::to_string(k) + ".png"));
    for (std::size_t i = 0; i < layer.alpha.size(); ++i) {
      if (layer.alpha[i] == 255) std::copy_n(&layer.rgb[3 * i], 3, &sum.rgb[3 * i]);
    }
  }
  const Image wanted = pattern::rendered(print);
  int pure = 0;
  for (std::size_t i = 0; i < print.pixels(); ++i) {
    for (int k = 0; k < 4; ++k) {
      if (print.plane(k)[i] != 255) continue;
      ++pure;
      ASSERT_TRUE(std::equal(&sum.rgb[3 * i], &sum.rgb[3 * i] + 3, &wanted.rgb[3 * i])) << i;
    }
  }
  EXPECT_GT(pure, 2000);
  EXPECT_EQ(open_raster(print), open_raster(print));
}

TEST(DesignFiles, AGimpPatternHasItsHeaderAndPixels) {
  const Print print = blossoms(32);
  const std::string bytes = gimp_pattern(print, "Blossoms");
  EXPECT_EQ(bytes.substr(20, 4), "GPAT");
  EXPECT_EQ(bytes.size(), 24 + 9 + 3 * 32 * 32U);
}

TEST(Material, WeaveNormalsAreSeamlessUnitsFacingOut) {
  const Image normals = weave_normals(blossoms(64), {.threads_per_cm = 4}, 512);
  // 64 threads a side, over and under in turns: two of them are 16 pixels
  EXPECT_EQ(image::roll(normals, 16, 0), normals);
  EXPECT_EQ(image::roll(normals, 0, 16), normals);
  for (std::size_t i = 0; i < normals.pixels(); ++i) {
    double length = 0;
    for (std::size_t c = 0; c < 3; ++c) length += std::pow(normals.rgb[3 * i + c] / 127.5 - 1, 2);
    ASSERT_NEAR(length, 1, 0.03);
    ASSERT_GT(normals.rgb[3 * i + 2], 127);
  }
  EXPECT_THROW(weave_normals(blossoms(16), {.threads_per_cm = 0}, 64), Error);
}

TEST(Material, GltfAndU3mNameTheFilesThatComeWithThem) {
  const Print print = blossoms(64);
  for (const auto& entries : {gltf_material(print, "cloth"), u3m_material(print, "cloth")}) {
    const Json document = Json::parse(entries.front().bytes);
    EXPECT_TRUE(document.is_object());
    for (std::size_t i = 1; i < entries.size(); ++i) {
      EXPECT_NE(entries.front().bytes.find(entries[i].name), std::string::npos) << entries[i].name;
    }
  }
  const Json gltf = Json::parse(gltf_material(print, "cloth").front().bytes);
  EXPECT_NEAR(gltf.at("accessors").array()[0].at("max").array()[0].number(), 0.08, 1e-9);  // 16 cm wide
}

}  // namespace
}  // namespace toile::press
