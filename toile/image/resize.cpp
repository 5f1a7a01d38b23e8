#include "toile/image/resize.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "toile/base/parallel.hpp"

namespace toile::image {
namespace {

struct Kernel {
  double radius;  ///< zero beyond this many samples
  double (*weight)(double);
};

double sinc(double x) {
  return x == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
}

constexpr Kernel kLanczos3{3, [](double x) { return std::abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0; }};
constexpr Kernel kTriangle{1, [](double x) { return std::max(0.0, 1 - std::abs(x)); }};

enum class Border { cut, wrap };

/// For each sample of a resampled line: which samples of the source it sees, and how much of each.
struct KernelTaps {
  int count = 0;              ///< taps a sample
  std::vector<int> index;     ///< (samples, count) positions in the source line
  std::vector<float> weight;  ///< (samples, count), each row adds up to 1
};

/// The kernel is widened when shrinking, so that every source sample counts.
KernelTaps taps(int from, int to, const Kernel& kernel, Border border) {
  const double step = static_cast<double>(from) / to;
  const double stretch = std::max(1.0, step);
  const double reach = kernel.radius * stretch;
  KernelTaps result;
  result.count = static_cast<int>(std::ceil(2 * reach)) + 1;
  std::vector<double> row(static_cast<std::size_t>(result.count));
  for (int i = 0; i < to; ++i) {
    const double centre = (i + 0.5) * step - 0.5;
    const int first = static_cast<int>(std::ceil(centre - reach));
    double sum = 0;
    for (int k = 0; k < result.count; ++k) {
      const int at = first + k;
      const bool outside = border == Border::cut && (at < 0 || at >= from);
      const double w = outside ? 0 : kernel.weight((at - centre) / stretch);
      row[static_cast<std::size_t>(k)] = w;
      sum += w;
      result.index.push_back(border == Border::wrap ? (at % from + from) % from : std::clamp(at, 0, from - 1));
    }
    for (const double w : row) result.weight.push_back(static_cast<float>(w / sum));
  }
  return result;
}

/// A row of pixels resampled to `samples` of them.
template <int N, class T>
void along_row(const T* row, const KernelTaps& t, int samples, float* target) {
  for (int x = 0; x < samples; ++x, target += N) {
    const std::size_t base = static_cast<std::size_t>(x) * t.count;
    std::array<float, N> sum{};
    for (int k = 0; k < t.count; ++k) {
      const T* source = row + static_cast<std::size_t>(t.index[base + k]) * N;
      for (int c = 0; c < N; ++c) sum[static_cast<std::size_t>(c)] += t.weight[base + k] * source[c];
    }
    std::copy(sum.begin(), sum.end(), target);
  }
}

/// (height, width, N) -> (height, samples, N).
template <int N, class T>
std::vector<float> along_rows(const std::vector<T>& in, int width, int height, const KernelTaps& t, int samples) {
  std::vector<float> out(static_cast<std::size_t>(samples) * height * N);
  for (int y = 0; y < height; ++y) {
    along_row<N>(in.data() + static_cast<std::size_t>(y) * width * N, t, samples,
                 out.data() + static_cast<std::size_t>(y) * samples * N);
  }
  return out;
}

/// `Width` neighbouring values of sample `y` of every column; a fixed number is what compilers turn into
/// SIMD.
template <std::size_t Width, class T>
void column_block(const T* in, std::size_t line, const KernelTaps& t, std::size_t y, float* target) {
  std::array<float, Width> sum{};
  for (std::size_t tap = y * t.count; tap < (y + 1) * t.count; ++tap) {
    const T* source = in + static_cast<std::size_t>(t.index[tap]) * line;
    for (std::size_t i = 0; i < Width; ++i) sum[i] += t.weight[tap] * source[i];
  }
  std::copy(sum.begin(), sum.end(), target);
}

/// Row `y` of what all columns are resampled to; a line is a whole row of pixels.
template <class T>
void along_columns(const T* in, std::size_t line, const KernelTaps& t, std::size_t y, float* target) {
  constexpr std::size_t kBlock = 16;
  std::size_t x = 0;
  for (; x + kBlock <= line; x += kBlock) column_block<kBlock>(in + x, line, t, y, target + x);
  for (; x < line; ++x) column_block<1>(in + x, line, t, y, target + x);
}

/// (height, line) -> (samples, line).
template <class T>
std::vector<float> along_columns(const std::vector<T>& in, std::size_t line, const KernelTaps& t, int samples) {
  std::vector<float> out(static_cast<std::size_t>(samples) * line);
  for (std::size_t y = 0; y < static_cast<std::size_t>(samples); ++y) {
    along_columns(in.data(), line, t, y, out.data() + y * line);
  }
  return out;
}

template <int N, class T>
std::vector<float> resampled(const std::vector<T>& in, int width, int height, int to_width, int to_height,
                             const Kernel& kernel, Border border) {
  const KernelTaps across = taps(width, to_width, kernel, border);
  const KernelTaps down = taps(height, to_height, kernel, border);
  if (to_height > height) {  // the order with less to do
    return along_columns(along_rows<N>(in, width, height, across, to_width), std::size_t{N} * to_width, down,
                         to_height);
  }
  return along_rows<N>(along_columns(in, std::size_t{N} * width, down, to_height), width, to_height, across, to_width);
}

std::uint8_t to_byte(float value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0.0f, 255.0f) + 0.5f);
}

/// `resampled` as bytes, a row at a time: a large picture never lies in memory as floats.
std::vector<std::uint8_t> resampled_bytes(const Image& image, int width, int height, Border border) {
  const KernelTaps across = taps(image.width, width, kLanczos3, border),
                   down = taps(image.height, height, kLanczos3, border);
  const std::size_t line = 3 * static_cast<std::size_t>(width), before = 3 * static_cast<std::size_t>(image.width);
  const bool grows = height > image.height;  // the order with less to do
  const std::vector<float> half = grows ? along_rows<3>(image.rgb, image.width, image.height, across, width)
                                        : along_columns(image.rgb, before, down, height);
  std::vector<std::uint8_t> out(line * static_cast<std::size_t>(height));
  for_rows(height, [&](int first, int last) {
    std::vector<float> row(line);
    for (auto y = static_cast<std::size_t>(first); y < static_cast<std::size_t>(last); ++y) {
      if (grows) {
        along_columns(half.data(), line, down, y, row.data());
      } else {
        along_row<3>(half.data() + y * before, across, width, row.data());
      }
      std::transform(row.begin(), row.end(), out.begin() + static_cast<std::ptrdiff_t>(y * line), to_byte);
    }
  });
  return out;
}

/// Colours are weighted by their alpha, so that what is clear leaves no colour behind.
Image resampled_with_alpha(const Image& image, int width, int height, Border border) {
  std::vector<float> in(4 * image.pixels());
  for (std::size_t i = 0; i < image.pixels(); ++i) {
    const float a = image.alpha[i];
    for (std::size_t c = 0; c < 3; ++c) in[4 * i + c] = image.rgb[3 * i + c] * a / 255;
    in[4 * i + 3] = a;
  }
  const auto values = resampled<4>(in, image.width, image.height, width, height, kLanczos3, border);
  Image out = Image::filled(width, height, {0, 0, 0});
  out.alpha.resize(out.pixels());
  for (std::size_t i = 0; i < out.pixels(); ++i) {
    const float a = std::clamp(values[4 * i + 3], 0.0f, 255.0f);
    out.alpha[i] = to_byte(a);
    if (out.alpha[i] == 0) continue;
    for (std::size_t c = 0; c < 3; ++c) out.rgb[3 * i + c] = to_byte(values[4 * i + c] * 255 / a);
  }
  return out;
}

Image resampled(const Image& image, int width, int height, Border border) {
  if (width < 1 || height < 1) throw std::invalid_argument("a picture can't be resized to nothing");
  if (width == image.width && height == image.height) return image;
  Image out{.width = width, .height = height, .rgb = {}, .alpha = {}};
  if (image.alpha.empty()) {
    out.rgb = resampled_bytes(image, width, height, border);
  } else {
    out = resampled_with_alpha(image, width, height, border);
  }
  out.dpi = image.dpi * width / image.width;
  return out;
}

}  // namespace

Image crop(const Image& image, int x, int y, int width, int height) {
  if (x < 0 || y < 0 || width < 1 || height < 1 || x > image.width - width || y > image.height - height) {
    throw std::invalid_argument("a crop that leaves the picture");
  }
  Image out{.width = width, .height = height, .rgb = {}, .alpha = {}, .dpi = image.dpi};
  out.rgb.reserve(3 * out.pixels());
  for (int row = y; row < y + height; ++row) {
    const std::uint8_t* line = image.at(x, row);
    out.rgb.insert(out.rgb.end(), line, line + 3 * static_cast<std::size_t>(width));
    if (image.alpha.empty()) continue;
    const auto alpha = image.alpha.begin() + static_cast<std::ptrdiff_t>(row) * image.width + x;
    out.alpha.insert(out.alpha.end(), alpha, alpha + width);
  }
  return out;
}

Image roll(const Image& tile, int right, int down) {
  Image rolled = tile;
  const auto wrapped = [](int value, int length) { return (value % length + length) % length; };
  const auto width = static_cast<std::size_t>(tile.width);
  const auto split = width - static_cast<std::size_t>(wrapped(right, tile.width));
  for (int y = 0; y < tile.height; ++y) {
    const auto from = static_cast<std::size_t>(y) * width;
    const auto to = static_cast<std::size_t>(wrapped(y + down, tile.height)) * width;
    const auto copy = [&](const auto& source, auto& target, std::size_t channels) {
      const auto row = source.begin() + static_cast<std::ptrdiff_t>(from * channels);
      std::rotate_copy(row, row + static_cast<std::ptrdiff_t>(split % width * channels),
                       row + static_cast<std::ptrdiff_t>(width * channels),
                       target.begin() + static_cast<std::ptrdiff_t>(to * channels));
    };
    copy(tile.rgb, rolled.rgb, 3);
    if (!tile.alpha.empty()) copy(tile.alpha, rolled.alpha, 1);
  }
  return rolled;
}

Image on_colour(const Image& image, std::array<std::uint8_t, 3> colour) {
  Image out = image;
  out.alpha.clear();
  for (std::size_t i = 0; i < image.alpha.size(); ++i) {
    const int a = image.alpha[i];
    for (std::size_t c = 0; c < 3; ++c) {
      std::uint8_t& value = out.rgb[3 * i + c];
      value = static_cast<std::uint8_t>((value * a + colour[c] * (255 - a) + 127) / 255);
    }
  }
  return out;
}

Image resize(const Image& image, int width, int height) {
  return resampled(image, width, height, Border::cut);
}

Image resize_tile(const Image& tile, int width, int height) {
  return resampled(tile, width, height, Border::wrap);
}

Mask resize(const Mask& mask, int width, int height) {
  if (width < 1 || height < 1) throw std::invalid_argument("a mask can't be resized to nothing");
  if (width == mask.width && height == mask.height) return mask;
  const auto values = resampled<1>(mask.cover, mask.width, mask.height, width, height, kTriangle, Border::cut);
  Mask out{.width = width, .height = height, .cover = {}, .dpi = mask.dpi * width / mask.width};
  out.cover.resize(values.size());
  std::transform(values.begin(), values.end(), out.cover.begin(), to_byte);
  return out;
}

}  // namespace toile::image
