#include "toile/scan/paper.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/oklab.hpp"

namespace toile::scan {
namespace {

using image::Plane;

constexpr float kNear = 0.16F, kNearer = 0.07F;            ///< Oklab: paper in another shade; paper in the shade around
constexpr double kLeastOfEdge = 0.3, kLeastOfPage = 0.08;  ///< of the pixels that have to be paper
constexpr double kShade = 0.04;                            ///< of the longer side: how quickly shade changes
constexpr int kAngles = 17;
constexpr double kMostSlant = 2;   ///< degrees
constexpr float kRuled = 0.6F;     ///< of a line's length that differs from the paper
constexpr float kStroke = 0.012F;  ///< Oklab: a ruled line differs by as much

std::array<Plane, 3> lab_of(const Image& page) {
  std::array<Plane, 3> lab = {Plane(page.width, page.height), Plane(page.width, page.height),
                              Plane(page.width, page.height)};
  for_rows(page.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < page.width; ++x) {
        const image::Oklab value = image::oklab_of(page.at(x, y));
        for (std::size_t c = 0; c < 3; ++c) lab[c].row(y)[x] = value[c];
      }
    }
  });
  return lab;
}

float apart(const std::array<Plane, 3>& a, std::size_t i, const std::array<float, 3>& b) {
  return std::hypot(a[0].values[i] - b[0], a[1].values[i] - b[1], a[2].values[i] - b[2]);
}

/// The middle of the edge's commonest lightness, channel by channel: motifs that cross the edge don't count.
std::array<float, 3> edge_colour(const std::array<Plane, 3>& lab, double* share) {
  const int width = lab[0].width, height = lab[0].height;
  std::vector<std::size_t> edge;
  const int deep = std::max(1, std::min(width, height) / 60);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool inside = x >= deep && y >= deep && x < width - deep && y < height - deep;
      if (!inside) edge.push_back(static_cast<std::size_t>(y) * width + x);
    }
  }
  constexpr int kBins = 50;
  std::vector<int> bins(kBins, 0);
  const auto bin = [&](std::size_t i) { return std::clamp(static_cast<int>(lab[0].values[i] * kBins), 0, kBins - 1); };
  for (const std::size_t i : edge) ++bins[static_cast<std::size_t>(bin(i))];
  int best = 0, most = -1;
  for (int b = 0; b < kBins; ++b) {
    const int around = bins[b] + (b > 0 ? bins[b - 1] : 0) + (b + 1 < kBins ? bins[b + 1] : 0);
    if (around > most) most = around, best = b;
  }
  std::array<float, 3> colour{};
  for (std::size_t c = 0; c < 3; ++c) {
    std::vector<float> values;
    for (const std::size_t i : edge) {
      if (std::abs(bin(i) - best) <= 1) values.push_back(lab[c].values[i]);
    }
    std::nth_element(values.begin(), values.begin() + std::ssize(values) / 2, values.end());
    colour[c] = values[values.size() / 2];
  }
  std::size_t near = 0;
  for (const std::size_t i : edge) near += apart(lab, i, colour) < kNear;
  *share = static_cast<double>(near) / static_cast<double>(edge.size());
  return colour;
}

/// The mean of `values` around each pixel, where `weight` is.
Plane spread(const Plane& values, const Plane& weight, double sigma, float otherwise) {
  Plane sum(values.width, values.height), count = weight;
  for (std::size_t i = 0; i < sum.values.size(); ++i) sum.values[i] = weight.values[i] * values.values[i];
  sum = image::blur(sum, sigma);
  count = image::blur(count, sigma);
  for (std::size_t i = 0; i < sum.values.size(); ++i) {
    sum.values[i] = (sum.values[i] + 1e-3F * otherwise) / (count.values[i] + 1e-3F);
  }
  return sum;
}

/// Lines on the paper that go on from edge to edge: their part of the paper's colour is added to `paper`.
bool add_ruling(const std::array<Plane, 3>& lab, std::array<Plane, 3>& paper, bool upright) {
  const int width = lab[0].width, height = lab[0].height;
  const int lines = upright ? width : height, along = upright ? height : width;
  const auto place = [&](int line, int at, double slope) {
    const int shifted = static_cast<int>(std::lround(line + slope * (at - 0.5 * along)));
    if (shifted < 0 || shifted >= lines) return std::size_t{0};
    return upright ? static_cast<std::size_t>(at) * width + shifted : static_cast<std::size_t>(shifted) * width + at;
  };
  const auto differs = [&](std::size_t i) {
    return std::hypot(lab[0].values[i] - paper[0].values[i], lab[1].values[i] - paper[1].values[i],
                      lab[2].values[i] - paper[2].values[i]) > kStroke;
  };
  const int stride = std::max(1, along / 400);
  const auto share = [&](int line, double slope) {
    int count = 0, all = 0;
    for (int at = 0; at < along; at += stride, ++all) count += differs(place(line, at, slope));
    return static_cast<float>(count) / static_cast<float>(std::max(1, all));
  };
  double best_slope = 0, most = 0;
  for (int a = 0; a < kAngles; ++a) {
    const double slope = std::tan((2.0 * a / (kAngles - 1) - 1) * kMostSlant * std::numbers::pi / 180);
    double sum = 0;
    for (int line = 0; line < lines; ++line) {
      const float s = share(line, slope);
      if (s > kRuled) sum += s;
    }
    // level unless a slant is clearly better
    if (sum > 1.1 * most + 0.5 || (std::abs(slope) < std::abs(best_slope) && sum >= most))
      most = sum, best_slope = slope;
  }
  std::vector<int> ruled;
  for (int line = 0; line < lines; ++line) {
    if (share(line, best_slope) > kRuled) ruled.push_back(line);
  }
  // grain that differs everywhere is no ruling, and one line is a fold or the edge of something
  if (ruled.size() < 3 || 3 * static_cast<int>(ruled.size()) > lines) return false;
  for (const int line : ruled) {
    for (std::size_t c = 0; c < 3; ++c) {
      std::vector<float> offsets;
      for (int at = 0; at < along; at += stride) {
        const std::size_t i = place(line, at, best_slope);
        offsets.push_back(lab[c].values[i] - paper[c].values[i]);
      }
      const auto middle = offsets.begin() + std::ssize(offsets) / 2;
      std::nth_element(offsets.begin(), middle, offsets.end());
      for (int at = 0; at < along; ++at) {
        const std::size_t i = place(line, at, best_slope);
        if (i != 0) paper[c].values[i] += *middle;
      }
    }
  }
  return true;
}

double grain_of(const Plane& distance) {
  std::vector<float> near;
  for (const float value : distance.values) {
    if (value < kNearer) near.push_back(value);
  }
  if (near.empty()) return 0;
  const auto at = near.begin() + static_cast<std::ptrdiff_t>(near.size() * 2 / 3);
  std::nth_element(near.begin(), at, near.end());
  return *at;
}

}  // namespace

Plane distance_from(const Paper& paper, const Image& page) {
  Plane distance(page.width, page.height);
  for_rows(page.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < page.width; ++x) {
        const image::Oklab value = image::oklab_of(page.at(x, y));
        distance.row(y)[x] = std::hypot(value[0] - paper.lab[0].row(y)[x], value[1] - paper.lab[1].row(y)[x],
                                        value[2] - paper.lab[2].row(y)[x]);
      }
    }
  });
  return distance;
}

Paper paper_of(const Image& page, const std::string& name) {
  const std::array<Plane, 3> lab = lab_of(page);
  double of_edge = 0;
  const std::array<float, 3> edge = edge_colour(lab, &of_edge);
  Plane bare(page.width, page.height);
  double count = 0;
  for (std::size_t i = 0; i < bare.values.size(); ++i) {
    bare.values[i] = apart(lab, i, edge) < kNear ? 1 : 0;
    count += bare.values[i];
  }
  if (of_edge < kLeastOfEdge || count < kLeastOfPage * static_cast<double>(bare.values.size())) {
    throw Error(ErrorKind::bad_file,
                name +
                    " shows no plain paper around what is drawn, so there is nothing to cut along; "
                    "scan it without --motifs to take all of it as cloth");
  }
  Paper paper;
  const double sigma = std::max(4.0, kShade * std::max(page.width, page.height));
  for (int round = 0; round < 2; ++round) {
    for (std::size_t c = 0; c < 3; ++c) paper.lab[c] = spread(lab[c], bare, sigma, edge[c]);
    for (std::size_t i = 0; i < bare.values.size(); ++i) {
      const std::array<float, 3> around = {paper.lab[0].values[i], paper.lab[1].values[i], paper.lab[2].values[i]};
      bare.values[i] = apart(lab, i, around) < kNearer ? 1 : 0;
    }
  }
  for (std::size_t c = 0; c < 3; ++c) paper.lab[c] = spread(lab[c], bare, sigma, edge[c]);
  const bool level = add_ruling(lab, paper.lab, false), upright = add_ruling(lab, paper.lab, true);
  paper.ruled = level || upright;
  paper.grain = grain_of(distance_from(paper, page));
  paper.colour = image::rgb_of({edge[0], edge[1], edge[2]});
  return paper;
}

}  // namespace toile::scan
