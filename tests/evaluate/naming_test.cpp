#include "toile/evaluate/naming.hpp"

#include <gtest/gtest.h>

#include <random>

#include "toile/base/error.hpp"

namespace toile::evaluate {
namespace {

/// `rows` rows of four numbers, noise around a corner of their own; the last one is large and says nothing.
Features around(int corner, int rows, unsigned seed) {
  std::mt19937 random(seed);
  const auto noise = [&] { return static_cast<float>(random() % 1000) / 1000 - 0.5F; };
  Features features{4, {}};
  for (int i = 0; i < rows; ++i) {
    for (int c = 0; c < 3; ++c) features.values.push_back((c == corner ? 1.0F : 0.0F) + noise());
    features.values.push_back(100 * noise());
  }
  return features;
}

TEST(Naming, TellsClassesApartThatItHasNotSeen) {
  const Naming naming({around(0, 60, 1), around(1, 20, 2), around(2, 40, 3)});
  for (int corner = 0; corner < 3; ++corner) {
    const Features seen = around(corner, 50, 10 + static_cast<unsigned>(corner));
    EXPECT_GT(naming.rate(seen, static_cast<std::size_t>(corner)), 0.85);
    EXPECT_LT(naming.rate(seen, static_cast<std::size_t>((corner + 1) % 3)), 0.15);
  }
}

TEST(Naming, IsTheSameForTheSameRows) {
  const Features strange = around(1, 30, 9);
  const Naming one({around(0, 20, 1), around(1, 20, 2)}), other({around(0, 20, 1), around(1, 20, 2)});
  for (std::size_t i = 0; i < strange.rows(); ++i) EXPECT_EQ(one.name(strange.row(i)), other.name(strange.row(i)));
}

TEST(Naming, RefusesWhatCannotBeTold) {
  EXPECT_THROW(Naming({around(0, 5, 1)}), Error);
  EXPECT_THROW(Naming({around(0, 5, 1), Features{4, {}}}), Error);
  EXPECT_THROW(Naming({}), Error);
}

}  // namespace
}  // namespace toile::evaluate
