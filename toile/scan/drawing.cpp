#include "toile/scan/drawing.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <tuple>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/oklab.hpp"
#include "toile/scan/paper.hpp"
#include "toile/scan/pieces.hpp"

namespace toile::scan {
namespace {

using image::Plane;

constexpr double kGrains = 3;         ///< of the paper's grain: nearer is paper
constexpr float kLeastStep = 0.022F;  ///< Oklab, the same where paper has no grain
constexpr float kFull = 0.85F;        ///< of what lies behind the edge: as good as there
constexpr double kNearlyFull = 0.8;   ///< of the farthest from the paper: behind the edge
constexpr int kTooth = 2;             ///< pixels: holes of that radius are the paper's tooth
constexpr float kSolid = 0.45F;       ///< alpha from which on a pixel is drawn
constexpr double kSoft = 0.015;       ///< of the longer side: how wide an edge may be
constexpr int kLeastSoft = 6;         ///< pixels
constexpr double kGap = 0.0035;       ///< of the longer side: over which a broken stem goes on
constexpr double kDust = 0.00012;     ///< of the page: a smaller piece is no motif
constexpr std::size_t kMostPieces = 200;
constexpr int kLeastPage = 64;

/// The highest value within `radius`, by rows and then by columns.
Plane highest_near(const Plane& plane, int radius) {
  const auto pass = [radius](const Plane& from, bool rows) {
    Plane to(from.width, from.height);
    for_rows(from.height, [&](int first, int last) {
      for (int y = first; y < last; ++y) {
        for (int x = 0; x < from.width; ++x) {
          float most = 0;
          for (int k = -radius; k <= radius; ++k) {
            const int i = rows ? x + k : x, j = rows ? y : y + k;
            if (i >= 0 && j >= 0 && i < from.width && j < from.height) most = std::max(most, from.row(j)[i]);
          }
          to.row(y)[x] = most;
        }
      }
    });
    return to;
  };
  return pass(pass(plane, true), false);
}

/// How deep each pixel lies in what is drawn: pixels to the nearest bare one, 0 there (two passes of a chamfer).
Plane depth_of(const Plane& drawn) {
  const int width = drawn.width, height = drawn.height;
  Plane depth(width, height);
  for (std::size_t i = 0; i < depth.values.size(); ++i) depth.values[i] = drawn.values[i] > 0 ? 1e6F : 0;
  const auto pass = [&](int step) {
    for (int k = 0; k < width * height; ++k) {
      const int at = step > 0 ? k : width * height - 1 - k, x = at % width, y = at / width;
      float& here = depth.row(y)[x];
      for (const auto& [dx, dy, far] : {std::tuple{-1, 0, 1.0F}, {0, -1, 1.0F}, {-1, -1, 1.4142F}, {1, -1, 1.4142F}}) {
        const int px = x + step * dx, py = y + step * dy;
        if (px >= 0 && py >= 0 && px < width && py < height) here = std::min(here, depth.row(py)[px] + far);
      }
    }
  };
  pass(1);
  pass(-1);
  return depth;
}

/// Pixels over which the page's edges go from paper to motif: up to where, on the mean of all of them, what is drawn is
/// nearly as far from the paper as it ever gets.
float edge_width(const Plane& distance, const Plane& depth, int most) {
  std::vector<double> sum(static_cast<std::size_t>(most) + 1, 0), count(sum.size(), 0);
  for (std::size_t i = 0; i < depth.values.size(); ++i) {
    const auto layer = static_cast<std::size_t>(depth.values[i]);
    if (layer < 1 || layer >= sum.size()) continue;
    sum[layer] += distance.values[i];
    count[layer] += 1;
  }
  double plateau = 0;
  for (std::size_t t = 1; t < sum.size(); ++t) {
    if (count[t] > 0.1 * count[1]) plateau = std::max(plateau, sum[t] / count[t]);
  }
  for (std::size_t t = 1; t < sum.size(); ++t) {
    if (count[t] > 0 && sum[t] >= kNearlyFull * plateau * count[t]) return static_cast<float>(t);
  }
  return static_cast<float>(most);
}

/// How each pixel of the page mixes motif and paper.
struct Mix {
  Plane alpha;    ///< how far it has gone from the paper to what lies behind the edge; 1 behind it
  Plane stretch;  ///< by what its way from the paper has to be lengthened to get there
};

Mix mix_of(const Plane& distance, float step, int soft) {
  const int width = distance.width, height = distance.height;
  Plane drawn(width, height);
  for (std::size_t i = 0; i < drawn.values.size(); ++i) drawn.values[i] = distance.values[i] > step ? 1 : 0;
  // the paper's tooth that shows through pencil is drawn on, too
  const Plane around = image::box_mean(drawn, kTooth);
  for (std::size_t i = 0; i < drawn.values.size(); ++i)
    drawn.values[i] = std::max(drawn.values[i], around.values[i] > 0.6F ? 1.0F : 0.0F);
  const Plane depth = depth_of(drawn);
  const float edge = edge_width(distance, depth, soft);
  Plane behind(width, height), weight(width, height);
  for (std::size_t i = 0; i < behind.values.size(); ++i) {
    weight.values[i] = depth.values[i] > edge ? 1 : 0;
    behind.values[i] = weight.values[i] * distance.values[i];
  }
  behind = image::blur(behind, edge);
  weight = image::blur(weight, edge);
  const Plane highest = highest_near(distance, static_cast<int>(std::ceil(edge)));
  Mix mix{Plane(width, height), Plane(width, height, 1)};
  for (std::size_t i = 0; i < drawn.values.size(); ++i) {
    if (depth.values[i] > edge) {
      mix.alpha.values[i] = 1;
      continue;
    }
    // a stem has nothing behind its edge but its own middle
    const float seen = weight.values[i] > 0.02F ? behind.values[i] / weight.values[i] : highest.values[i];
    const float full = kFull * std::max(seen, 3 * step);
    mix.alpha.values[i] = std::clamp((distance.values[i] - step) / (full - step), 0.0F, 1.0F);
    mix.stretch.values[i] = std::max(1.0F, full / std::max(distance.values[i], step));
  }
  return mix;
}

Mask mask_of(const Plane& alpha) {
  Mask mask = Mask::filled(alpha.width, alpha.height, 0);
  for (std::size_t i = 0; i < mask.cover.size(); ++i) mask.cover[i] = alpha.values[i] >= kSolid ? 255 : 0;
  return mask;
}

/// The motif's own colour: `seen`, as far from the paper as what lies beside it.
std::array<std::uint8_t, 3> without_paper(const std::uint8_t* seen, const image::Oklab& paper, float stretch) {
  image::Oklab lab = image::oklab_of(seen);
  for (std::size_t c = 0; c < 3; ++c) lab[c] = paper[c] + stretch * (lab[c] - paper[c]);
  return image::rgb_of(lab);
}

struct Box {
  int left, top, right, bottom;
};

std::vector<Box> boxes_of(const Pieces& pieces, const Plane& alpha) {
  std::vector<Box> boxes(pieces.sizes.size(), {alpha.width, alpha.height, 0, 0});
  for (int y = 0; y < alpha.height; ++y) {
    for (int x = 0; x < alpha.width; ++x) {
      const int number = pieces.number[static_cast<std::size_t>(y) * alpha.width + x];
      if (number == 0 || alpha.row(y)[x] < 0.06F) continue;
      Box& box = boxes[static_cast<std::size_t>(number)];
      box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x + 1), std::max(box.bottom, y + 1)};
    }
  }
  return boxes;
}

Piece cut(const Image& page, const Paper& paper, const Mix& mix, const Pieces& pieces, int number, const Box& box) {
  Piece piece{.picture = Image::filled(box.right - box.left, box.bottom - box.top, {}), .x = box.left, .y = box.top};
  piece.picture.alpha.assign(piece.picture.pixels(), 0);
  piece.picture.dpi = page.dpi;
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x) {
      const std::size_t at = static_cast<std::size_t>(y) * page.width + x;
      if (pieces.number[at] != number || mix.alpha.values[at] <= 0) continue;
      const image::Oklab under = {paper.lab[0].values[at], paper.lab[1].values[at], paper.lab[2].values[at]};
      const auto colour = without_paper(page.at(x, y), under, mix.stretch.values[at]);
      std::copy(colour.begin(), colour.end(), piece.picture.at(x - box.left, y - box.top));
      piece.picture.alpha[static_cast<std::size_t>(y - box.top) * piece.picture.width + (x - box.left)] =
          static_cast<std::uint8_t>(std::lround(255 * mix.alpha.values[at]));
    }
  }
  return piece;
}

}  // namespace

Drawing motifs_on(const Image& page, const std::string& name) {
  if (std::min(page.width, page.height) < kLeastPage) {
    throw Error(ErrorKind::bad_file, fmt::format("{} is {} by {} pixels; a drawing needs at least {} by {}", name,
                                                 page.width, page.height, kLeastPage, kLeastPage));
  }
  const Paper paper = paper_of(page, name);
  const int longer = std::max(page.width, page.height);
  const int soft = std::max(kLeastSoft, static_cast<int>(std::lround(kSoft * longer)));
  const float step = std::max(kLeastStep, static_cast<float>(kGrains * paper.grain));
  const Mix mix = mix_of(distance_from(paper, page), step, soft);
  const Pieces pieces = pieces_of(mask_of(mix.alpha), std::max(2.0, kGap * longer), soft);
  const std::vector<Box> boxes = boxes_of(pieces, mix.alpha);
  Drawing drawing{.pieces = {}, .paper = paper.colour, .cut_off = {}, .notes = {}};
  std::vector<int> numbers, crossing;
  for (std::size_t n = 1; n < pieces.sizes.size(); ++n) {
    if (static_cast<double>(pieces.sizes[n]) < std::max(16.0, kDust * static_cast<double>(page.pixels()))) continue;
    const Box& box = boxes[n];
    const bool crosses = box.left == 0 || box.top == 0 || box.right == page.width || box.bottom == page.height;
    (crosses ? crossing : numbers).push_back(static_cast<int>(n));
  }
  if (numbers.empty()) {
    throw Error(ErrorKind::bad_file, crossing.empty() ? "nothing is drawn on " + name
                                                      : "all that is drawn on " + name +
                                                            " crosses the page's edge; leave paper around the motifs");
  }
  for (std::vector<int>* these : {&numbers, &crossing}) {
    std::stable_sort(these->begin(), these->end(), [&](int a, int b) {
      return pieces.sizes[static_cast<std::size_t>(a)] > pieces.sizes[static_cast<std::size_t>(b)];
    });
  }
  if (numbers.size() > kMostPieces) {
    drawing.notes.push_back(fmt::format("of {} motifs the {} largest are taken", numbers.size(), kMostPieces));
    numbers.resize(kMostPieces);
  }
  const auto cut_out = [&](int n) { return cut(page, paper, mix, pieces, n, boxes[static_cast<std::size_t>(n)]); };
  std::transform(numbers.begin(), numbers.end(), std::back_inserter(drawing.pieces), cut_out);
  std::transform(crossing.begin(), crossing.end(), std::back_inserter(drawing.cut_off), cut_out);
  if (!crossing.empty()) {
    drawing.notes.push_back(fmt::format("{} {} cut off at the page's edge and left out", crossing.size(),
                                        crossing.size() == 1 ? "motif is" : "motifs are"));
  }
  if (paper.ruled) drawing.notes.emplace_back("the paper is ruled; its lines were taken out");
  return drawing;
}

}  // namespace toile::scan
