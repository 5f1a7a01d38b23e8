#include "toile/pattern/layout.hpp"

#include <fmt/core.h>

#include <numeric>
#include <optional>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/base/form.hpp"

namespace toile::pattern {
namespace {

using Kind = Layout::Kind;

constexpr std::array<const char*, kLayouts.size()> kNames = {"straight", "half-drop", "half-brick", "mirror",
                                                             "turnover", "centre",    "diamond",    "ogee"};

std::optional<Layout> part_move(const std::string& name) {
  static const Form form("(drop|brick)-([0-9]{1,2})/([0-9]{1,2})");
  const std::vector<std::string> found = form.groups(name);
  if (found.empty()) return {};
  const int moved = std::stoi(found[1]), of = std::stoi(found[2]);
  if (moved < 1 || moved >= of || of > kMostParts) return {};
  const int common = std::gcd(moved, of);
  return Layout{found[0] == "drop" ? Kind::drop : Kind::brick, moved / common, of / common};
}

}  // namespace

Layout layout_named(const std::string& name) {
  for (std::size_t i = 0; i < kLayouts.size(); ++i) {
    if (name == kNames[i]) return kLayouts[i];
  }
  if (const auto layout = part_move(name)) return *layout;
  throw Error(ErrorKind::usage, fmt::format("layout is {}; it must be straight, half-drop, half-brick, mirror, "
                                            "turnover, centre, diamond, ogee, or a part such as drop-1/3 or "
                                            "brick-2/5, of {} at most",
                                            name, kMostParts));
}

std::string name_of(Layout layout) {
  for (std::size_t i = 0; i < kLayouts.size(); ++i) {
    if (layout == kLayouts[i]) return kNames[i];
  }
  return fmt::format("{}-{}/{}", layout.kind == Kind::drop ? "drop" : "brick", layout.moved, layout.of);
}

Grid tiles_in_unit(Layout layout) {
  switch (layout.kind) {
    case Kind::straight:
    case Kind::diamond:
    case Kind::ogee:
      return {1, 1};
    case Kind::drop:
      return {layout.of, 1};
    case Kind::brick:
      return {1, layout.of};
    case Kind::turnover:
      return {2, 1};
    case Kind::mirror:
    case Kind::centre:
      return {2, 2};
  }
  return {2, 2};
}

}  // namespace toile::pattern
