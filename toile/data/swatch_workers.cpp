#include "toile/data/swatch_workers.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace toile::data {

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
    const std::size_t wanted = threads > 0 ? static_cast<std::size_t>(threads)
                                           : std::max<std::size_t>(1, std::thread::hardware_concurrency());
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

}  // namespace toile::data
