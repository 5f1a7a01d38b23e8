#include "toile/pattern/resize_shares.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "toile/base/parallel.hpp"

namespace toile::pattern {
namespace {

constexpr int kFull = 255;

/// Rounds a pixel's shares so that they sum to 255: what rounding leaves over goes to the largest.
void store(const float* values, std::size_t step, int planes, std::uint8_t* to, std::size_t plane) {
  float sum = 0;
  for (int k = 0; k < planes; ++k) sum += values[k * step];
  const float scale = sum > 0 ? kFull / sum : 0;
  int left = kFull, largest = 0;
  for (int k = 0; k < planes; ++k) {
    const int share = static_cast<int>(values[k * step] * scale + 0.5F);
    to[k * plane] = static_cast<std::uint8_t>(share);
    left -= share;
    if (values[k * step] > values[largest * step]) largest = k;
  }
  to[largest * plane] = static_cast<std::uint8_t>(to[largest * plane] + left);
}

/// The cubic kernel of Mitchell and Netravali (1988) with B = C = 1/3: round outlines neither ring nor wobble.
float mitchell(float x) {
  if (x < 1) return ((7 * x - 12) * x * x + 16.F / 3) / 6;
  return (((-7.F / 3 * x + 12) * x - 20) * x + 32.F / 3) / 6;
}

/// Where a pixel of the large plane lies among those of the small one.
struct Place {
  std::array<int, 4> at;         ///< the two before and the two after
  std::array<float, 4> weights;  ///< of the kernel
  float share;                   ///< how far from at[1] to at[2]
};

int wrapped(int at, int size) {
  return ((at % size) + size) % size;
}

std::vector<Place> places(int large, int small) {
  std::vector<Place> all;
  all.reserve(large);
  for (int i = 0; i < large; ++i) {
    const double position = (i + 0.5) * small / large - 0.5;
    const int before = static_cast<int>(std::floor(position));
    const auto t = static_cast<float>(position - before);
    Place place{.at = {}, .weights = {}, .share = t};
    for (int tap = 0; tap < 4; ++tap) place.at[tap] = wrapped(before + tap - 1, small);
    for (int tap = 0; tap < 4; ++tap) place.weights[tap] = mitchell(std::abs(t + 1 - static_cast<float>(tap)));
    all.push_back(place);
  }
  return all;
}

/// What a row or a column of five pixels around has, least and most.
template <class Better>
std::vector<std::uint8_t> best_of_five(const std::uint8_t* plane, int width, int height, const Better& better) {
  const auto pixels = static_cast<std::size_t>(width) * height;
  std::vector<std::uint8_t> along(pixels), best(pixels);
  for_rows(height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const std::uint8_t* from = plane + static_cast<std::size_t>(y) * width;
      std::uint8_t* to = along.data() + static_cast<std::size_t>(y) * width;
      for (int x = 0; x < width; ++x) {
        to[x] = from[x];
        for (const int step : {-2, -1, 1, 2}) to[x] = better(to[x], from[wrapped(x + step, width)]);
      }
    }
  });
  for_rows(height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      std::uint8_t* to = best.data() + static_cast<std::size_t>(y) * width;
      std::copy_n(along.data() + static_cast<std::size_t>(y) * width, width, to);
      for (const int step : {-2, -1, 1, 2}) {
        const std::uint8_t* from = along.data() + static_cast<std::size_t>(wrapped(y + step, height)) * width;
        for (int x = 0; x < width; ++x) to[x] = better(to[x], from[x]);
      }
    }
  });
  return best;
}

/// For each pixel of a plane the range of the 5x5 pixels around: where both are one value, so is all that enlarging
/// reads between it and the next pixel.
struct Surroundings {
  std::vector<std::uint8_t> low, high;
};

Surroundings surroundings(const std::uint8_t* plane, int width, int height) {
  const auto least = [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); };
  const auto most = [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); };
  return {best_of_five(plane, width, height, least), best_of_five(plane, width, height, most)};
}

/// One row of the large plane out of four of the small one.
class RowEnlarger {
 public:
  RowEnlarger(const Shares& small, const std::vector<Surroundings>& around, const std::vector<Place>& columns,
              float steepness)
      : small_(small), around_(around), columns_(columns), steepness_(steepness) {
    for (std::vector<float>* row : {&value_, &low_, &high_}) row->resize(small.width);
  }

  void enlarge(int plane, const Place& row, float* to) {
    const std::uint8_t* values = small_.values.data() + plane * small_.pixels();
    const auto line = [&](int tap) { return static_cast<std::size_t>(row.at[tap]) * small_.width; };
    const Surroundings& s = around_[plane];
    for (int x = 0; x < small_.width; ++x) {
      value_[x] = 0;
      for (int tap = 0; tap < 4; ++tap) value_[x] += row.weights[tap] * values[line(tap) + x];
      low_[x] = std::lerp(float(s.low[line(1) + x]), float(s.low[line(2) + x]), row.share);
      high_[x] = std::lerp(float(s.high[line(1) + x]), float(s.high[line(2) + x]), row.share);
    }
    for (const Place& column : columns_) {
      const int x = column.at[1];
      *to++ = s.low[line(1) + x] == s.high[line(1) + x] ? values[line(1) + x] : between(column);
    }
  }

 private:
  float between(const Place& column) const {
    float value = 0;
    for (int tap = 0; tap < 4; ++tap) value += column.weights[tap] * value_[column.at[tap]];
    const auto mixed = [&](const std::vector<float>& row) {
      return row[column.at[1]] + (row[column.at[2]] - row[column.at[1]]) * column.share;
    };
    const float low = mixed(low_), high = mixed(high_), middle = (low + high) / 2;
    return std::clamp(middle + (value - middle) * steepness_, low, high);
  }

  const Shares& small_;
  const std::vector<Surroundings>& around_;
  const std::vector<Place>& columns_;
  float steepness_;
  std::vector<float> value_, low_, high_;  ///< of the small plane at the row's height
};

Shares enlarged(const Shares& small, int width, int height) {
  Shares large{.width = width, .height = height, .planes = small.planes, .values = {}};
  large.values.resize(large.pixels() * small.planes);
  std::vector<Surroundings> around;
  for (int k = 0; k < small.planes; ++k) {
    around.push_back(surroundings(small.values.data() + k * small.pixels(), small.width, small.height));
  }
  const std::vector<Place> columns = places(width, small.width), rows = places(height, small.height);
  const float steepness = std::sqrt(static_cast<float>(width) / small.width * height / small.height);
  for_rows(height, [&](int first, int last) {
    RowEnlarger enlarger(small, around, columns, steepness);
    std::vector<float> line(static_cast<std::size_t>(width) * small.planes);
    for (int y = first; y < last; ++y) {
      for (int k = 0; k < small.planes; ++k) {
        enlarger.enlarge(k, rows[y], line.data() + static_cast<std::size_t>(k) * width);
      }
      std::uint8_t* to = large.values.data() + static_cast<std::size_t>(y) * width;
      for (int x = 0; x < width; ++x) store(line.data() + x, width, small.planes, to + x, large.pixels());
    }
  });
  return large;
}

/// What of a small pixel lies in a large one's place, along one side.
struct Part {
  int at;
  float weight;
};

std::vector<std::vector<Part>> parts(int few, int many) {
  std::vector<std::vector<Part>> all(few);
  const double step = static_cast<double>(many) / few;
  for (int i = 0; i < few; ++i) {
    for (int at = static_cast<int>(i * step); at < many && at < (i + 1) * step; ++at) {
      const double overlap = std::min<double>(at + 1, (i + 1) * step) - std::max<double>(at, i * step);
      if (overlap > 1e-9) all[i].push_back({at, static_cast<float>(overlap / step)});
    }
  }
  return all;
}

Shares shrunk(const Shares& large, int width, int height) {
  Shares small{.width = width, .height = height, .planes = large.planes, .values = {}};
  small.values.resize(small.pixels() * large.planes);
  const auto columns = parts(width, large.width), rows = parts(height, large.height);
  for_rows(height, [&](int first, int last) {
    std::vector<float> tall(large.width), line(static_cast<std::size_t>(width) * large.planes);
    for (int y = first; y < last; ++y) {
      for (int k = 0; k < large.planes; ++k) {
        std::fill(tall.begin(), tall.end(), 0.F);
        for (const Part& row : rows[y]) {
          const std::uint8_t* from =
              large.values.data() + k * large.pixels() + static_cast<std::size_t>(row.at) * large.width;
          for (int x = 0; x < large.width; ++x) tall[x] += row.weight * from[x];
        }
        for (int x = 0; x < width; ++x) {
          float sum = 0;
          for (const Part& column : columns[x]) sum += column.weight * tall[column.at];
          line[static_cast<std::size_t>(k) * width + x] = sum;
        }
      }
      std::uint8_t* to = small.values.data() + static_cast<std::size_t>(y) * width;
      for (int x = 0; x < width; ++x) store(line.data() + x, width, large.planes, to + x, small.pixels());
    }
  });
  return small;
}

}  // namespace

Shares resize_shares(const Shares& shares, int width, int height) {
  // where one side grows and the other shrinks, shrinking comes first: it is then done on fewer pixels
  const int least_width = std::min(width, shares.width), least_height = std::min(height, shares.height);
  const bool shrinks = least_width < shares.width || least_height < shares.height;
  const Shares& small = shrinks ? shrunk(shares, least_width, least_height) : shares;
  return width > least_width || height > least_height ? enlarged(small, width, height) : small;
}

}  // namespace toile::pattern
