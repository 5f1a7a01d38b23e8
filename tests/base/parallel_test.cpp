#include "toile/base/parallel.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace toile {
namespace {

TEST(ForRows, VisitsEveryRowOnce) {
  for (const int threads : {1, 2, 7}) {
    use_row_threads(threads);
    for (const int rows : {0, 1, 15, 100, 1001}) {
      std::vector<int> visits(static_cast<std::size_t>(rows), 0);
      for_rows(rows, [&](int first, int last) {
        for (int y = first; y < last; ++y) ++visits[static_cast<std::size_t>(y)];
      });
      EXPECT_EQ(visits, std::vector<int>(static_cast<std::size_t>(rows), 1)) << rows;
    }
  }
  use_row_threads(0);
}

TEST(ForRows, HandsOnWhatAThreadThrows) {
  use_row_threads(4);
  EXPECT_THROW(for_rows(1000,
                        [](int, int last) {
                          if (last == 1000) throw std::runtime_error("row");
                        }),
               std::runtime_error);
  use_row_threads(0);
}

}  // namespace
}  // namespace toile
