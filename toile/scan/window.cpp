#include "toile/scan/window.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "toile/base/parallel.hpp"
#include "toile/image/resize.hpp"
#include "toile/scan/look.hpp"
#include "toile/scan/stripes.hpp"

namespace toile::scan {
namespace {

constexpr double kLeastOverlap = 0.18;  ///< of the picture with itself, for a move to be believed
constexpr double kClear = 0.7;          ///< confidence with which the whole photo is taken as it is
constexpr double kClearer = 0.1;        ///< by which another view has to be clearer
constexpr double kFineCell = 9;         ///< pixels: a cell below that is looked at more closely
constexpr int kLeastSide = 96;
constexpr double kHopeless = 0.25;  ///< clearness below which no perspective helps
constexpr int kTiltSide = 176;      ///< pixels of the picture that is looked at from all sides
constexpr std::size_t kTiltPeaks = 24;
constexpr double kRings[] = {0.1, 0.2};  ///< perspectives that are tried, see `against`
constexpr int kAround = 6;

std::vector<Candidate> candidates_of(const Features& features) {
  const Correlation likeness = correlation(features, kLeastOverlap);
  std::vector<Candidate> candidates = find_lattices(likeness);
  if (const auto stripes = find_stripes(likeness)) candidates.insert(candidates.begin(), *stripes);
  return candidates;
}

double clearness(const std::vector<Candidate>& candidates) {
  return candidates.empty() ? 0 : candidates.front().confidence;
}

double cell_side(const Window& window) {
  return window.candidates.empty() ? 0 : std::sqrt(window.candidates.front().lattice.area());
}

Image at_most(const Image& picture, int side) {
  const double shrink = 1.0 * side / std::max(picture.width, picture.height);
  if (shrink >= 1) return picture;
  return image::resize(picture, std::max(1, static_cast<int>(std::lround(picture.width * shrink))),
                       std::max(1, static_cast<int>(std::lround(picture.height * shrink))));
}

Window middle_window(const Image& photo, double share) {
  const int width = std::max(1, static_cast<int>(photo.width * share)),
            height = std::max(1, static_cast<int>(photo.height * share));
  const int x = (photo.width - width) / 2, y = (photo.height - height) / 2;
  Window window{.photo = share >= 1 ? photo : image::crop(photo, x, y, width, height),
                .to_photo = Homography{{1, 0, 1.0 * x, 0, 1, 1.0 * y, 0, 0, 1}},
                .small = {},
                .features = {},
                .candidates = {}};
  window.small = at_most(window.photo, kSmallSide);
  window.features = features_of(window.small);
  window.candidates = candidates_of(window.features);
  return window;
}

struct Perspective {
  double p = 0, q = 0;
  double clearness = 0;
};

Features features_against(const Image& picture, double p, double q) {
  const Homography view = against(p, q, picture.width, picture.height);
  return features_of(seen_through(picture, view, picture.width, picture.height),
                     inside_of(view, picture.width, picture.height, picture.width, picture.height));
}

/// The clearest of some; one thread each.
Perspective clearest(const Image& picture, std::vector<Perspective> tried) {
  for_rows(static_cast<int>(tried.size()), [&](int first, int last) {
    for (int t = first; t < last; ++t) {
      const Features features = features_against(picture, tried[t].p, tried[t].q);
      tried[t].clearness = clearness(find_lattices(correlation(features, kLeastOverlap), 1, kTiltPeaks));
    }
  });
  return *std::max_element(tried.begin(), tried.end(),
                           [](const auto& a, const auto& b) { return a.clearness < b.clearness; });
}

Perspective clearest_perspective(const Image& photo) {
  const Image picture = at_most(photo, kTiltSide);
  std::vector<Perspective> tried = {{}};
  for (const double ring : kRings) {
    for (int a = 0; a < kAround; ++a) {
      const double angle = 2 * std::numbers::pi * a / kAround;
      tried.push_back({ring * std::cos(angle), ring * std::sin(angle), 0});
    }
  }
  Perspective best = clearest(picture, tried);
  if (best.clearness < kHopeless) return {};
  for (const double step : {0.05, 0.025}) {
    tried = {best};
    for (const auto& [dp, dq] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
      tried.push_back({best.p + step * dp, best.q + step * dq, 0});
    }
    best = clearest(picture, tried);
  }
  return best;
}

Window upright_window(const Image& photo, const Perspective& perspective) {
  const auto& [p, q, clear] = perspective;
  Window window{
      .photo = {}, .to_photo = against(p, q, photo.width, photo.height), .small = {}, .features = {}, .candidates = {}};
  const Image small = at_most(photo, kSmallSide);
  const Homography view = against(p, q, small.width, small.height);
  window.small = seen_through(small, view, small.width, small.height);
  window.features = features_of(window.small, inside_of(view, small.width, small.height, small.width, small.height));
  window.candidates = candidates_of(window.features);
  return window;
}

}  // namespace

Window clearest_window(const Image& photo) {
  Window best = middle_window(photo, 1);
  if (clearness(best.candidates) < kClear) {
    const Perspective perspective = clearest_perspective(photo);
    if (perspective.p != 0 || perspective.q != 0) {
      Window upright = upright_window(photo, perspective);
      if (clearness(upright.candidates) > clearness(best.candidates) + kClearer) {
        best = std::move(upright);
        best.photo = seen_through(photo, best.to_photo, photo.width, photo.height);
      }
    }
  }
  for (const double share : {0.5, 0.25}) {
    const bool closer_shows_more = std::max(photo.width, photo.height) * share > 0.75 * kSmallSide;
    const bool fine = !best.candidates.empty() && cell_side(best) < kFineCell && closer_shows_more;
    if (clearness(best.candidates) >= kClear && !fine) break;
    if (std::min(photo.width, photo.height) * share < kLeastSide) break;
    Window part = middle_window(photo, share);
    if (clearness(part.candidates) > clearness(best.candidates) + (fine ? -kClearer : 1.5 * kClearer))
      best = std::move(part);
  }
  return best;
}

}  // namespace toile::scan
