#include "toile/scan/page_edge.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "toile/pattern/oklab.hpp"

namespace toile::scan {
namespace {

constexpr double kJoined = 0.5;        ///< IoU along the edge from which on two parts are one motif
constexpr double kJoinedColour = 0.1;  ///< Oklab, between them at most

enum Side { left, right, top, bottom };

/// How a piece meets an edge of the page: its alpha along it, 0..1, and its colour there.
struct Meeting {
  std::vector<float> alpha;
  image::Oklab colour{};
  double sum = 0;
};

std::optional<Meeting> meeting(const Piece& piece, const image::Size& page, Side side) {
  const Image& picture = piece.picture;
  const bool upright = side == left || side == right;
  const bool there = side == left    ? piece.x == 0
                     : side == right ? piece.x + picture.width == page.width
                     : side == top   ? piece.y == 0
                                     : piece.y + picture.height == page.height;
  if (!there) return {};
  Meeting out{.alpha = std::vector<float>(static_cast<std::size_t>(upright ? page.height : page.width))};
  for (int k = 0; k < (upright ? picture.height : picture.width); ++k) {
    const int x = upright ? (side == left ? 0 : picture.width - 1) : k,
              y = upright ? k : (side == top ? 0 : picture.height - 1);
    const float alpha = picture.alpha[static_cast<std::size_t>(y) * picture.width + x] / 255.0F;
    out.alpha[static_cast<std::size_t>(k + (upright ? piece.y : piece.x))] = alpha;
    const image::Oklab lab = image::oklab_of(picture.at(x, y));
    for (std::size_t c = 0; c < 3; ++c) out.colour[c] += alpha * lab[c];
    out.sum += alpha;
  }
  if (out.sum <= 0) return {};
  for (float& value : out.colour) value /= static_cast<float>(out.sum);
  return out;
}

/// IoU of two parts across an edge, the farther one's page lying `moved` pixels further; 0 where colours differ.
double likeness(const Meeting& near, const Meeting& far, int moved) {
  if (pattern::distance(near.colour, far.colour) > kJoinedColour * kJoinedColour) return 0;
  const int count = static_cast<int>(near.alpha.size());
  double both = 0, either = 0;
  for (int k = 0; k < count; ++k) {
    const float p = near.alpha[static_cast<std::size_t>(k)],
                q = far.alpha[static_cast<std::size_t>((k - moved % count + count) % count)];
    both += std::min(p, q);
    either += std::max(p, q);
  }
  return either > 0 ? both / either : 0;
}

}  // namespace

std::vector<bool> joined_across(const std::vector<Piece>& parts, const image::Size& page, pattern::Layout layout) {
  std::vector<std::array<int, 4>> partner(parts.size(), {-1, -1, -1, -1});
  const int across_moved = layout.kind == pattern::Layout::Kind::drop ? page.height * layout.moved / layout.of : 0;
  const int down_moved = layout.kind == pattern::Layout::Kind::brick ? page.width * layout.moved / layout.of : 0;
  for (const auto& [near, far] : {std::pair{right, left}, {bottom, top}}) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto one = meeting(parts[i], page, near);
      double best = kJoined;
      for (std::size_t j = 0; one && j < parts.size(); ++j) {
        const auto other = meeting(parts[j], page, far);
        if (!other || partner[j][far] >= 0) continue;
        const double share = likeness(*one, *other, near == right ? across_moved : down_moved);
        if (share > best) best = share, partner[i][near] = static_cast<int>(j);
      }
      if (partner[i][near] >= 0) partner[static_cast<std::size_t>(partner[i][near])][far] = static_cast<int>(i);
    }
  }
  std::vector<bool> stays(parts.size(), true);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      for (const Side side : {left, right, top, bottom}) {
        const int other = partner[i][side];
        const bool met = !meeting(parts[i], page, side) || (other >= 0 && stays[static_cast<std::size_t>(other)]);
        if (stays[i] && !met) stays[i] = false, changed = true;
      }
    }
  }
  return stays;
}

}  // namespace toile::scan
