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
constexpr double kSoft = 1.8;           ///< pixels: how far a picture that isn't clear is smoothed
constexpr double kSeldom = 0.5;         ///< of a side: a vector that is longer is not twice in view
constexpr double kFineCell = 9;         ///< pixels: a cell below that is looked at more closely
constexpr int kLeastWindow = 96;
constexpr double kHopeless = 0.2;  ///< clearness below which no perspective helps
/// The search for a perspective, see `against`: all of a grid on a small picture, then around the best on larger ones.
constexpr int kGridSide = 112, kTiltSide = 144;  ///< pixels
constexpr std::size_t kTiltPeaks = 16;
constexpr double kGridStep = 0.06, kSteepest = 0.25;
constexpr std::size_t kFollowed = 3;  ///< of the grid
constexpr double kFinerSteps[] = {0.03, 0.015, 0.008};

std::vector<Candidate> candidates_of(const Features& features) {
  const Correlation likeness = correlation(features, kLeastOverlap);
  std::vector<Candidate> candidates = find_lattices(likeness);
  // a check may be nearly one along its threads
  if (const auto stripes = find_stripes(likeness)) {
    const bool surer = !candidates.empty() && candidates.front().confidence > stripes->confidence;
    candidates.insert(candidates.begin() + (surer ? 1 : 0), *stripes);
  }
  return candidates;
}

double clearness(const std::vector<Candidate>& candidates) {
  return candidates.empty() ? 0 : candidates.front().confidence;
}

double cell_side(const Window& window) {
  return window.candidates.empty() ? 0 : std::sqrt(window.candidates.front().lattice.area());
}

/// Yarn, knit and noise repeat nowhere: smoothed, a picture of them comes back as it is.
void look_for_repeats(Window& window, image::Plane weight) {
  window.features = features_of(window.small, std::move(weight));
  window.candidates = candidates_of(window.features);
  if (clearness(window.candidates) >= kClear) return;
  Features soft = window.features;
  for (image::Plane& channel : soft.channels) channel = image::blur(channel, kSoft);
  std::vector<Candidate> candidates = candidates_of(soft);
  if (clearness(candidates) < clearness(window.candidates) + kClearer) return;
  window.features = std::move(soft);
  window.candidates = std::move(candidates);
}

/// A repeat that isn't twice in view may be that of a sleeve beside the body.
bool seen_seldom(const Window& window) {
  if (window.candidates.empty() || window.candidates.front().lattice.one_way) return false;
  const Lattice& lattice = window.candidates.front().lattice;
  const auto beyond = [&](Vector v) {
    return std::abs(v.x) > kSeldom * window.small.width || std::abs(v.y) > kSeldom * window.small.height;
  };
  return beyond(lattice.a) || beyond(lattice.b);
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
  Window window{.to_photo = {},
                .small = at_most(share >= 1 ? photo : image::crop(photo, x, y, width, height), kSmallSide),
                .features = {},
                .candidates = {}};
  window.to_photo = Homography{{1, 0, 1.0 * x, 0, 1, 1.0 * y, 0, 0, 1}}.after(
      scaling(1.0 * width / window.small.width, 1.0 * height / window.small.height));
  look_for_repeats(window, {});
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

/// The same with how clear they are; one thread each.
std::vector<Perspective> tried_on(const Image& picture, std::vector<Perspective> perspectives) {
  for_rows(static_cast<int>(perspectives.size()), [&](int first, int last) {
    for (int t = first; t < last; ++t) {
      Perspective& one = perspectives[static_cast<std::size_t>(t)];
      const Features features = features_against(picture, one.p, one.q);
      one.clearness = clearness(find_lattices(correlation(features, kLeastOverlap), 1, kTiltPeaks));
    }
  });
  return perspectives;
}

bool clearer(const Perspective& one, const Perspective& other) {
  return one.clearness > other.clearness;
}

/// A hexagonal grid around none.
std::vector<Perspective> grid() {
  std::vector<Perspective> all;
  const int rows = static_cast<int>(kSteepest / (kGridStep * std::numbers::sqrt3 / 2));
  for (int j = -rows; j <= rows; ++j) {
    for (int i = -2 * rows; i <= 2 * rows; ++i) {
      const double p = kGridStep * (i + 0.5 * (j & 1)), q = kGridStep * std::numbers::sqrt3 / 2 * j;
      if (std::hypot(p, q) <= kSteepest) all.push_back({p, q, 0});
    }
  }
  return all;
}

/// No perspective where none makes the picture clear.
Perspective clearest_perspective(const Image& photo) {
  std::vector<Perspective> best = tried_on(at_most(photo, kGridSide), grid());
  std::stable_sort(best.begin(), best.end(), clearer);
  best.resize(kFollowed);
  const Image picture = at_most(photo, kTiltSide);
  best = tried_on(picture, std::move(best));
  for (const double step : kFinerSteps) {
    std::vector<Perspective> around;
    for (const Perspective& one : best) {
      for (const auto& [dp, dq] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
        around.push_back({one.p + step * dp, one.q + step * dq, 0});
      }
    }
    around = tried_on(picture, std::move(around));
    for (std::size_t k = 0; k < best.size(); ++k) {
      for (std::size_t i = 4 * k; i < 4 * k + 4; ++i) {
        if (clearer(around[i], best[k])) best[k] = around[i];
      }
    }
    std::stable_sort(best.begin(), best.end(), clearer);
    best.resize(1);
  }
  return best.front().clearness < kHopeless ? Perspective{} : best.front();
}

/// `small`: all of the photo.
Window upright_window(const Image& photo, const Image& small, const Perspective& perspective) {
  const Homography view = against(perspective.p, perspective.q, small.width, small.height);
  Window window{.to_photo = scaling(1.0 * photo.width / small.width, 1.0 * photo.height / small.height).after(view),
                .small = seen_through(small, view, small.width, small.height),
                .features = {},
                .candidates = {}};
  look_for_repeats(window, inside_of(view, small.width, small.height, small.width, small.height));
  return window;
}

/// A small step each way from the middle of `small`, in the photo's pixels.
Lattice steps_of(const Window& window) {
  return window.to_photo.steps_at({0.5 * window.small.width, 0.5 * window.small.height});
}

}  // namespace

Lattice Window::in_photo(const Lattice& lattice) const {
  const Lattice steps = steps_of(*this);
  return {steps.at(lattice.a.x, lattice.a.y), steps.at(lattice.b.x, lattice.b.y), lattice.one_way};
}

Lattice Window::from_photo(const Lattice& lattice) const {
  const Lattice steps = steps_of(*this);
  const double whole = cross(steps.a, steps.b);
  const auto turned = [&](Vector v) { return Vector{cross(v, steps.b) / whole, cross(steps.a, v) / whole}; };
  return {turned(lattice.a), turned(lattice.b), lattice.one_way};
}

double Window::scale() const {
  return std::sqrt(steps_of(*this).area());
}

Image looked_at_closer(const Window& window, const Image& photo, double enlarge) {
  const int width = static_cast<int>(std::lround(window.small.width * enlarge)),
            height = static_cast<int>(std::lround(window.small.height * enlarge));
  const Vector begin = window.to_photo({0, 0}),
               end = window.to_photo({1.0 * window.small.width, 1.0 * window.small.height});
  if (window.to_photo.h[6] == 0 && window.to_photo.h[7] == 0) {
    const int x = static_cast<int>(std::lround(begin.x)), y = static_cast<int>(std::lround(begin.y));
    const int right = static_cast<int>(std::lround(end.x)), bottom = static_cast<int>(std::lround(end.y));
    return image::resize(image::crop(photo, x, y, right - x, bottom - y), width, height);
  }
  const double shrink = enlarge / window.scale();
  const Image reduced = image::resize(photo, static_cast<int>(std::lround(photo.width * shrink)),
                                      static_cast<int>(std::lround(photo.height * shrink)));
  const Homography view = scaling(1.0 * reduced.width / photo.width, 1.0 * reduced.height / photo.height)
                              .after(window.to_photo)
                              .after(scaling(1.0 * window.small.width / width, 1.0 * window.small.height / height));
  return seen_through(reduced, view, width, height);
}

Window clearest_window(const Image& photo) {
  Window best = middle_window(photo, 1);
  if (clearness(best.candidates) < kClear) {
    const Perspective perspective = clearest_perspective(best.small);
    if (perspective.p != 0 || perspective.q != 0) {
      Window upright = upright_window(photo, best.small, perspective);
      if (clearness(upright.candidates) > clearness(best.candidates) + kClearer) best = std::move(upright);
    }
  }
  for (const double share : {0.5, 0.25}) {
    const bool closer_shows_more = std::max(photo.width, photo.height) * share > 0.75 * kSmallSide;
    const bool fine = !best.candidates.empty() && cell_side(best) < kFineCell && closer_shows_more;
    const bool seldom = seen_seldom(best);
    if (clearness(best.candidates) >= kClear && !fine) break;
    if (std::min(photo.width, photo.height) * share < kLeastWindow) break;
    Window part = middle_window(photo, share);
    const double wanted = fine ? -kClearer : seldom ? 0 : 1.5 * kClearer;
    if (clearness(part.candidates) > clearness(best.candidates) + wanted) best = std::move(part);
  }
  return best;
}

}  // namespace toile::scan
