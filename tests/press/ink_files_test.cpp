// Every file is opened by another program than the one that wrote it.

#include "toile/press/ink_files.hpp"

#include <gtest/gtest.h>
#include <tiffio.h>

#include <cstdlib>
#include <filesystem>

#include "tests/folder.hpp"
#include "tests/press/prints.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile::press {
namespace {

int run(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str());  // NOLINT: the tests' own words
}

TEST(Plates, PutTogetherAreThePrint) {
  const Print print = blossoms(96);
  EXPECT_EQ(proof_of(plates_of(print), {255, 255, 255}), pattern::rendered(print));
  EXPECT_EQ(proof_of(plates_of(print, Ground::paper), print.inks[0].colour), pattern::rendered(print));
  EXPECT_EQ(plates_of(print, Ground::paper).size(), 3U);
}

TEST(InkFiles, IndexedPicturesHoldTheInksAndNoMixtures) {
  const Print print = blossoms(96);
  const auto map = index_map(print);
  for (const auto& [bytes, name] : {std::pair{indexed_png(print, 300), "a.png"}, {indexed_tiff(print, 300), "a.tif"}}) {
    const Image picture = image::decode(bytes, name);
    for (std::size_t i = 0; i < map.size(); ++i) {
      ASSERT_TRUE(std::equal(&picture.rgb[3 * i], &picture.rgb[3 * i] + 3, print.inks[map[i]].colour.begin())) << name;
    }
  }
}

TEST(InkFiles, ASpotTiffTellsItsInksByName) {
  const test::Folder folder;
  const Print print = blossoms(96);
  const auto plates = plates_of(print);
  write_file(folder / "a.tif", spot_tiff(plates, 254));
  TIFF* tiff = TIFFOpen((folder / "a.tif").c_str(), "r");
  ASSERT_NE(tiff, nullptr);
  std::uint16_t inkset = 0, inks = 0;
  const char* names = nullptr;
  float dpi = 0;
  TIFFGetField(tiff, TIFFTAG_INKSET, &inkset);
  TIFFGetField(tiff, TIFFTAG_NUMBEROFINKS, &inks);
  TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &dpi);
  ASSERT_EQ(TIFFGetField(tiff, TIFFTAG_INKNAMES, &names), 1);
  EXPECT_EQ(inkset, INKSET_MULTIINK);
  EXPECT_EQ(inks, 4);
  EXPECT_FLOAT_EQ(dpi, 254);
  for (const Plate& plate : plates) {
    EXPECT_EQ(names, plate.ink.name);
    names += plate.ink.name.size() + 1;
  }
  std::vector<std::uint8_t> row(4 * 96);
  for (int y = 0; y < 96; ++y) {
    ASSERT_EQ(TIFFReadScanline(tiff, row.data(), static_cast<std::uint32_t>(y)), 1);
    for (int x = 0; x < 96; ++x) {
      for (int k = 0; k < 4; ++k) ASSERT_EQ(row[4 * x + k], plates[k].cover.at(x, y));
    }
  }
  TIFFClose(tiff);
}

TEST(InkFiles, GhostscriptSeparatesThePdfIntoOurPlatesByName) {
  const test::Folder folder;
  const Print print = blossoms(64);
  const auto plates = plates_of(print, Ground::paper);
  write_file(folder / "a.pdf", spot_pdf(plates, 64 * 2.54 / 72));  // a pixel a point
  ASSERT_EQ(run("gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -r72 -sOutputFile=" + (folder / "o.tif").string() +
                " " + (folder / "a.pdf").string()),
            0);
  for (const Plate& plate : plates) {
    std::string name = plate.ink.name;
    std::filesystem::path found;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      const std::string file = entry.path().filename().string();
      if (file.find("(" + name.substr(0, 4)) != std::string::npos) found = entry.path();
    }
    ASSERT_FALSE(found.empty()) << name;
    const Mask separation = image::read_mask(found);
    ASSERT_EQ(separation.width, 64);
    for (std::size_t i = 0; i < separation.cover.size(); ++i) {
      ASSERT_NEAR(255 - separation.cover[i], plate.cover.cover[i], 2) << name << " " << i;
    }
  }
}

TEST(InkFiles, MupdfShowsThePdfInTheInksColours) {
  const test::Folder folder;
  const Print print = blossoms(64);
  write_file(folder / "a.pdf", spot_pdf(plates_of(print), 64 * 2.54 / 72));
  ASSERT_EQ(run("mutool draw -r 72 -c rgb -o " + (folder / "a.png").string() + " " + (folder / "a.pdf").string()), 0);
  const Image shown = image::read(folder / "a.png");
  int pure = 0;
  for (int k = 0; k < 4; ++k) {
    for (std::size_t i = 0; i < print.pixels(); ++i) {
      if (print.plane(k)[i] != 255) continue;
      ++pure;
      for (std::size_t c = 0; c < 3; ++c) ASSERT_NEAR(shown.rgb[3 * i + c], print.inks[k].colour[c], 3) << k;
    }
  }
  EXPECT_GT(pure, 2000);
}

TEST(InkFiles, APhotoshopDocumentOpensElsewhereWithItsChannels) {
  const test::Folder folder;
  const auto plates = plates_of(blossoms(64), Ground::paper);
  write_file(folder / "a.psd", multichannel_psd(plates, 300));
  ASSERT_EQ(run("vips magickload " + (folder / "a.psd").string() + " " + (folder / "a.v").string()), 0);
  const std::string bytes = multichannel_psd(plates, 300);
  EXPECT_EQ(bytes.substr(0, 4), "8BPS");
  for (const Plate& plate : plates) EXPECT_NE(bytes.find(plate.ink.name), std::string::npos);
}

}  // namespace
}  // namespace toile::press
