#include "toile/render/panels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <numbers>
#include <vector>

#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/render/box.hpp"
#include "toile/render/fabric.hpp"
#include "toile/render/grid.hpp"

namespace toile::render {
namespace {

using Corner = std::pair<double, double>;

/// Adds the polygon to a cover of cells.
void fill(image::Plane& cover, const std::vector<Corner>& corners) {
  for (int y = 0; y < cover.height; ++y) {
    for (int x = 0; x < cover.width; ++x) {
      bool inside = false;
      for (std::size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
        const auto [xi, yi] = corners[i];
        const auto [xj, yj] = corners[j];
        if ((yi > y + 0.5) != (yj > y + 0.5) && x + 0.5 < (xj - xi) * (y + 0.5 - yi) / (yj - yi) + xi) inside = !inside;
      }
      if (inside) cover.row(y)[x] = 1;
    }
  }
}

/// A shirt 300 cells wide and high with sleeves of this length, `degrees` from straight down.
image::Plane shirt(double degrees, double length) {
  image::Plane cover(360, 320);
  fill(cover, {{110, 20}, {250, 20}, {250, 310}, {110, 310}});
  const double angle = degrees * std::numbers::pi / 180, dx = std::sin(angle) * length, dy = std::cos(angle) * length;
  const double across_x = std::cos(angle) * 70, across_y = std::sin(angle) * 70;
  for (const double side : {-1.0, 1.0}) {
    const double x = side < 0 ? 112 : 248, y = 20;  // the shoulder
    fill(cover, {{x, y},
                 {x + side * dx, y + dy},
                 {x + side * (dx - across_x), y + dy + across_y},
                 {x - side * across_x, y + across_y}});
  }
  return cover;
}

/// Degrees that the flat cloth's way down is turned by at (x, y), positive towards the right.
double turned(const Panels& panels, double x, double y) {
  double from_x = x, from_y = y, right_x = x + 1, right_y = y, down_x = x, down_y = y + 1;
  panels.straighten(from_x, from_y);
  panels.straighten(right_x, right_y);
  panels.straighten(down_x, down_y);
  // the direction in the photo that the flat cloth's (0, 1) comes from
  const double a = right_x - from_x, b = down_x - from_x, c = right_y - from_y, d = down_y - from_y;
  const double det = a * d - b * c;
  return std::atan2(-b / det, a / det) * 180 / std::numbers::pi;
}

TEST(Panels, ClothRunsAlongSleevesThatStandOff) {
  for (const double degrees : {35.0, 45.0, 65.0}) {
    for (const double length : {120.0, 200.0}) {
      if (degrees > 50 && length > 150) continue;  // they would leave the picture
      const Panels panels = read_panels(shirt(degrees, length), 1);
      ASSERT_EQ(panels.sleeves.size(), 2) << degrees << ' ' << length;
      for (const Sleeve& sleeve : panels.sleeves) {
        EXPECT_NEAR(sleeve.angle * 180 / std::numbers::pi, sleeve.on_the_right ? degrees : -degrees, 12)
            << degrees << ' ' << length;
      }
      EXPECT_EQ(panels.sleeve_at(180, 100), 0);
      EXPECT_EQ(turned(panels, 180, 200), 0);
    }
  }
}

TEST(Panels, ASleevesPrintKeepsItsScale) {
  const Panels panels = read_panels(shirt(45, 120), 1);
  double ax = 300, ay = 90, bx = 303, by = 94;
  ASSERT_GT(panels.sleeve_at(ax, ay), 0);
  panels.straighten(ax, ay);
  panels.straighten(bx, by);
  EXPECT_NEAR(std::hypot(bx - ax, by - ay), 5, 1e-9);
}

TEST(Panels, ClothRunsAlongLegsAndIsWholeAboveThem) {
  image::Plane cover(300, 380);
  fill(cover, {{90, 10}, {210, 10}, {215, 110}, {85, 110}});
  fill(cover, {{85, 110}, {150, 110}, {75, 370}, {15, 370}});
  fill(cover, {{150, 110}, {215, 110}, {285, 370}, {225, 370}});
  const Panels panels = read_panels(cover, 1);
  ASSERT_FALSE(panels.legs.between.empty());
  EXPECT_NEAR(turned(panels, 60, 330), -15, 3);
  EXPECT_NEAR(turned(panels, 240, 330), 15, 3);
  EXPECT_EQ(turned(panels, 150, 60), 0);
  // nothing tears at the crotch's height
  double above_x = 120, above_y = panels.legs.crotch_y, below_x = 120, below_y = panels.legs.crotch_y + 1;
  panels.straighten(above_x, above_y);
  panels.straighten(below_x, below_y);
  EXPECT_LT(std::hypot(below_x - above_x, below_y - above_y), 1.1);
}

TEST(Panels, ALegThatGrowsNarrowerOnOneSideHangsStraight) {
  image::Plane cover(300, 380);
  fill(cover, {{50, 10}, {250, 10}, {250, 110}, {50, 110}});
  fill(cover, {{50, 110}, {150, 110}, {110, 370}, {50, 370}});
  fill(cover, {{150, 110}, {250, 110}, {250, 370}, {190, 370}});
  EXPECT_NEAR(turned(read_panels(cover, 1), 70, 330), 0, 1);
}

TEST(Panels, WhatHasNoSleevesAndNoLegsIsOnePiece) {
  image::Plane skirt(200, 260), vest(200, 260), notched(200, 260), square(64, 64, 1);
  fill(skirt, {{60, 10}, {140, 10}, {195, 250}, {5, 250}});
  fill(vest, {{50, 10}, {150, 10}, {160, 90}, {175, 130}, {170, 250}, {30, 250}, {25, 130}, {40, 90}});
  fill(notched, {{20, 10}, {180, 10}, {180, 250}, {110, 250}, {105, 235}, {95, 235}, {90, 250}, {20, 250}});
  for (const image::Plane* cover : {&skirt, &vest, &notched, &square}) EXPECT_FALSE(read_panels(*cover, 1).any());
  EXPECT_FALSE(read_panels(image::Plane(40, 40), 1).any());
  EXPECT_FALSE(read_panels(image::Plane(1, 1, 1), 1).any());
}

TEST(Panels, AMatteLikeACombIsRead) {
  image::Plane comb(384, 200);
  fill(comb, {{0, 0}, {384, 0}, {384, 100}, {0, 100}});
  for (int x = 0; x < 384; x += 6)
    fill(comb, {{x + 0.0, 100}, {x + 3.0, 100}, {x + 3.0, 200 - x / 4.0}, {x + 0.0, 200 - x / 4.0}});
  const Panels panels = read_panels(comb, 2);
  for (int y = 0; y < 400; y += 7) {
    for (int x = 0; x < 768; x += 5) {
      double u = x, v = y;
      panels.straighten(u, v);
      EXPECT_TRUE(std::isfinite(u) && std::isfinite(v));
    }
  }
}

/// Mean degrees between the way that the cloth really runs on a rendered garment and what its outline tells, on its
/// sleeves and legs; and what it would be if it ran straight down everywhere.
struct Errors {
  double told = 0, straight = 0;
};
Errors errors_on(const std::string& garment) {
  const std::filesystem::path folder = std::filesystem::path("wardrobe") / garment;
  const Mask mask = image::read_mask(folder / "mask.png");
  const Fabric fabric{
      .coordinates = image::read_samples(folder / "uv.png"), .side_cm = 100, .reflectance = {}, .light = {}};
  const Box box = bounds(mask);
  const Coordinates truth = coordinates_in(fabric, mask, box);
  const Grid grid = grid_of(Image::filled(mask.width, mask.height, {128, 128, 128}), mask, box, 384);
  const Panels panels = read_panels(grid.cover, grid.step);
  const float tear = kTear * static_cast<float>(typical_step(truth));
  Errors sum;
  double count = 0;
  for (int y = 1; y + 1 < box.height; ++y) {
    for (int x = 1; x + 1 < box.width; ++x) {
      const double told = turned(panels, x + 0.5, y + 0.5);
      if (std::abs(told) < 2) continue;
      const float u_right = truth.u.row(y)[x + 1] - truth.u.row(y)[x - 1],
                  u_down = truth.u.row(y + 1)[x] - truth.u.row(y - 1)[x],
                  v_right = truth.v.row(y)[x + 1] - truth.v.row(y)[x - 1],
                  v_down = truth.v.row(y + 1)[x] - truth.v.row(y - 1)[x];
      if (!(std::hypot(u_right, u_down, v_right) < 2 * tear && std::abs(v_down) < 2 * tear)) continue;
      if (u_right * v_down - u_down * v_right <= 0) continue;  // seen from behind
      const double real = std::atan2(-u_down, u_right) * 180 / std::numbers::pi;
      sum.told += std::abs(told - real);
      sum.straight += std::abs(real);
      ++count;
    }
  }
  return {sum.told / count, sum.straight / count};
}

TEST(Panels, TheWardrobesClothRunsAsItsOutlineTells) {
  for (const char* garment : {"tshirt", "blouse", "jumper"}) {
    const Errors errors = errors_on(garment);
    std::printf("%s: %.1f degrees off, %.1f if all ran straight down\n", garment, errors.told, errors.straight);
    EXPECT_LT(errors.told, 0.3 * errors.straight) << garment;
  }
}

}  // namespace
}  // namespace toile::render
