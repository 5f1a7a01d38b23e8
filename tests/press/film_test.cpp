#include "toile/press/film.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"
#include "toile/image/file.hpp"

namespace toile::press {
namespace {

TEST(Film, HasAsMuchBlackAsThePlateHasInk) {
  for (const Dot dot : {Dot::round, Dot::ellipse, Dot::line, Dot::square}) {
    for (const int amount : {64, 128, 190}) {
      const Plate plate{{{0, 0, 0}, "Night"}, Mask::filled(32, 32, static_cast<std::uint8_t>(amount))};
      const Image shown = image::decode(film(plate, 4, {.dot = dot}), "film.tif");
      const int margin = static_cast<int>(1 / 2.54 * 720);
      std::size_t black = 0, all = 0;
      for (int y = margin + 2; y < shown.height - margin - 2; ++y) {
        for (int x = margin + 2; x < shown.width - margin - 2; ++x) ++all, black += shown.at(x, y)[0] < 128;
      }
      EXPECT_NEAR(static_cast<double>(black) / static_cast<double>(all), amount / 255.0, 0.09)
          << static_cast<int>(dot) << " " << amount;
    }
  }
}

TEST(Film, KeepsSolidAreasSolidAndCarriesRegistrationMarks) {
  const Plate plate{{{0, 0, 0}, "Night"}, Mask::filled(16, 16, 255)};
  const Image shown = image::decode(film(plate, 3, {}), "film.tif");
  EXPECT_EQ(shown.at(shown.width / 2, shown.height / 2 + 3)[0], 0);
  std::size_t marked = 0;
  for (int y = 0; y < 200; ++y) {
    for (int x = 0; x < shown.width; ++x) marked += shown.at(x, y)[0] == 0;
  }
  EXPECT_GT(marked, 100U);
}

TEST(Film, RefusesScreensThatCannotBeHeld) {
  const Plate plate{{{0, 0, 0}, "Night"}, Mask::filled(16, 16, 255)};
  EXPECT_NE(
      test::sentence(ErrorKind::usage, [&] { film(plate, 3, {.lines_per_inch = 100, .dpi = 300}); }).find("finer film"),
      std::string::npos);
  EXPECT_THROW(film(plate, 3, {.lines_per_inch = 1}), Error);
  EXPECT_THROW(dot_named("star"), Error);
}

}  // namespace
}  // namespace toile::press
