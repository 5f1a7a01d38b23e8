#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include "toile/base/parallel.hpp"

namespace toile {
namespace {

bool always(std::size_t) {
  return true;
}

TEST(ForEachIndex, DoesEveryIndexOnceWithAnyNumberOfThreads) {
  for (const int threads : {0, 1, 2, 7}) {
    std::vector<int> times(100, 0);
    EXPECT_TRUE(for_each_index(
        100, threads, [&](std::size_t i) { ++times[i]; }, always));
    EXPECT_EQ(times, std::vector<int>(100, 1));
  }
  EXPECT_TRUE(for_each_index(
      0, 4, [](std::size_t) { FAIL(); }, always));
}

TEST(ForEachIndex, ReportsOnTheCallersThreadAndEndsWithAllDone) {
  const auto caller = std::this_thread::get_id();
  std::size_t last = 0;
  for_each_index(
      20, 3, [](std::size_t) {},
      [&](std::size_t done) {
        EXPECT_EQ(std::this_thread::get_id(), caller);
        EXPECT_GE(done, last);
        last = done;
        return true;
      });
  EXPECT_EQ(last, 20U);
}

TEST(ForEachIndex, StopsWhenToldTo) {
  const auto never = [](std::size_t) { return false; };
  std::atomic<int> done = 0;
  EXPECT_FALSE(for_each_index(
      100, 1, [&](std::size_t) { ++done; }, never));
  EXPECT_EQ(done, 1);
  EXPECT_FALSE(for_each_index(
      100, 3, [](std::size_t) {}, never));
}

TEST(ForEachIndex, ThrowsWhatTheWorkThrows) {
  for (const int threads : {1, 4}) {
    const auto work = [](std::size_t i) {
      if (i == 5) throw std::runtime_error("five");
    };
    EXPECT_THROW(for_each_index(50, threads, work, always), std::runtime_error);
  }
}

}  // namespace
}  // namespace toile
