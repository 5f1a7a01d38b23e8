#include "toile/models/people.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace toile::models {
namespace {

using image::Plane;

/// Upright boxes of people, the later ones before the earlier, and what a perfect net says of them.
struct Scene {
  Plane centre{80, 60}, down{80, 60}, across{80, 60}, somebody{80, 60};

  void stand(int left, int top, int width, int height) {
    const float middle_x = left + (width - 1) / 2.0F, middle_y = top + (height - 1) / 2.0F;
    for (int y = 0; y < centre.height; ++y) {
      for (int x = 0; x < centre.width; ++x) {
        const float far = (x - middle_x) * (x - middle_x) + (y - middle_y) * (y - middle_y);
        centre.row(y)[x] = std::max(centre.row(y)[x], std::exp(-far / 50));
        if (x < left || x >= left + width || y < top || y >= top + height) continue;
        somebody.row(y)[x] = 1;
        down.row(y)[x] = middle_y - y;
        across.row(y)[x] = middle_x - x;
      }
    }
  }
  People people() const { return people_of(centre, down, across, somebody); }
};

TEST(People, TellsApartWhoStandsBesideAndBeforeAnother) {
  Scene scene;
  scene.stand(40, 10, 16, 44);
  scene.stand(4, 4, 20, 50);
  scene.stand(52, 24, 12, 30);
  const People people = scene.people();
  ASSERT_EQ(people.count, 3);
  const auto who = [&](int x, int y) { return static_cast<int>(people.of[static_cast<std::size_t>(y) * 80 + x]); };
  EXPECT_EQ(who(10, 10), 1);  // from left to right
  EXPECT_EQ(who(42, 40), 2);
  EXPECT_EQ(who(58, 40), 3);
  EXPECT_EQ(who(53, 40), 3);  // who stands before
  EXPECT_EQ(who(53, 12), 2);
  EXPECT_EQ(who(78, 2), 0);
}

TEST(People, CountsAScrapToWhoeverIsNext) {
  Scene scene;
  scene.stand(10, 2, 40, 56);
  scene.stand(64, 4, 5, 5);
  const People people = scene.people();
  EXPECT_EQ(people.count, 1);
  EXPECT_EQ(people.of[6 * 80 + 66], 1);
}

TEST(People, WithoutACentreAllIsOnes) {
  Scene scene;
  scene.stand(10, 2, 40, 56);
  scene.centre = Plane(80, 60);
  EXPECT_EQ(scene.people().count, 1);
  EXPECT_EQ(scene.people().of[30 * 80 + 20], 1);
  const Scene empty;
  EXPECT_EQ(empty.people().count, 1);
  EXPECT_EQ(empty.people().near[0], 1);
}

TEST(People, NeverTellsMoreThanTwentyApart) {
  Scene scene;
  for (int i = 0; i < 40; ++i) scene.stand(i % 8 * 10 + 1, i / 8 * 12 + 1, 8, 10);
  EXPECT_LE(scene.people().count, kMostPeople);
}

TEST(People, FindsThePixelOfAPlaneOfAnotherSize) {
  Scene scene;
  scene.stand(4, 4, 20, 50);
  scene.stand(40, 10, 16, 44);
  const People people = scene.people();
  const Plane twice(160, 119);
  EXPECT_EQ(person_at(people, people.of, twice, 20, 20), 1);
  EXPECT_EQ(person_at(people, people.of, twice, 90, 60), 2);
  EXPECT_EQ(person_at(people, people.of, twice, 159, 118), 0);
  EXPECT_EQ(person_at(people, people.near, twice, 159, 118), 2);
  EXPECT_EQ(person_at(people, people.near, twice, 0, 0), 1);
}

}  // namespace
}  // namespace toile::models
