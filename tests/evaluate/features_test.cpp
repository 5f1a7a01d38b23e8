#include "toile/evaluate/features.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "toile/base/error.hpp"

namespace toile::evaluate {
namespace {

Features random_features(std::size_t rows, std::size_t length, float shift, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal(shift, 1);
  Features features{.length = length, .values = std::vector<float>(rows * length)};
  for (float& value : features.values) value = normal(random);
  return features;
}

TEST(Kid, EqualsADirectComputationOnSmallArrays) {
  const Features a{.length = 2, .values = {1, 0, 0, 2, 1, 1}}, b{.length = 2, .values = {0, 0, 3, 1}};
  const auto k = [](double x0, double x1, double y0, double y1) { return std::pow((x0 * y0 + x1 * y1) / 2 + 1, 3); };
  const double aa = 2 * (k(1, 0, 0, 2) + k(1, 0, 1, 1) + k(0, 2, 1, 1)) / (3 * 2);
  const double bb = 2 * k(0, 0, 3, 1) / (2 * 1);
  const double ab = (k(1, 0, 0, 0) + k(1, 0, 3, 1) + k(0, 2, 0, 0) + k(0, 2, 3, 1) + k(1, 1, 0, 0) + k(1, 1, 3, 1)) / 6;
  EXPECT_NEAR(kid(a, b), 1000 * (aa + bb - 2 * ab), 1e-9);
  EXPECT_NEAR(kid(b, a), kid(a, b), 1e-9);
}

TEST(Kid, IsAboutZeroForOneDistributionAndGrowsWithTheDistance) {
  double sum = 0;
  for (unsigned seed = 0; seed < 20; ++seed) {
    sum += kid(random_features(50, 16, 0, 2 * seed), random_features(50, 16, 0, 2 * seed + 1));
  }
  EXPECT_NEAR(sum / 20, 0, 20);
  const double near = kid(random_features(80, 16, 0, 1), random_features(80, 16, 0.5F, 2));
  const double far = kid(random_features(80, 16, 0, 1), random_features(80, 16, 1, 2));
  EXPECT_GT(near, 200);
  EXPECT_GT(far, 2 * near);
  EXPECT_THROW(kid(random_features(1, 4, 0, 1), random_features(5, 4, 0, 1)), Error);
}

TEST(Diversity, IsTheMeanDistanceOfPairs) {
  const Features corner{.length = 2, .values = {0, 0, 3, 4, 0, 0}};
  EXPECT_NEAR(diversity(corner), (5 + 5 + 0) / 3.0, 1e-9);
  EXPECT_EQ(diversity({.length = 2, .values = {1, 1}}), 0);
}

TEST(NearestDistances, FindsACopy) {
  const Features some = random_features(5, 8, 0, 1);
  Features more = random_features(7, 8, 0, 2);
  more.values.insert(more.values.end(), some.row(3).begin(), some.row(3).end());
  const auto distances = nearest_distances(some, more);
  EXPECT_EQ(distances[3], 0);
  EXPECT_GT(distances[0], 0.1);
}

TEST(Quantile, InterpolatesBetweenValues) {
  EXPECT_EQ(quantile({3, 1, 2}, 0.5), 2);
  EXPECT_NEAR(quantile({0, 10}, 0.25), 2.5, 1e-9);
  EXPECT_EQ(quantile({5, 7}, 1), 7);
}

TEST(Scale, LeavesMeanNoughtAndDeviationOneWhateverTheSets) {
  const std::vector<Features> sets = {{.length = 2, .values = {1, 500, 3, 500}}, {.length = 2, .values = {5, 500}}};
  const Scale scale = scale_of(sets);
  const Features all = scaled({.length = 2, .values = {1, 500, 3, 500, 5, 500}}, scale);
  const float outer = std::sqrt(1.5F);
  const std::vector<float> expected = {-outer, 0, 0, 0, outer, 0};  // a feature that says nothing stays at 0
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(all.values[i], expected[i], 1e-4) << i;
}

TEST(Far, IsOneForWhatTheScaleWasTakenOfAndGrowsAsRowsMoveAway) {
  const Features cloth = random_features(200, 64, 5, 1);
  const Scale scale = scale_of({cloth});
  EXPECT_NEAR(far(scaled(cloth, scale)), 1, 0.02);
  EXPECT_NEAR(far(scaled(random_features(200, 64, 8, 2), scale)), std::sqrt(1 + 3 * 3), 0.15);
}

TEST(Far, IsTheMedianAndSoLeavesFewStrangersOut) {
  EXPECT_DOUBLE_EQ(far({.length = 2, .values = {3, 4, 3, 4, 3, 4, 300, 400, 3, 4}}), std::sqrt(12.5));
}

}  // namespace
}  // namespace toile::evaluate
