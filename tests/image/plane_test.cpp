#include "toile/image/plane.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace toile::image {
namespace {

Plane noise(int width, int height) {
  Plane plane(width, height);
  unsigned state = 1;
  for (float& value : plane.values) {
    state = state * 1664525U + 1013904223U;
    value = static_cast<float>(state >> 8) * 0x1p-24F;
  }
  return plane;
}

TEST(BoxMean, EqualsTheMeanCountedByHand) {
  const Plane plane = noise(13, 9);
  for (const int radius : {1, 3, 20}) {
    const Plane mean = box_mean(plane, radius);
    for (int y = 0; y < plane.height; ++y) {
      for (int x = 0; x < plane.width; ++x) {
        double sum = 0;
        int count = 0;
        for (int j = std::max(0, y - radius); j <= std::min(plane.height - 1, y + radius); ++j) {
          for (int i = std::max(0, x - radius); i <= std::min(plane.width - 1, x + radius); ++i, ++count)
            sum += plane.row(j)[i];
        }
        ASSERT_NEAR(mean.row(y)[x], sum / count, 1e-5) << x << "," << y << " radius " << radius;
      }
    }
  }
}

TEST(Blur, HasTheDeviationAskedFor) {
  Plane point(201, 201);
  point.row(100)[100] = 1;
  const Plane spread = blur(point, 8);
  double variance = 0;
  for (int x = 0; x < 201; ++x) {
    for (int y = 0; y < 201; ++y) variance += spread.row(y)[x] * (x - 100) * (x - 100);
  }
  EXPECT_NEAR(std::sqrt(variance), 8, 0.5);
}

TEST(Resample, KeepsAConstantAndTheMean) {
  const Plane plane = noise(64, 48);
  const Plane small = resample(plane, 16, 12), large = resample(plane, 128, 96);
  const auto mean = [](const Plane& p) {
    return std::accumulate(p.values.begin(), p.values.end(), 0.0) / static_cast<double>(p.values.size());
  };
  EXPECT_NEAR(mean(small), mean(plane), 0.01);
  EXPECT_NEAR(mean(large), mean(plane), 0.01);
  for (const float value : resample(Plane(7, 5, 0.25F), 31, 2).values) EXPECT_NEAR(value, 0.25, 1e-6);
}

TEST(GuidedFilter, SmoothsNoiseAndKeepsTheGuidesEdge) {
  Plane guide(60, 60), plane = noise(60, 60);
  for (int y = 0; y < 60; ++y) {
    for (int x = 30; x < 60; ++x) {
      guide.row(y)[x] = 1;
      plane.row(y)[x] += 3;
    }
  }
  const Plane out = guided_filter(guide, plane, 5, 1e-3F);
  EXPECT_GT(out.row(30)[30] - out.row(30)[29], 2.5);
  EXPECT_LT(std::abs(out.row(30)[10] - out.row(30)[11]), 0.1);
}

}  // namespace
}  // namespace toile::image
