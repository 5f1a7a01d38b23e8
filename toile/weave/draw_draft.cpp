// A draft as a print.

#include <cmath>

#include "toile/base/error.hpp"
#include "toile/weave/cover.hpp"
#include "toile/weave/draft.hpp"

namespace toile::weave {
namespace {

/// A pixel covers no more than this many of the narrowest bands: with more, its lines are gone.
constexpr int kMostBandsAPixel = 4;
/// From so many pixels a thread on, the line of a twill shows its steps.
constexpr double kShowsSteps = 1.5;

/// Threads of the narrowest band; all of them when there is but one colour.
int narrowest(const std::vector<std::uint8_t>& threads) {
  const auto count = static_cast<int>(threads.size());
  int least = count, run = 0;
  // Twice around: the first band may have begun before the first thread.
  for (int i = 1; i < 2 * count; ++i) {
    ++run;
    if (threads[i % count] == threads[(i - 1) % count]) continue;
    if (run < i) least = std::min(least, run);
    run = 0;
  }
  return least;
}

void check_size(const char* what, int pixels, int repeats, const std::vector<std::uint8_t>& threads) {
  const int all = repeats * static_cast<int>(threads.size());
  const int a_pixel = kMostBandsAPixel * narrowest(threads);
  const int least = (all + a_pixel - 1) / a_pixel;
  if (pixels >= least) return;
  throw Error(ErrorKind::usage, "a tile of " + std::to_string(pixels) + " pixels is too small for the " +
                                    std::to_string(all) + " " + what + " of its setts; it must have at least " +
                                    std::to_string(least));
}

/// What a pixel covers of the threads along one side.
struct Covered {
  int thread;
  float share;
};

std::vector<std::vector<Covered>> threads_under(int pixels, int side, int threads) {
  std::vector<std::vector<Covered>> under(static_cast<std::size_t>(pixels));
  const double step = 1.0 * threads / side;
  for (int i = 0; i < pixels; ++i) {
    const double from = i * step, to = (i + 1) * step;
    for (int t = static_cast<int>(from); t < to - 1e-9; ++t) {
      const double share = (std::min(to, t + 1.0) - std::max(from, 1.0 * t)) / step;
      if (share > 1e-9) under[i].push_back({t, static_cast<float>(share)});
    }
  }
  return under;
}

Print stepped(const Draft& draft, Print print, int across, int down) {
  const int columns = pixels_drawn(print.width, across), rows = pixels_drawn(print.height, down);
  const auto ends = threads_under(columns, print.width, across * draft.ends());
  const auto picks = threads_under(rows, print.height, down * draft.picks());
  const int inks = static_cast<int>(print.inks.size());
  for_rows(rows, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < columns; ++x) {
        std::array<float, kMostInks> areas{};
        for (const Covered& pick : picks[y]) {
          for (const Covered& end : ends[x]) {
            areas[draft.yarn_at(end.thread % draft.ends(), pick.thread % draft.picks())] += pick.share * end.share;
          }
        }
        to_shares(areas, inks, print, static_cast<std::size_t>(y) * print.width + x);
      }
    }
  });
  repeat_corner(print, columns, rows);
  return print;
}

/// Whether the warp is on top at a place in threads: of the four crossings around it the nearest says, but where one
/// alone differs from the other three its corner is cut off (marching squares: Lorensen and Cline 1987 in the plane).
/// Steps become straight lines so, while plain weave and basket keep their squares.
bool warp_up_at(const Draft& draft, double x, double y) {
  const int ends = draft.ends(), picks = draft.picks();
  const double sx = x + ends - 0.5, sy = y + picks - 0.5;
  const int end = static_cast<int>(sx), pick = static_cast<int>(sy);
  const double u = sx - end, v = sy - pick;
  std::array<bool, 4> up{};
  int count = 0;
  for (int i = 0; i < 4; ++i) {
    up[i] = draft.weave.warp_up((end + i % 2) % ends, (pick + i / 2) % picks);
    count += up[i] ? 1 : 0;
  }
  if (count != 1 && count != 3) return up[(u > 0.5 ? 1 : 0) + (v > 0.5 ? 2 : 0)];
  const bool odd_one = count == 1;
  const auto corner = std::find(up.begin(), up.end(), odd_one) - up.begin();
  const double away = (corner % 2 == 1 ? 1 - u : u) + (corner / 2 == 1 ? 1 - v : v);
  return (away < 0.5) == odd_one;
}

}  // namespace

Print drawn(const Draft& draft, int width, int height, int across, int down, Floats floats) {
  check_size("ends", width, across, draft.warp);
  check_size("picks", height, down, draft.weft);
  std::vector<Ink> inks = draft.yarns;
  if (inks.size() < kLeastInks) inks.push_back(inks.front());
  const bool fine = width < kShowsSteps * across * draft.ends() || height < kShowsSteps * down * draft.picks();
  if (floats == Floats::stepped || fine) return stepped(draft, Print::ground(width, height, inks), across, down);
  return covered(width, height, across, down, inks, [&](double x, double y) -> int {
    const double end = x * draft.ends(), pick = y * draft.picks();
    return warp_up_at(draft, end, pick) ? draft.warp[static_cast<int>(end)] : draft.weft[static_cast<int>(pick)];
  });
}

}  // namespace toile::weave
