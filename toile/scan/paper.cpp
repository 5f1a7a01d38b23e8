#include "toile/scan/paper.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
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
constexpr double kMostSlant = 2;                           ///< degrees
constexpr float kRuled = 0.6F;                             ///< of a line's length that differs from the paper
constexpr float kStroke = 0.012F;                          ///< Oklab: a ruled line differs by as much
constexpr int kWidest = 6;                                 ///< pixels from a line to where there is none
constexpr float kBeside = 0.7F;                            ///< of a line's share, of what lies beside it
constexpr double kClearlySlanted = 1.05;
constexpr float kOffInk = 0.35F;  ///< of the line's ink, by which a bare line may differ from it

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

/// Lines of one direction, slanted a little, on a page whose pixels differ from the paper or don't.
class Ruling {
 public:
  Ruling(const std::array<Plane, 3>& lab, const std::array<Plane, 3>& paper, bool upright)
      : width_(lab[0].width),
        upright_(upright),
        lines_(upright ? lab[0].width : lab[0].height),
        along_(upright ? lab[0].height : lab[0].width),
        differs_(lab[0].values.size()) {
    for (std::size_t i = 0; i < differs_.size(); ++i) {
      differs_[i] = std::hypot(lab[0].values[i] - paper[0].values[i], lab[1].values[i] - paper[1].values[i],
                               lab[2].values[i] - paper[2].values[i]) > kStroke;
    }
    const std::vector<float> level = shares();
    double most = kClearlySlanted * energy(level);
    const double finest = 1.4 / along_, steepest = std::tan(kMostSlant * std::numbers::pi / 180);
    double best = 0;
    for (double slope = -steepest; slope <= steepest; slope += finest) {
      slope_ = slope;
      const double here = energy(shares());
      if (here > most) most = here, best = slope;
    }
    slope_ = best;
  }

  /// Those that differ nearly all the way and have neighbours that don't.
  std::vector<int> lines() const {
    const std::vector<float> share = shares();
    std::vector<int> found;
    for (int line = 0; line < lines_; ++line) {
      const float here = share[static_cast<std::size_t>(line)];
      const auto beside = [&](int other) {
        return other < 0 || other >= lines_ || share[static_cast<std::size_t>(other)] < kBeside * here;
      };
      if (here > kRuled && beside(line - kWidest) && beside(line + kWidest)) found.push_back(line);
    }
    return found;
  }

  int along() const { return along_; }
  /// The pixel of a line at a place; none beyond the page.
  std::optional<std::size_t> pixel(int line, int at) const {
    const int shifted = static_cast<int>(std::lround(line + slope_ * (at - 0.5 * along_)));
    if (shifted < 0 || shifted >= lines_) return {};
    return upright_ ? static_cast<std::size_t>(at) * width_ + shifted : static_cast<std::size_t>(shifted) * width_ + at;
  }

 private:
  /// Of each line's length, how much differs.
  std::vector<float> shares() const {
    const int stride = std::max(1, along_ / 400);
    std::vector<int> count(static_cast<std::size_t>(lines_), 0), all(count.size(), 0);
    for (int at = 0; at < along_; at += stride) {
      for (int line = 0; line < lines_; ++line) {
        const auto i = pixel(line, at);
        if (!i) continue;
        ++all[static_cast<std::size_t>(line)];
        count[static_cast<std::size_t>(line)] += differs_[*i];
      }
    }
    std::vector<float> share(count.size(), 0);
    for (std::size_t k = 0; k < share.size(); ++k) {
      if (2 * all[k] * stride > along_) share[k] = static_cast<float>(count[k]) / static_cast<float>(all[k]);
    }
    return share;
  }
  static double energy(const std::vector<float>& shares) {
    double sum = 0;
    for (const float s : shares) sum += std::pow(s, 4);
    return sum;
  }

  int width_;
  bool upright_;
  int lines_, along_;
  double slope_ = 0;
  std::vector<std::uint8_t> differs_;
};

/// Lines on the paper that go on from edge to edge become part of it, where nothing is drawn on them.
bool add_ruling(const std::array<Plane, 3>& lab, std::array<Plane, 3>& paper, bool upright) {
  const Ruling ruling(lab, paper, upright);
  const std::vector<int> lines = ruling.lines();
  if (lines.size() < 3) return false;  // one is a fold or the edge of something
  const std::array<Plane, 3> bare = paper;
  for (const int line : lines) {
    image::Oklab ink{};
    for (std::size_t c = 0; c < 3; ++c) {
      std::vector<float> offsets;
      for (int at = 0; at < ruling.along(); ++at) {
        if (const auto i = ruling.pixel(line, at)) offsets.push_back(lab[c].values[*i] - bare[c].values[*i]);
      }
      const auto middle = offsets.begin() + std::ssize(offsets) / 2;
      std::nth_element(offsets.begin(), middle, offsets.end());
      ink[c] = *middle;
    }
    const float strength = std::hypot(ink[0], ink[1], ink[2]);
    const float off = std::max(2 * kStroke, kOffInk * strength);
    const auto is_bare = [&](int other, int at) {
      const auto i = ruling.pixel(other, at);
      return !i || std::hypot(lab[0].values[*i] - bare[0].values[*i], lab[1].values[*i] - bare[1].values[*i],
                              lab[2].values[*i] - bare[2].values[*i]) < 0.5F * strength;
    };
    for (int at = 0; at < ruling.along(); ++at) {
      // with something drawn on both sides it goes on under the line
      if (!is_bare(line - kWidest, at) && !is_bare(line + kWidest, at)) continue;
      for (int beside = line - 2; beside <= line + 2; ++beside) {
        const auto i = ruling.pixel(beside, at);
        if (!i) continue;
        // as much of the line's ink as fits what is seen
        const image::Oklab seen = {lab[0].values[*i] - bare[0].values[*i], lab[1].values[*i] - bare[1].values[*i],
                                   lab[2].values[*i] - bare[2].values[*i]};
        const float share = std::clamp(
            (seen[0] * ink[0] + seen[1] * ink[1] + seen[2] * ink[2]) / (strength * strength + 1e-9F), 0.0F, 1.3F);
        if (std::hypot(seen[0] - share * ink[0], seen[1] - share * ink[1], seen[2] - share * ink[2]) > off) continue;
        for (std::size_t c = 0; c < 3; ++c) paper[c].values[*i] = bare[c].values[*i] + share * ink[c];
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
        distance.row(y)[x] =
            image::difference(value, {paper.lab[0].row(y)[x], paper.lab[1].row(y)[x], paper.lab[2].row(y)[x]});
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
