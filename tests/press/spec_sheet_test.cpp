#include "toile/press/spec_sheet.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/folder.hpp"
#include "tests/press/prints.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile::press {
namespace {

TEST(NamedColour, FindsTheNearestByCiede2000) {
  const std::vector<Ink> book = {{{250, 0, 0}, "Poppy"}, {{0, 0, 240}, "Sea"}, {{128, 128, 128}, "Stone"}};
  EXPECT_EQ(nearest({240, 10, 10}, book).colour.name, "Poppy");
  EXPECT_NEAR(nearest({128, 128, 128}, book).difference, 0, 1e-9);
  EXPECT_THROW(nearest({1, 2, 3}, {}), Error);
}

TEST(NamedColour, TheComputedBookIsFineEnoughForAnyColour) {
  const auto book = computed_book();
  EXPECT_GT(book.size(), 500U);
  for (int step = 0; step < 512; step += 7) {
    const pattern::Rgb colour{static_cast<std::uint8_t>(step * 37), static_cast<std::uint8_t>(step * 91),
                              static_cast<std::uint8_t>(step * 53)};
    EXPECT_LT(nearest(colour, book).difference, 9) << pattern::hex_of(colour);
  }
}

TEST(SpecSheet, IsOnePageThatTellsEveryInk) {
  const test::Folder folder;
  const Print print = blossoms(128);
  const SpecSheet sheet{.design = "Blossoms",
                        .repeat = "half-drop",
                        .date = "3 May 2026",
                        .colourways = {{{{10, 20, 30}, {200, 200, 0}, {0, 90, 90}, {250, 250, 250}}}},
                        .book = computed_book(),
                        .garment = Image::filled(60, 80, {200, 180, 160})};
  const std::string pdf = spec_sheet(print, sheet);
  EXPECT_EQ(pdf, spec_sheet(print, sheet));
  write_file(folder / "a.pdf", pdf);
  const std::string command =
      "mutool draw -F txt -o " + (folder / "a.txt").string() + " " + (folder / "a.pdf").string() + " 2>/dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0);  // NOLINT: the tests' own words
  const std::string words = read_file(folder / "a.txt");
  for (const char* wanted :
       {"Blossoms", "half-drop", "16.00 x 16.00 cm", "3 May 2026", "Madder red", "#b2223e", "Colourways"}) {
    EXPECT_NE(words.find(wanted), std::string::npos) << wanted << "\n" << words;
  }
}

TEST(SpecSheet, RefusesAColourwayOfTheWrongLength) {
  EXPECT_THROW(
      spec_sheet(blossoms(32), {.design = "x", .repeat = "straight", .date = "", .colourways = {{{{1, 2, 3}}}}}),
      Error);
}

}  // namespace
}  // namespace toile::press
