#include "toile/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace toile {

namespace {

constexpr int kRowsWorthAThread = 16;
std::atomic<int> chosen_threads = 0;

int threads_for(int rows) {
  const int machine = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const int wanted = chosen_threads > 0 ? chosen_threads.load() : machine;
  return std::clamp(rows / kRowsWorthAThread, 1, wanted);
}

}  // namespace

void use_row_threads(int threads) {
  chosen_threads = threads;
}

void for_rows(int rows, const std::function<void(int first, int last)>& work) {
  const int count = threads_for(rows);
  std::vector<std::exception_ptr> problems(static_cast<std::size_t>(count));
  {
    std::vector<std::jthread> threads;
    for (int i = 1; i < count; ++i) {
      threads.emplace_back([&, i] {
        try {
          work(rows * i / count, rows * (i + 1) / count);
        } catch (...) {
          problems[static_cast<std::size_t>(i)] = std::current_exception();
        }
      });
    }
    try {
      work(0, rows / count);
    } catch (...) {
      problems[0] = std::current_exception();
    }
  }
  for (const auto& problem : problems) {
    if (problem) std::rethrow_exception(problem);
  }
}

bool for_each_index(std::size_t count, int threads, const std::function<void(std::size_t)>& work,
                    const std::function<bool(std::size_t)>& go_on) {
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> done = 0;
  std::atomic<bool> stop = false;
  std::exception_ptr problem;
  std::mutex problem_lock;
  const auto one = [&] {
    const std::size_t index = next++;
    if (stop || index >= count) return false;
    try {
      work(index);
      ++done;
    } catch (...) {
      const std::scoped_lock hold(problem_lock);
      if (!problem) problem = std::current_exception();
      stop = true;
    }
    return true;
  };
  {
    const std::size_t wanted =
        threads > 0 ? static_cast<std::size_t>(threads) : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(wanted, count); ++i) {
      others.emplace_back([&] {
        while (one()) {
        }
      });
    }
    while (one()) {
      if (!go_on(done)) stop = true;
    }
  }
  if (problem) std::rethrow_exception(problem);
  return done == count && go_on(done);
}

}  // namespace toile
