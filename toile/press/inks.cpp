#include "toile/press/inks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "toile/base/error.hpp"

namespace toile::press {
namespace {

constexpr int kTheirs = 128;  ///< of 255: from here on a pixel is an ink's

void check_ink(const Print& print, int ink) {
  if (ink >= 0 && ink < std::ssize(print.inks)) return;
  throw Error(ErrorKind::usage, fmt::format("there is no ink {}; the print has {}", ink + 1, print.inks.size()));
}

/// The pixels of the shape that hangs together with `start`, around the torus; they are marked as seen.
std::vector<std::size_t> shape_at(std::size_t start, const std::uint8_t* plane, int width, int height,
                                  std::vector<char>& seen) {
  std::vector<std::size_t> shape{start};
  seen[start] = 1;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const int x = static_cast<int>(shape[i] % width), y = static_cast<int>(shape[i] / width);
    for (int v = y - 1; v <= y + 1; ++v) {
      for (int u = x - 1; u <= x + 1; ++u) {
        const std::size_t at = static_cast<std::size_t>((v + height) % height) * width + (u + width) % width;
        if (seen[at] != 0 || plane[at] < kTheirs) continue;
        seen[at] = 1;
        shape.push_back(at);
      }
    }
  }
  return shape;
}

/// The pixels, and those around them.
void mark_with_edge(const std::vector<std::size_t>& shape, int width, int height, std::vector<char>& marks) {
  for (const std::size_t at : shape) {
    const int x = static_cast<int>(at % width), y = static_cast<int>(at / width);
    for (int v = y - 1; v <= y + 1; ++v) {
      for (int u = x - 1; u <= x + 1; ++u) {
        marks[static_cast<std::size_t>((v + height) % height) * width + (u + width) % width] = 1;
      }
    }
  }
}

}  // namespace

std::vector<double> shares_of(const Print& print) {
  std::vector<double> shares;
  for (int ink = 0; ink < static_cast<int>(print.inks.size()); ++ink) {
    const std::uint8_t* plane = print.plane(ink);
    const double sum = std::accumulate(plane, plane + print.pixels(), 0.0);
    shares.push_back(sum / (255.0 * static_cast<double>(print.pixels())));
  }
  return shares;
}

std::string name_of(const Print& print, std::size_t ink) {
  const std::string& name = print.inks[ink].name;
  return name.empty() ? fmt::format("Ink {}", ink + 1) : name;
}

Print merged(Print print, int from, int into) {
  check_ink(print, from), check_ink(print, into);
  if (from == into) throw Error(ErrorKind::usage, fmt::format("ink {} can't be merged into itself", from + 1));
  if (std::ssize(print.inks) <= kLeastInks) {
    throw Error(ErrorKind::usage, fmt::format("a print of {} inks can't lose one", print.inks.size()));
  }
  std::transform(print.plane(into), print.plane(into) + print.pixels(), print.plane(from), print.plane(into),
                 [](int a, int b) { return static_cast<std::uint8_t>(a + b); });
  const auto plane = print.shares.begin() + static_cast<std::ptrdiff_t>(from * print.pixels());
  print.shares.erase(plane, plane + static_cast<std::ptrdiff_t>(print.pixels()));
  print.inks.erase(print.inks.begin() + from);
  return print;
}

Print split(Print print, int ink, double largest_mm2) {
  check_ink(print, ink);
  if (std::ssize(print.inks) >= kMostInks) {
    throw Error(ErrorKind::usage, fmt::format("a print of {} inks can't have one more", print.inks.size()));
  }
  const double mm = 10 * print.width_cm / print.width;
  std::vector<char> seen(print.pixels(), 0), small(print.pixels(), 0), large(print.pixels(), 0);
  bool any_small = false, any_large = false;
  for (std::size_t at = 0; at < seen.size(); ++at) {
    if (seen[at] != 0 || print.plane(ink)[at] < kTheirs) continue;
    const auto shape = shape_at(at, print.plane(ink), print.width, print.height, seen);
    const bool is_small = static_cast<double>(shape.size()) * mm * mm <= largest_mm2;
    mark_with_edge(shape, print.width, print.height, is_small ? small : large);
    (is_small ? any_small : any_large) = true;
  }
  if (!any_small || !any_large) {
    throw Error(ErrorKind::usage,
                fmt::format("{} of the shapes of {} is up to {:g} square millimetres large: take {} "
                            "limit",
                            any_small ? "each" : "none", name_of(print, static_cast<std::size_t>(ink)), largest_mm2,
                            any_small ? "a lower" : "a higher"));
  }
  print.inks.push_back({print.inks[ink].colour, name_of(print, static_cast<std::size_t>(ink)) + " small"});
  print.shares.resize(print.shares.size() + print.pixels(), 0);
  std::uint8_t *from = print.plane(ink), *to = print.plane(static_cast<int>(print.inks.size()) - 1);
  for (std::size_t at = 0; at < small.size(); ++at) {
    if (small[at] != 0 && (large[at] == 0 || seen[at] == 0)) std::swap(from[at], to[at]);
  }
  return print;
}

Print reordered(const Print& print, const std::vector<int>& order) {
  std::vector<int> sorted = order;
  std::sort(sorted.begin(), sorted.end());
  bool each_once = order.size() == print.inks.size();
  for (std::size_t i = 0; each_once && i < sorted.size(); ++i) each_once = sorted[i] == static_cast<int>(i);
  if (!each_once) {
    throw Error(ErrorKind::usage,
                fmt::format("an order of the inks must name each of 1 to {} once", print.inks.size()));
  }
  Print result = print;
  for (std::size_t i = 0; i < order.size(); ++i) {
    result.inks[i] = {print.inks[order[i]].colour, name_of(print, static_cast<std::size_t>(order[i]))};
    std::copy_n(print.plane(order[i]), print.pixels(), result.plane(static_cast<int>(i)));
  }
  return result;
}

Print changed(Print print, const InkChanges& changes) {
  for (const auto& merge : changes.merges) print = merged(std::move(print), merge.from, merge.into);
  for (const auto& one : changes.splits) print = split(std::move(print), one.ink, one.largest_mm2);
  if (!changes.order.empty()) print = reordered(print, changes.order);
  for (const auto& [ink, name] : changes.names) {
    check_ink(print, ink);
    print.inks[ink].name = name;
  }
  return print;
}

}  // namespace toile::press
