#include "toile/compose/stamp.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "toile/base/error.hpp"
#include "toile/compose/coverage.hpp"
#include "toile/compose/raster_sampler.hpp"

namespace toile::compose {
namespace {

constexpr int kWholeShare = 255;

void check(const Print& print, const Motif& motif, const Stamp& stamp) {
  const bool known = std::all_of(stamp.inks.begin(), stamp.inks.end(),
                                 [&](int ink) { return ink >= 0 && ink < std::ssize(print.inks); });
  if (known && stamp.inks.size() == motif.roles.size()) return;
  throw Error(ErrorKind::usage, "the motif " + motif.name + " has " + std::to_string(motif.roles.size()) +
                                    " inks; each must be told one of the print's " + std::to_string(print.inks.size()));
}

/// The parts of `box` that lie in the rows of the torus, each with the way it was moved.
struct Piece {
  Box box;          ///< in the print's pixels
  int right, down;  ///< how far the motif was moved
};

std::vector<Piece> pieces_of(const Box& box, int width, int height, Rows rows) {
  std::vector<Piece> pieces;
  const auto first_move = [](int least, int side) { return -static_cast<int>(std::floor(1.0 * least / side)) * side; };
  for (int down = first_move(box.bottom - 1, height); box.top + down < height; down += height) {
    for (int right = first_move(box.right - 1, width); box.left + right < width; right += width) {
      const Box part{std::max(0, box.left + right), std::max(rows.first, box.top + down),
                     std::min(width, box.right + right), std::min(rows.last, box.bottom + down)};
      if (!part.empty()) pieces.push_back({part, right, down});
    }
  }
  return pieces;
}

/// What was there keeps 1 - cover / 255; the ink takes exactly the rest.
void paint(Print& print, std::size_t at, int ink, int cover) {
  int others = 0;
  for (int k = 0; k < std::ssize(print.inks); ++k) {
    std::uint8_t& share = print.plane(k)[at];
    if (k == ink || share == 0) continue;
    share = static_cast<std::uint8_t>((share * (kWholeShare - cover) + kWholeShare / 2) / kWholeShare);
    others += share;
  }
  print.plane(ink)[at] = static_cast<std::uint8_t>(std::max(0, kWholeShare - others));
}

void paint_solid(Print& print, std::size_t at, std::size_t count, int ink) {
  for (int k = 0; k < std::ssize(print.inks); ++k) std::memset(print.plane(k) + at, k == ink ? kWholeShare : 0, count);
}

/// `left`: of the coverage's first column.
void paint(Print& print, const Coverage& coverage, int left, const Box& box, int ink) {
  for (int y = box.top; y < box.bottom; ++y) {
    const std::uint8_t* row =
        coverage.bytes.data() + static_cast<std::size_t>(y - box.top) * coverage.stride + (box.left - left);
    const std::size_t start = static_cast<std::size_t>(y) * print.width + box.left;
    for (int x = 0; x < box.width();) {
      int end = x;
      while (end < box.width() && row[end] == row[x]) ++end;
      if (row[x] == kWholeShare) {
        paint_solid(print, start + x, static_cast<std::size_t>(end - x), ink);
      } else if (row[x] > 0) {
        for (int i = x; i < end; ++i) paint(print, start + i, ink, row[i]);
      }
      x = end;
    }
  }
}

void stamp_shapes(Print& print, const Motif& motif, const Stamp& stamp, Rows rows) {
  const Affine to_pixels = affine_of(stamp);
  Coverage coverage;
  for (const Shape& shape : motif.shapes) {
    const Box whole = box_of(shape, to_pixels);
    for (const Piece& piece : pieces_of(whole, print.width, print.height, rows)) {
      // Cut off above and below alone: cairo's coverage at an edge depends on where it is cut off at the sides.
      const Box cut{whole.left, piece.box.top - piece.down, whole.right, piece.box.bottom - piece.down};
      cover(coverage, shape, to_pixels, cut);
      paint(print, coverage, whole.left + piece.right, piece.box, stamp.inks[static_cast<std::size_t>(shape.ink)]);
    }
  }
}

/// The box of the motif's own box, turned.
Box box_of(const Motif& motif, const Stamp& stamp) {
  const float x = motif.width / 2, y = motif.height / 2;
  return box_of(Shape{.curves = {{{-x, -y}, {x, -y}, {x, y}, {-x, y}}}}, affine_of(stamp));
}

/// As `paint` of one ink, for a pixel of several.
void blend(Print& print, std::size_t at, const RasterSampler::Sample& sample, const std::vector<int>& inks) {
  std::array<int, kMostInks> parts{};
  for (std::size_t i = 0; i < inks.size(); ++i) parts[static_cast<std::size_t>(inks[i])] += sample.shares[i];
  int sum = 0;
  std::size_t largest = 0;
  for (std::size_t k = 0; k < print.inks.size(); ++k) {
    std::uint8_t& share = print.plane(static_cast<int>(k))[at];
    share = static_cast<std::uint8_t>(
        (share * (kWholeShare - sample.alpha) + parts[k] * sample.alpha + kWholeShare / 2) / kWholeShare);
    sum += share;
    if (share > print.plane(static_cast<int>(largest))[at]) largest = k;
  }
  std::uint8_t& most = print.plane(static_cast<int>(largest))[at];
  most = static_cast<std::uint8_t>(most + kWholeShare - sum);
}

void stamp_raster(Print& print, const Motif& motif, const Stamp& stamp, Rows rows) {
  const RasterSampler sampler(motif.raster, static_cast<int>(motif.roles.size()), stamp.size);
  for (const Piece& piece : pieces_of(box_of(motif, stamp), print.width, print.height, rows)) {
    Affine moved = affine_of(stamp);
    moved.x0 += piece.right;
    moved.y0 += piece.down;
    const Affine back = inverse_of(moved);
    for (int y = piece.box.top; y < piece.box.bottom; ++y) {
      for (int x = piece.box.left; x < piece.box.right; ++x) {
        const RasterSampler::Sample sample = sampler.at(back.x(x + 0.5, y + 0.5), back.y(x + 0.5, y + 0.5));
        if (sample.alpha > 0) blend(print, static_cast<std::size_t>(y) * print.width + x, sample, stamp.inks);
      }
    }
  }
}

}  // namespace

void stamp(Print& print, const Motif& motif, const Stamp& stamp, Rows rows) {
  check(print, motif, stamp);
  if (motif.raster.width > 0) {
    stamp_raster(print, motif, stamp, rows);
  } else {
    stamp_shapes(print, motif, stamp, rows);
  }
}

Mask outline(const Motif& motif, const Stamp& stamp) {
  Stamp centred = stamp;
  centred.x = centred.y = 0.5;
  Box box = box_of(motif, centred);
  for (const Shape& shape : motif.shapes) {
    const Box own = box_of(shape, affine_of(centred));
    box = {std::min(box.left, own.left), std::min(box.top, own.top), std::max(box.right, own.right),
           std::max(box.bottom, own.bottom)};
  }
  const int reach_x = std::max(-box.left, box.right - 1), reach_y = std::max(-box.top, box.bottom - 1);
  Mask mask = Mask::filled(2 * reach_x + 1, 2 * reach_y + 1, 0);
  box = {-reach_x, -reach_y, reach_x + 1, reach_y + 1};
  if (motif.raster.width > 0) {
    const RasterSampler sampler(motif.raster, static_cast<int>(motif.roles.size()), stamp.size);
    const Affine back = inverse_of(affine_of(centred));
    for (int y = 0; y < mask.height; ++y) {
      for (int x = 0; x < mask.width; ++x) {
        const double px = x + box.left + 0.5, py = y + box.top + 0.5;
        mask.at(x, y) = sampler.at(back.x(px, py), back.y(px, py)).alpha;
      }
    }
    return mask;
  }
  Coverage coverage;
  cover(coverage, motif.shapes, affine_of(centred), box);
  for (int y = 0; y < mask.height; ++y) {
    std::copy_n(coverage.bytes.data() + static_cast<std::size_t>(y) * coverage.stride, mask.width, &mask.at(0, y));
  }
  return mask;
}

}  // namespace toile::compose
