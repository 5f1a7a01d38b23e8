// The weaves by name.

#include <functional>

#include "toile/base/error.hpp"
#include "toile/weave/draft.hpp"

namespace toile::weave {
namespace {

constexpr const char* kNames =
    "plain, 2/2 twill, 2/1 twill, 3/1 twill, 1/3 twill, 2/2 basket, 4/4 basket, herringbone, pointed twill, birdseye, "
    "diamond twill, seersucker, warp-faced, weft-faced";

/// Straight threading and treadling on `size` shafts; `up(k)`: whether treadle t lifts shaft k - t: the line rises to
/// the right.
Weave twill(int size, const std::function<bool(int)>& up) {
  Weave weave{.threading = {}, .treadling = {}, .tie_up = std::vector(size, std::vector<bool>(size))};
  for (int i = 0; i < size; ++i) {
    weave.threading.push_back(i);
    weave.treadling.push_back(i);
    for (int k = 0; k < size; ++k) weave.tie_up[i][(k - i + size) % size] = up(k);
  }
  return weave;
}

/// The line goes one way for `turn` threads and back for as many; where it turns it skips half its repeat, so that no
/// float grows longer (a broken herringbone).
std::vector<int> there_and_back(int turn) {
  std::vector<int> order;
  for (int i = 0; i < turn; ++i) order.push_back(i % 4);
  for (int i = 0; i < turn; ++i) order.push_back((turn - 1 + 2 - i + 8 * turn) % 4);
  return order;
}

/// The line turns on a point: ..., 3, 4, 3, ...
std::vector<int> on_points(int turn) {
  std::vector<int> order;
  for (int i = 0; i < turn; ++i) order.push_back(i % 4);
  for (int i = 0; i < turn; ++i) order.push_back((turn - i) % 4);
  return order;
}

/// `turn` ends of plain weave, then as many of a rib over two picks, which stands out beside them.
Weave seersucker(int turn) {
  Weave weave{.threading = {}, .treadling = {0, 1, 2, 3}, .tie_up = {}};
  for (int end = 0; end < 2 * turn; ++end) weave.threading.push_back(end % 2 + (end < turn ? 0 : 2));
  for (int treadle = 0; treadle < 4; ++treadle) {
    weave.tie_up.push_back({treadle % 2 == 0, treadle % 2 == 1, treadle < 2, treadle >= 2});
  }
  return weave;
}

Weave from_rows(const std::vector<std::string>& rows) {
  Weave weave;
  for (std::size_t pick = 0; pick < rows.size(); ++pick) {
    weave.treadling.push_back(static_cast<int>(pick));
    weave.tie_up.emplace_back();
    for (const char cell : rows[pick]) weave.tie_up.back().push_back(cell == '#');
  }
  for (std::size_t end = 0; end < rows.front().size(); ++end) weave.threading.push_back(static_cast<int>(end));
  return weave;
}

}  // namespace

Weave weave_named(const std::string& name, int turn) {
  const auto line = [](int over) { return [over](int k) { return k < over; }; };
  if (turn < 2)
    throw Error(ErrorKind::usage,
                "the line of a weave turns after " + std::to_string(turn) + " ends; it must be 2 or more");
  if (name == "plain") return twill(2, line(1));
  if (name == "2/2 twill") return twill(4, line(2));
  if (name == "2/1 twill") return twill(3, line(2));
  if (name == "3/1 twill") return twill(4, line(3));
  if (name == "1/3 twill") return twill(4, line(1));
  if (name == "warp-faced") return twill(1, line(1));
  if (name == "weft-faced") return twill(1, line(0));
  if (name == "2/2 basket") return from_rows({"##..", "##..", "..##", "..##"});
  if (name == "4/4 basket") {
    const std::string over = "####....", under = "....####";
    return from_rows({over, over, over, over, under, under, under, under});
  }
  if (name == "seersucker") return seersucker(turn);
  if (name == "birdseye") return from_rows({"#.#.", ".###", "#.#.", "##.#"});
  if (name == "herringbone" || name == "pointed twill" || name == "diamond twill") {
    Weave weave = twill(4, line(2));
    weave.threading = name == "herringbone" ? there_and_back(turn) : on_points(turn);
    if (name == "diamond twill") weave.treadling = on_points(turn);
    return weave;
  }
  throw Error(ErrorKind::usage, "there is no weave " + name + "; there are " + kNames);
}

}  // namespace toile::weave
