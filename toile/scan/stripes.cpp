#include "toile/scan/stripes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace toile::scan {
namespace {

constexpr int kDirections = 360;  ///< half degrees of half a circle
constexpr double kFar = 0.3;      ///< of the shorter reach
constexpr double kSame = 0.8;     ///< of the correlation one period on, that there has to be all along a stripe
constexpr double kLeastPeriod = 3, kLeastStripe = 0.3, kLeastDip = 0.15;
constexpr double kAsGood = 0.88;  ///< of the best period's correlation: the shortest such one is the period
constexpr int kAlongStripe = 6;   ///< places along the stripe over which a profile is averaged, each way

/// Mean along the stripe of the correlation at a distance across it.
double profile(const Correlation& c, Vector along, Vector across, double distance, double step) {
  double sum = 0;
  int count = 0;
  for (int s = -kAlongStripe; s <= kAlongStripe; ++s) {
    const Vector at = distance * across + (s * step) * along;
    const float value = c.at(static_cast<int>(std::lround(at.x)), static_cast<int>(std::lround(at.y)));
    if (value <= -1.5F) continue;
    sum += value;
    ++count;
  }
  return count > 0 ? sum / count : -1;
}

struct StripeDirection {
  Vector along;
  double least = -1;  ///< correlation anywhere along it
};

StripeDirection straightest(const Correlation& c, double far) {
  StripeDirection best;
  for (int d = 0; d < kDirections; ++d) {
    const double angle = d * std::numbers::pi / kDirections;
    const Vector along{std::cos(angle), std::sin(angle)};
    double least = 1;
    for (double t = 2; t < far && least > best.least; t += 1) {
      const float value = c.at(static_cast<int>(std::lround(t * along.x)), static_cast<int>(std::lround(t * along.y)));
      if (value > -1.5F) least = std::min<double>(least, value);
    }
    if (least > best.least) best = {along, least};
  }
  return best;
}

}  // namespace

std::optional<Candidate> find_stripes(const Correlation& c) {
  const double far = kFar * std::min(c.reach_x, c.reach_y);
  const StripeDirection stripe = straightest(c, far);
  if (stripe.least < kLeastStripe) return {};
  const Vector across{-stripe.along.y, stripe.along.x};
  std::vector<double> values;
  for (double t = 0; t < 3 * far; t += 0.5)
    values.push_back(profile(c, stripe.along, across, t, far / kAlongStripe / 2));
  double highest = 0, lowest = 1;
  std::vector<std::size_t> peaks;
  for (std::size_t i = 1; i + 1 < values.size(); ++i) {
    lowest = std::min(lowest, values[i]);
    const bool peak = values[i] >= values[i - 1] && values[i] > values[i + 1];
    if (!peak || 0.5 * static_cast<double>(i) < kLeastPeriod || values[i] - lowest < kLeastDip) continue;
    peaks.push_back(i);
    highest = std::max(highest, values[i]);
  }
  if (highest < kLeastStripe || stripe.least < kSame * highest) return {};
  const auto first =
      std::find_if(peaks.begin(), peaks.end(), [&](std::size_t i) { return values[i] >= kAsGood * highest; });
  // the period from the farthest of its multiples that is still a peak
  double period = 0.5 * static_cast<double>(*first);
  for (const std::size_t peak : peaks) {
    const double at = 0.5 * static_cast<double>(peak), times = std::round(at / period);
    if (times >= 1 && std::abs(at - times * period) < 0.2 * period && values[peak] >= 0.7 * highest)
      period = at / times;
  }
  const Lattice lattice = reduced({period * across, period * stripe.along, true});
  return Candidate{lattice, highest, std::clamp(highest, 0.0, 1.0)};
}

}  // namespace toile::scan
