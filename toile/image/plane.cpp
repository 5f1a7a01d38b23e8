#include "toile/image/plane.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"

namespace toile::image {
namespace {

/// Running means along the rows of `plane`.
Plane row_means(const Plane& plane, int radius) {
  Plane out(plane.width, plane.height);
  for_rows(plane.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const float* in = plane.row(y);
      float* to = out.row(y);
      double sum = 0;
      for (int x = 0; x < std::min(radius, plane.width); ++x) sum += in[x];
      for (int x = 0; x < plane.width; ++x) {
        if (x + radius < plane.width) sum += in[x + radius];
        if (x - radius - 1 >= 0) sum -= in[x - radius - 1];
        const int count = std::min(x + radius, plane.width - 1) - std::max(x - radius, 0) + 1;
        to[x] = static_cast<float>(sum / count);
      }
    }
  });
  return out;
}

/// Running means along the columns, a strip of columns a thread, row by row for the cache's sake.
Plane column_means(const Plane& plane, int radius) {
  Plane out(plane.width, plane.height);
  for_rows(plane.width, [&](int first, int last) {
    std::vector<double> sums(static_cast<std::size_t>(last - first), 0.0);
    const auto add = [&](int y, double sign) {
      const float* in = plane.row(y) + first;
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += sign * in[i];
    };
    for (int y = 0; y < std::min(radius, plane.height); ++y) add(y, 1);
    for (int y = 0; y < plane.height; ++y) {
      if (y + radius < plane.height) add(y + radius, 1);
      if (y - radius - 1 >= 0) add(y - radius - 1, -1);
      const int count = std::min(y + radius, plane.height - 1) - std::max(y - radius, 0) + 1;
      float* to = out.row(y) + first;
      for (std::size_t i = 0; i < sums.size(); ++i) to[i] = static_cast<float>(sums[i] / count);
    }
  });
  return out;
}

Plane product(const Plane& a, const Plane& b) {
  Plane out(a.width, a.height);
  for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] = a.values[i] * b.values[i];
  return out;
}

/// For each of `to` samples: the first source sample and the weights of those that follow.
struct Taps {
  std::vector<int> first;
  std::vector<std::vector<float>> weights;
};

Taps taps(int from, int to) {
  Taps t;
  const double step = static_cast<double>(from) / to, reach = std::max(1.0, step);
  for (int i = 0; i < to; ++i) {
    const double centre = (i + 0.5) * step - 0.5;
    const int low = static_cast<int>(std::ceil(centre - reach)), high = static_cast<int>(std::floor(centre + reach));
    const int first = std::clamp(low, 0, from - 1), last = std::clamp(high, 0, from - 1);
    std::vector<float> weights(static_cast<std::size_t>(last - first + 1), 0.0F);
    double sum = 0;
    for (int j = low; j <= high; ++j) {
      const double weight = std::max(0.0, 1 - std::abs(j - centre) / reach);
      weights[static_cast<std::size_t>(std::clamp(j, first, last) - first)] += static_cast<float>(weight);
      sum += weight;
    }
    for (float& weight : weights) weight = static_cast<float>(weight / sum);
    t.first.push_back(first);
    t.weights.push_back(std::move(weights));
  }
  return t;
}

}  // namespace

Plane box_mean(const Plane& plane, int radius) {
  return radius <= 0 ? plane : column_means(row_means(plane, radius), radius);
}

Plane blur(const Plane& plane, double sigma) {
  // three boxes of side 2r + 1 have the variance r * (r + 1)
  const int radius = static_cast<int>(std::lround(std::sqrt(sigma * sigma + 0.25) - 0.5));
  return radius <= 0 ? plane : box_mean(box_mean(box_mean(plane, radius), radius), radius);
}

Plane resample(const Plane& plane, int width, int height) {
  if (width == plane.width && height == plane.height) return plane;
  const Taps across = taps(plane.width, width), down = taps(plane.height, height);
  Plane wide(width, plane.height);
  for_rows(plane.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < width; ++x) {
        const auto& weights = across.weights[static_cast<std::size_t>(x)];
        const float* in = plane.row(y) + across.first[static_cast<std::size_t>(x)];
        float sum = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * in[i];
        wide.row(y)[x] = sum;
      }
    }
  });
  Plane out(width, height);
  for_rows(height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const auto& weights = down.weights[static_cast<std::size_t>(y)];
      for (std::size_t i = 0; i < weights.size(); ++i) {
        const float* in = wide.row(down.first[static_cast<std::size_t>(y)] + static_cast<int>(i));
        for (int x = 0; x < width; ++x) out.row(y)[x] += weights[i] * in[x];
      }
    }
  });
  return out;
}

Plane guided_filter(const Plane& guide, const Plane& plane, int radius, float epsilon) {
  const Plane mean_g = box_mean(guide, radius), mean_p = box_mean(plane, radius);
  const Plane mean_gp = box_mean(product(guide, plane), radius), mean_gg = box_mean(product(guide, guide), radius);
  Plane slope(guide.width, guide.height), offset(guide.width, guide.height);
  for (std::size_t i = 0; i < slope.values.size(); ++i) {
    const float covariance = mean_gp.values[i] - mean_g.values[i] * mean_p.values[i];
    const float variance = mean_gg.values[i] - mean_g.values[i] * mean_g.values[i];
    slope.values[i] = covariance / (variance + epsilon);
    offset.values[i] = mean_p.values[i] - slope.values[i] * mean_g.values[i];
  }
  const Plane mean_slope = box_mean(slope, radius), mean_offset = box_mean(offset, radius);
  Plane out(guide.width, guide.height);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    out.values[i] = mean_slope.values[i] * guide.values[i] + mean_offset.values[i];
  }
  return out;
}

}  // namespace toile::image
