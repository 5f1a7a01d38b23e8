#include "toile/press/svg.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/press/prints.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/press/outline.hpp"

namespace toile::press {
namespace {

TEST(Contours, RunOnceAroundADiscWithItsInsideOnTheLeft) {
  Field field{.width = 40, .height = 40, .values = {}};
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 40; ++x) field.values.push_back(static_cast<float>(20 - 12 - std::hypot(x - 20, y - 20) + 12));
  }
  const auto lines = contours(field, 8);
  ASSERT_EQ(lines.size(), 1U);
  double area = 0;
  for (std::size_t i = 0; i < lines[0].size(); ++i) {
    const Spot a = lines[0][i], b = lines[0][(i + 1) % lines[0].size()];
    EXPECT_NEAR(std::hypot(a.x - 20, a.y - 20), 12, 0.1);
    area += (a.x * b.y - b.x * a.y) / 2;
  }
  EXPECT_NEAR(std::abs(area), 3.14159265 * 144, 3);
}

TEST(Fitted, ADiscTakesFewCurvesAndASquareKeepsItsCorners) {
  std::vector<Spot> disc, square;
  for (int i = 0; i < 200; ++i)
    disc.push_back({50 + 30 * std::cos(i * 0.0314159265), 50 + 30 * std::sin(i * 0.0314159265)});
  const auto curve = fitted(disc, 0.1);
  EXPECT_LE(curve.size(), 1 + 3 * 12U);
  for (int i = 0; i < 40; ++i) square.push_back({static_cast<double>(i), 0});
  for (int i = 0; i < 40; ++i) square.push_back({40, static_cast<double>(i)});
  for (int i = 0; i < 40; ++i) square.push_back({40.0 - i, 40});
  for (int i = 0; i < 40; ++i) square.push_back({0, 40.0 - i});
  const auto corners = fitted(square, 0.1);
  for (const Spot& corner : {Spot{0, 0}, {40, 0}, {40, 40}, {0, 40}}) {
    double nearest = 1e9;
    for (std::size_t i = 0; i < corners.size(); i += 3) {
      nearest = std::min(nearest, std::hypot(corners[i].x - corner.x, corners[i].y - corner.y));
    }
    EXPECT_LT(nearest, 0.01);
  }
}

TEST(Svg, DrawnAtFourTimesTheSizeIsThePrintAndShowsNoGaps) {
  const Print print = blossoms(128);
  Svg svg = traced(print);
  const std::string size = "width=\"16.0000cm\" height=\"16.0000cm\"";
  ASSERT_NE(svg.text.find(size), std::string::npos);
  svg.text.replace(svg.text.find(size), size.size(), "width=\"512\" height=\"512\"");
  const Image drawn = image::rasterise_svg(svg.text);
  const Image wanted = pattern::rendered(pattern::resized(print, 512, 512));
  ASSERT_EQ(drawn.width, 512);
  double sum = 0;
  int far = 0;
  for (std::size_t i = 0; i < drawn.pixels(); ++i) {
    int most = 0;
    for (std::size_t c = 0; c < 3; ++c) most = std::max(most, std::abs(drawn.rgb[3 * i + c] - wanted.rgb[3 * i + c]));
    sum += most;
    far += most > 100;
  }
  EXPECT_LT(sum / static_cast<double>(drawn.pixels()), 1.5);
  EXPECT_LT(far, 512 * 512 / 200);
  // where red and yellow meet no ground shows: nothing there is lighter than both
  for (std::size_t i = 0; i < drawn.pixels(); ++i) {
    const bool inside = wanted.rgb[3 * i + 2] < 70 && wanted.rgb[3 * i] > 170;  // red, yellow, between
    if (!inside) continue;
    ASSERT_LT(drawn.rgb[3 * i + 2], 190) << i;
  }
}

TEST(Svg, HasOnePathAnInk) {
  const Svg svg = traced(blossoms(64));
  std::size_t paths = 0;
  for (std::size_t at = 0; (at = svg.text.find("<path", at)) != std::string::npos; ++at) ++paths;
  EXPECT_EQ(paths, 3U);
  EXPECT_GT(svg.curves, 20);
}

}  // namespace
}  // namespace toile::press
