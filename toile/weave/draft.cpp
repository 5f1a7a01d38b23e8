#include "toile/weave/draft.hpp"

#include <algorithm>
#include <numeric>

#include "toile/base/error.hpp"

namespace toile::weave {
namespace {

constexpr std::size_t kMostThreads = 16384;

std::vector<std::uint8_t> threads_of(const std::vector<Band>& bands) {
  std::vector<std::uint8_t> threads;
  for (const Band& band : bands) threads.insert(threads.end(), band.threads, static_cast<std::uint8_t>(band.yarn));
  return threads;
}

/// `order` over and over, `length` long.
template <typename T>
std::vector<T> repeated(const std::vector<T>& order, std::size_t length) {
  std::vector<T> all(length);
  for (std::size_t i = 0; i < length; ++i) all[i] = order[i % order.size()];
  return all;
}

std::size_t common_repeat(std::size_t sett, std::size_t weave) {
  const std::size_t threads = std::lcm(sett, weave);
  if (threads <= kMostThreads) return threads;
  throw Error(ErrorKind::usage, "a sett of " + std::to_string(sett) + " threads meets a weave of " +
                                    std::to_string(weave) + " only after " + std::to_string(threads) +
                                    "; it must be after " + std::to_string(kMostThreads) + " at most");
}

/// The middle of the longest run of one colour, around the repeat.
std::ptrdiff_t middle_of_widest(const std::vector<std::uint8_t>& threads) {
  const auto count = std::ssize(threads);
  std::ptrdiff_t run = 0, longest = 0, middle = 0;
  if (count == 0) return middle;
  for (std::ptrdiff_t i = 0; i < 2 * count; ++i) {
    const bool same = i > 0 && threads[i % count] == threads[(i - 1) % count];
    run = same ? run + 1 : 1;
    if (run <= longest || run > count) continue;
    longest = run;
    middle = (i - run / 2) % count;
  }
  return middle;
}

}  // namespace

Draft begun_in_widest_bands(Draft draft) {
  const auto from = [](auto& threads, std::ptrdiff_t first) {
    std::rotate(threads.begin(), threads.begin() + first, threads.end());
  };
  const std::ptrdiff_t end = middle_of_widest(draft.warp), pick = middle_of_widest(draft.weft);
  from(draft.warp, end);
  from(draft.weave.threading, end);
  from(draft.weft, pick);
  from(draft.weave.treadling, pick);
  return draft;
}

Draft set_up(const std::vector<Ink>& yarns, const std::vector<Band>& warp, const std::vector<Band>& weft,
             const Weave& weave) {
  if (yarns.empty() || yarns.size() > kMostInks) {
    throw Error(ErrorKind::usage, "a cloth of " + std::to_string(yarns.size()) + " yarns; it must have from 1 to " +
                                      std::to_string(kMostInks));
  }
  const std::vector<std::uint8_t> ends = threads_of(warp), picks = threads_of(weft);
  const std::size_t across = common_repeat(ends.size(), weave.threading.size());
  const std::size_t down = common_repeat(picks.size(), weave.treadling.size());
  return {.yarns = yarns,
          .warp = repeated(ends, across),
          .weft = repeated(picks, down),
          .weave = {.threading = repeated(weave.threading, across),
                    .treadling = repeated(weave.treadling, down),
                    .tie_up = weave.tie_up}};
}

}  // namespace toile::weave
