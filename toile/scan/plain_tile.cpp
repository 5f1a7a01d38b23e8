#include "toile/scan/plain_tile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"
#include "toile/image/plane.hpp"
#include "toile/image/resize.hpp"
#include "toile/render/read_light.hpp"
#include "toile/scan/evenest_cut.hpp"

namespace toile::scan {
namespace {

using image::Plane;

constexpr int kMostSide = 2048;
constexpr double kOverlap = 1.0 / 6;
constexpr int kLightCells = 96;
constexpr float kMostMatch = 2.5F;  ///< by which edges are brought to one brightness at most
constexpr float kDark = 0.004F;     ///< linear, added to both sides of a ratio of light
constexpr int kStarts = 24;

/// Linear red, green and blue, in rows; either way round, so that one cut serves both directions.
struct Sheet {
  int width, height;
  std::vector<std::array<float, 3>> pixels;
  std::array<float, 3>& at(int x, int y) { return pixels[static_cast<std::size_t>(y) * width + x]; }
  const std::array<float, 3>& at(int x, int y) const { return pixels[static_cast<std::size_t>(y) * width + x]; }
};

Sheet transposed(const Sheet& sheet) {
  Sheet out{sheet.height, sheet.width, std::vector<std::array<float, 3>>(sheet.pixels.size())};
  for (int y = 0; y < sheet.height; ++y) {
    for (int x = 0; x < sheet.width; ++x) out.at(y, x) = sheet.at(x, y);
  }
  return out;
}

/// The photo in even light.
Sheet evenly_lit(const Image& photo) {
  const auto& table = image::linear_of_srgb();
  Sheet sheet{photo.width, photo.height, std::vector<std::array<float, 3>>(photo.pixels())};
  const render::Box box{0, 0, photo.width, photo.height};
  std::vector<std::string> notes;
  const render::Light light =
      render::read_light(render::grid_of(photo, Mask::filled(photo.width, photo.height, 255), box, kLightCells), notes);
  // folds are broad: what is finer than a few cells may be print
  const Plane level = image::resample(image::blur(light.level, 4), photo.width, photo.height);
  std::vector<float> sorted = light.level.values;
  std::nth_element(sorted.begin(), sorted.begin() + std::ssize(sorted) / 2, sorted.end());
  const float middle = sorted[sorted.size() / 2];
  for (std::size_t i = 0; i < sheet.pixels.size(); ++i) {
    const float gain = std::exp2(std::clamp(middle - level.values[i], -1.5F, 1.5F));
    for (std::size_t c = 0; c < 3; ++c) sheet.pixels[i][c] = std::min(1.0F, gain * table[photo.rgb[3 * i + c]]);
  }
  return sheet;
}

float tone(float linear) {
  return std::sqrt(std::max(0.0F, linear));
}

/// Brings the left and the right band to one brightness and colour: each goes half of the way, and less and less
/// towards the middle.
void match_edges(Sheet& sheet, int band) {
  for (std::size_t c = 0; c < 3; ++c) {
    Plane left(band, sheet.height), right(band, sheet.height);
    for (int y = 0; y < sheet.height; ++y) {
      for (int x = 0; x < band; ++x) {
        left.row(y)[x] = sheet.at(x, y)[c];
        right.row(y)[x] = sheet.at(sheet.width - band + x, y)[c];
      }
    }
    left = image::blur(left, band);
    right = image::blur(right, band);
    std::vector<float> halves;
    for (int y = 0; y < sheet.height; ++y) {
      const float ratio = (right.row(y)[band / 2] + kDark) / (left.row(y)[band / 2] + kDark);
      halves.push_back(0.5F * std::log(std::clamp(ratio, 1 / kMostMatch, kMostMatch)));
    }
    // as much at the top as at the bottom, so that what is seamless there stays so
    const float climb = (halves.back() - halves.front()) / static_cast<float>(sheet.height);
    for (int y = 0; y < sheet.height; ++y) {
      const float half = halves[static_cast<std::size_t>(y)] -
                         climb * (static_cast<float>(y) - 0.5F * static_cast<float>(sheet.height));
      for (int x = 0; x < sheet.width; ++x) {
        const int from_left = std::max(0, x - band), from_right = std::max(0, sheet.width - band - 1 - x);
        const float reach = 0.5F * static_cast<float>(sheet.width) - static_cast<float>(band);
        const float l = std::max(0.0F, 1 - static_cast<float>(from_left) / std::max(1.0F, reach)),
                    r = std::max(0.0F, 1 - static_cast<float>(from_right) / std::max(1.0F, reach));
        sheet.at(x, y)[c] *= std::exp(half * (l - r));
      }
    }
  }
}

/// The cheapest way down the overlap; its last place is beside its first.
std::vector<int> closed_cut(const std::vector<float>& cost, int band, int height) {
  std::vector<int> best_path(static_cast<std::size_t>(height), band / 2);
  float best = std::numeric_limits<float>::infinity();
  std::vector<float> sums(cost.size());
  for (int start = 0; start < band; start += std::max(1, band / kStarts)) {
    std::fill(sums.begin(), sums.end(), std::numeric_limits<float>::infinity());
    sums[static_cast<std::size_t>(start)] = cost[static_cast<std::size_t>(start)];
    const auto least_beside = [&](int y, int x) {
      int at = x;
      const float* row = &sums[static_cast<std::size_t>(y) * band];
      for (int i = std::max(0, x - 1); i <= std::min(band - 1, x + 1); ++i) {
        if (row[i] < row[at]) at = i;
      }
      return at;
    };
    for (int y = 1; y < height; ++y) {
      for (int x = 0; x < band; ++x) {
        const std::size_t at = static_cast<std::size_t>(y) * band + x;
        sums[at] = cost[at] + sums[static_cast<std::size_t>(y - 1) * band + least_beside(y - 1, x)];
      }
    }
    int at = least_beside(height - 1, start);
    const float sum = sums[static_cast<std::size_t>(height - 1) * band + at];
    if (sum >= best) continue;
    best = sum;
    for (int y = height - 1; y >= 0; --y) {
      best_path[static_cast<std::size_t>(y)] = at;
      if (y > 0) at = least_beside(y - 1, at);
    }
  }
  return best_path;
}

/// The sheet narrower by the overlap, seamless from side to side.
Sheet joined(Sheet sheet) {
  const int band = std::max(4, static_cast<int>(sheet.width * kOverlap));
  match_edges(sheet, band);
  const int width = sheet.width - band;
  std::vector<float> cost(static_cast<std::size_t>(sheet.height) * band);
  const auto differ = [&](int x, int y) {
    float sum = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      const float step = tone(sheet.at(x, y)[c]) - tone(sheet.at(width + x, y)[c]);
      sum += step * step;
    }
    return sum;
  };
  for (int y = 0; y < sheet.height; ++y) {
    for (int x = 0; x < band; ++x) {
      cost[static_cast<std::size_t>(y) * band + x] = differ(x, y) + differ(std::max(0, x - 1), y) + 1e-5F;
    }
  }
  const std::vector<int> cut = closed_cut(cost, band, sheet.height);
  Sheet out{width, sheet.height, std::vector<std::array<float, 3>>(static_cast<std::size_t>(width) * sheet.height)};
  for (int y = 0; y < sheet.height; ++y) {
    for (int x = 0; x < width; ++x) out.at(x, y) = sheet.at(x < cut[static_cast<std::size_t>(y)] ? width + x : x, y);
  }
  return out;
}

}  // namespace

Image plain_tile(const Image& photo) {
  const double shrink = std::min(1.0, 1.0 * kMostSide / std::max(photo.width, photo.height));
  const Image piece = shrink >= 1 ? photo
                                  : image::resize(photo, static_cast<int>(std::lround(photo.width * shrink)),
                                                  static_cast<int>(std::lround(photo.height * shrink)));
  const Sheet sheet = transposed(joined(transposed(joined(evenly_lit(piece)))));
  Image out = Image::filled(sheet.width, sheet.height, {});
  for (std::size_t i = 0; i < sheet.pixels.size(); ++i) {
    for (std::size_t c = 0; c < 3; ++c) out.rgb[3 * i + c] = image::srgb_of_linear(sheet.pixels[i][c]);
  }
  const pattern::Cut cut = evenest_cut(out);
  out = image::roll(out, cut.right, cut.down);
  out.dpi = photo.dpi * shrink;
  return out;
}

}  // namespace toile::scan
