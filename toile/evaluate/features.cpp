#include "toile/evaluate/features.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"

namespace toile::evaluate {
namespace {

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

double distance(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double difference = static_cast<double>(a[i]) - b[i];
    sum += difference * difference;
  }
  return std::sqrt(sum);
}

/// value(i) for each i in 0..rows-1, on several threads.
template <class Value>
std::vector<double> for_each_row(std::size_t rows, const Value& value) {
  std::vector<double> values(rows);
  for_rows(static_cast<int>(rows), [&](int first, int last) {
    for (int i = first; i < last; ++i) values[static_cast<std::size_t>(i)] = value(static_cast<std::size_t>(i));
  });
  return values;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

double kernel_sum(const Features& a, const Features& b, bool same) {
  return sum_of(for_each_row(a.rows(), [&](std::size_t i) {
    double sum = 0;
    for (std::size_t j = 0; j < b.rows(); ++j) {
      if (same && i == j) continue;
      const double k = dot(a.row(i), b.row(j)) / static_cast<double>(a.length) + 1;
      sum += k * k * k;
    }
    return sum;
  }));
}

}  // namespace

double kid(const Features& a, const Features& b) {
  if (a.rows() < 2 || b.rows() < 2) throw Error(ErrorKind::usage, "a KID needs at least two pictures on each side");
  const auto n = static_cast<double>(a.rows()), m = static_cast<double>(b.rows());
  const double within = kernel_sum(a, a, true) / (n * (n - 1)) + kernel_sum(b, b, true) / (m * (m - 1));
  return 1000 * (within - 2 * kernel_sum(a, b, false) / (n * m));
}

double diversity(const Features& features) {
  const std::size_t n = features.rows();
  if (n < 2) return 0;
  const auto sums = for_each_row(n, [&](std::size_t i) {
    double sum = 0;
    for (std::size_t j = 0; j < n; ++j) sum += distance(features.row(i), features.row(j));
    return sum;
  });
  return sum_of(sums) / (static_cast<double>(n) * static_cast<double>(n - 1));
}

std::vector<double> nearest_distances(const Features& from, const Features& to) {
  return for_each_row(from.rows(), [&](std::size_t i) {
    double nearest = INFINITY;
    for (std::size_t j = 0; j < to.rows(); ++j) nearest = std::min(nearest, distance(from.row(i), to.row(j)));
    return nearest;
  });
}

double quantile(std::vector<double> values, double rank) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const double at = rank * static_cast<double>(values.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const double share = at - static_cast<double>(low);
  return values[low] * (1 - share) + values[std::min(low + 1, values.size() - 1)] * share;
}

Scale scale_of(const std::vector<Features>& sets) {
  constexpr double kSmoothing = 1e-6;
  const std::size_t length = sets.front().length;
  std::vector<double> sum(length), squares(length);
  double count = 0;
  for (const Features& set : sets) {
    for (std::size_t i = 0; i < set.values.size(); ++i) {
      sum[i % length] += set.values[i];
      squares[i % length] += static_cast<double>(set.values[i]) * set.values[i];
    }
    const std::size_t vectors = set.values.size() / length;
    count += static_cast<double>(vectors);
  }
  Scale scale;
  for (std::size_t k = 0; k < length; ++k) {
    const double mean = sum[k] / count, variance = std::max(0.0, squares[k] / count - mean * mean);
    scale.mean.push_back(static_cast<float>(mean));
    scale.deviation.push_back(static_cast<float>(std::sqrt(variance) + kSmoothing));
  }
  return scale;
}

Features scaled(Features features, const Scale& scale) {
  for (std::size_t i = 0; i < features.values.size(); ++i) {
    const std::size_t k = i % features.length;
    features.values[i] = (features.values[i] - scale.mean[k]) / scale.deviation[k];
  }
  return features;
}

double far(const Features& scaled) {
  std::vector<double> distances;
  for (std::size_t i = 0; i < scaled.rows(); ++i) {
    double squares = 0;
    for (const float value : scaled.row(i)) squares += static_cast<double>(value) * value;
    distances.push_back(std::sqrt(squares / static_cast<double>(scaled.length)));
  }
  return quantile(distances, 0.5);
}

}  // namespace toile::evaluate
