#include "toile/data/photo_swatches.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "toile/image/plane.hpp"
#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

using image::Plane;

constexpr std::uint8_t kInside = 254;
/// Looked at on some hundred product photos; a square is taken only when all four hold.
constexpr double kLeastContrast = 0.035;
constexpr double kMostShading = 0.55;
constexpr double kLeastSharpness = 0.18;
constexpr double kLeastEvenness = 0.22;
constexpr int kSide = 192;        ///< pixels at which cloth is looked at
constexpr double kSlow = 24;      ///< standard deviation in those pixels of what counts as slow
constexpr double kMargin = 0.12;  ///< of the square, left out at each side: mattes run over edges, and seams lie there

Plane luminance(const Image& picture) {
  Plane light(picture.width, picture.height);
  for (std::size_t i = 0; i < light.values.size(); ++i) {
    const std::uint8_t* p = &picture.rgb[3 * i];
    light.values[i] = (0.299F * p[0] + 0.587F * p[1] + 0.114F * p[2]) / 255;
  }
  return light;
}

double deviation(const Plane& plane, int x0, int y0, int width, int height) {
  double sum = 0, squares = 0;
  for (int y = y0; y < y0 + height; ++y) {
    for (int x = x0; x < x0 + width; ++x) {
      const double value = plane.row(y)[x];
      sum += value;
      squares += value * value;
    }
  }
  const double n = 1.0 * width * height;
  return std::sqrt(std::max(0.0, squares / n - sum / n * (sum / n)));
}

double mean_step(const Plane& plane, int distance) {
  double sum = 0;
  std::size_t count = 0;
  for (int y = 0; y + distance < plane.height; ++y) {
    for (int x = 0; x + distance < plane.width; ++x) {
      sum += std::abs(plane.row(y)[x] - plane.row(y)[x + distance]) +
             std::abs(plane.row(y)[x] - plane.row(y + distance)[x]);
      ++count;
    }
  }
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

/// For each pixel the side of the largest square inside the matte of which it is the lower right corner.
std::vector<int> square_sides(const Mask& matte) {
  std::vector<int> sides(matte.cover.size());
  for (int y = 0; y < matte.height; ++y) {
    for (int x = 0; x < matte.width; ++x) {
      const std::size_t at = static_cast<std::size_t>(y) * matte.width + x;
      if (matte.cover[at] < kInside) continue;
      const auto width = static_cast<std::size_t>(matte.width);
      sides[at] = x == 0 || y == 0 ? 1 : 1 + std::min({sides[at - 1], sides[at - width], sides[at - width - 1]});
    }
  }
  return sides;
}

}  // namespace

std::string sentence_of(Blemish blemish) {
  constexpr std::array kSentences = {"is clean", "is plain cloth", "has folds or shadows", "is blurred",
                                     "has a lone motif or a logo"};
  return kSentences[static_cast<std::size_t>(blemish)];
}

ClothFigures look_at_cloth(const Image& square) {
  const Plane light = luminance(image::resize(square, kSide, kSide));
  const Plane slow = image::blur(light, kSlow);
  Plane print = light;
  double mean = 0;
  for (std::size_t i = 0; i < print.values.size(); ++i) {
    print.values[i] -= slow.values[i];
    mean += light.values[i] / static_cast<double>(light.values.size());
  }
  std::vector<float> course = slow.values;
  std::sort(course.begin(), course.end());
  ClothFigures figures;
  figures.contrast = deviation(print, 0, 0, kSide, kSide);
  figures.shading = (course[course.size() * 19 / 20] - course[course.size() / 20]) / std::max(0.05, mean);
  // At the photo's own pixels: enlarging would hide a blur.
  const Plane own = luminance(square);
  const double far = mean_step(own, 4);
  figures.sharpness = far > 0 ? mean_step(own, 1) / far : 0;
  double least = INFINITY, most = 0;
  for (int i = 0; i < 9; ++i) {
    const double part = deviation(print, i % 3 * kSide / 3, i / 3 * kSide / 3, kSide / 3, kSide / 3);
    least = std::min(least, part);
    most = std::max(most, part);
  }
  figures.evenness = most > 0 ? least / most : 0;
  return figures;
}

Blemish blemish_of(const ClothFigures& figures) {
  if (figures.contrast < kLeastContrast) return Blemish::plain;
  if (figures.evenness < kLeastEvenness) return Blemish::lone_motif;
  if (figures.shading > kMostShading) return Blemish::shaded;
  if (figures.sharpness < kLeastSharpness) return Blemish::blurred;
  return Blemish::none;
}

std::vector<ClothSquare> cloth_squares(const Image& photo, const Mask& matte, int least, int most) {
  Mask left = matte;
  std::vector<ClothSquare> squares;
  while (static_cast<int>(squares.size()) < most) {
    const std::vector<int> sides = square_sides(left);
    const auto largest = std::max_element(sides.begin(), sides.end());
    const auto at = static_cast<int>(largest - sides.begin());
    const int margin = static_cast<int>(std::lround(kMargin * *largest));
    const int side = *largest - 2 * margin;
    if (side < least) break;
    ClothSquare square{
        .x = at % left.width - *largest + 1 + margin, .y = at / left.width - *largest + 1 + margin, .side = side};
    square.blemish = blemish_of(look_at_cloth(image::crop(photo, square.x, square.y, side, side)));
    squares.push_back(square);
    for (int y = square.y; y < square.y + side; ++y) {
      std::fill_n(left.cover.begin() + static_cast<std::ptrdiff_t>(y) * left.width + square.x, side, std::uint8_t{0});
    }
  }
  return squares;
}

}  // namespace toile::data
