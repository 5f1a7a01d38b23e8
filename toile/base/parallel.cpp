#include "toile/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
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

}  // namespace toile
