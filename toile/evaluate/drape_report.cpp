#include "toile/evaluate/drape_report.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "toile/base/error.hpp"
#include "toile/evaluate/flat_paste.hpp"
#include "toile/evaluate/ssim.hpp"
#include "toile/image/colour.hpp"
#include "toile/image/lab.hpp"
#include "toile/render/drape.hpp"

namespace toile::evaluate {
namespace {

using image::Plane;

constexpr double kMiddle = 0.15;  ///< half the side of the garment's middle, in box sides

/// The similarity nearest to the fabric coordinates in the garment's middle, cm from pixels of the photo:
/// u = a x - b y + u0, v = b x + a y + v0.
struct Similarity {
  double a = 0, b = 0, u_0 = 0, v_0 = 0;
};

Similarity fit_middle(const DrapeCase& garment, const render::Box& box) {
  const render::Coordinates c = render::coordinates_in(garment.fabric, garment.mask, box);
  const double tear = render::kTear * render::typical_step(c);
  const double mx = box.width / 2.0, my = box.height / 2.0;
  // slopes of neighbours are averaged, and the offset holds in the middle: tears between panels then do no harm
  double a = 0, b = 0, u = 0, v = 0, slopes = 0, count = 0, nearest = 1e30;
  for (int y = 1; y < box.height; ++y) {
    for (int x = 1; x < box.width; ++x) {
      if (std::abs(x - mx) > kMiddle * box.width || std::abs(y - my) > kMiddle * box.height) continue;
      const double here_u = c.u.row(y)[x], here_v = c.v.row(y)[x];
      if (std::isnan(here_u)) continue;
      const double away = std::hypot(x - mx, y - my);
      if (away < nearest) nearest = away, u = here_u, v = here_v, count = 1;
      const double u_x = here_u - c.u.row(y)[x - 1], v_x = here_v - c.v.row(y)[x - 1];
      const double u_y = here_u - c.u.row(y - 1)[x], v_y = here_v - c.v.row(y - 1)[x];
      if (!(std::hypot(u_x, v_x) < tear && std::hypot(u_y, v_y) < tear)) continue;
      a += (u_x + v_y) / 2;
      b += (v_x - u_y) / 2;
      ++slopes;
    }
  }
  if (count == 0 || slopes == 0) throw Error(ErrorKind::bad_file, garment.name + " has no fabric in its middle");
  a /= slopes;
  b /= slopes;
  const double px = box.x + mx, py = box.y + my;
  return {.a = a, .b = b, .u_0 = u - (a * px - b * py), .v_0 = v - (b * px + a * py)};
}

/// Linear light of every pixel, as `paint` leaves it.
std::vector<float> linear_of(const Image& picture) {
  const auto& linear = image::linear_of_srgb();
  std::vector<float> out(picture.rgb.size());
  std::transform(picture.rgb.begin(), picture.rgb.end(), out.begin(), [&](std::uint8_t v) { return linear[v]; });
  return out;
}

/// A photo in a pattern, in linear light.
struct Dressed {
  std::vector<float> all;
  std::vector<float> ground;  ///< what shows in it of the garment's surroundings; by our own methods alone
};

Dressed painted(const render::Cloth& cloth, const Pattern& pattern, const render::Placement& placement) {
  const Pattern black{.tile = Image::filled(1, 1, {0, 0, 0})};
  return {.all = linear_of(render::paint(cloth, pattern, placement)), .ground = linear_of(render::paint(cloth, black))};
}

Dressed dressed(const DrapeCase& garment, const DrapeStart& start, const Pattern& pattern, DrapeMethod method,
                const Mask& matte, const render::ClothReader& reader) {
  if (method == DrapeMethod::fabric) {
    return painted(render::read_cloth(start.photo, garment.mask, garment.fabric), pattern, {});
  }
  const render::Box box = render::bounds(method == DrapeMethod::photo ? matte : garment.mask);
  const Similarity fit = fit_middle(garment, render::bounds(garment.mask));
  const double width = pattern.width_cm, height = width * pattern.tile.height / pattern.tile.width;
  if (method == DrapeMethod::photo) {
    const double middle_x = box.x + box.width / 2.0, middle_y = box.y + box.height / 2.0;
    const render::Placement placement{.scale = width / std::hypot(fit.a, fit.b) * render::kTilesAcross / box.width,
                                      .angle = std::atan2(fit.b, fit.a) * 180 / std::numbers::pi,
                                      .shift_x = -(fit.a * middle_x - fit.b * middle_y + fit.u_0) / width,
                                      .shift_y = -(fit.b * middle_x + fit.a * middle_y + fit.v_0) / height};
    return painted(render::read_cloth(start.photo, matte, 0, reader), pattern, placement);
  }
  const FlatMethod flat = method == DrapeMethod::paste      ? FlatMethod::paste
                          : method == DrapeMethod::multiply ? FlatMethod::multiply
                                                            : FlatMethod::displace;
  return {.all = flat_paste(flat, start.photo, pattern,
                            {.u_x = fit.a / width,
                             .u_y = -fit.b / width,
                             .u_0 = fit.u_0 / width,
                             .v_x = fit.b / height,
                             .v_y = fit.a / height,
                             .v_0 = fit.v_0 / height}),
          .ground = {}};
}

float luminance_at(const std::vector<float>& rgb, std::size_t i) {
  return image::luminance(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
}

/// CIEDE2000 of two linear colours at pixel `i`.
double difference_at(const std::vector<float>& ours, const std::vector<float>& theirs, std::size_t i) {
  const auto lab = [&](const std::vector<float>& rgb) {
    const auto clamped = [](float v) { return std::clamp(v, 0.0F, 1.0F); };
    return image::lab_of_linear({clamped(rgb[3 * i]), clamped(rgb[3 * i + 1]), clamped(rgb[3 * i + 2])});
  };
  return image::ciede2000(lab(ours), lab(theirs));
}

/// Whether the outline is within `kRim` pixels of (x, y).
bool in_rim(const Mask& mask, int x, int y) {
  const bool inside = mask.at(x, y) > 127;
  for (int v = std::max(0, y - kRim); v <= std::min(mask.height - 1, y + kRim); ++v) {
    for (int u = std::max(0, x - kRim); u <= std::min(mask.width - 1, x + kRim); ++u) {
      const int across = u - x, down = v - y;
      if (across * across + down * down <= kRim * kRim && (mask.at(u, v) > 127) != inside) return true;
    }
  }
  return false;
}

double rim_difference(const Mask& mask, const std::vector<float>& ours, const std::vector<float>& theirs) {
  const render::Box box = render::bounds(mask);
  double sum = 0, count = 0;
  for (int y = std::max(0, box.y - kRim); y < std::min(mask.height, box.y + box.height + kRim); ++y) {
    for (int x = std::max(0, box.x - kRim); x < std::min(mask.width, box.x + box.width + kRim); ++x) {
      if (!in_rim(mask, x, y)) continue;
      sum += difference_at(ours, theirs, static_cast<std::size_t>(y) * mask.width + x);
      ++count;
    }
  }
  return count > 0 ? sum / count : 0;
}

/// sRGB-coded luminance, 0..1.
Plane coded_luminance(const std::vector<float>& rgb, int width, int height) {
  Plane out(width, height);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    out.values[i] = static_cast<float>(image::srgb_of_linear(luminance_at(rgb, i))) / 255;
  }
  return out;
}

}  // namespace

std::string name_of(DrapeMethod method) {
  switch (method) {
    case DrapeMethod::paste:
      return "paste";
    case DrapeMethod::multiply:
      return "multiply";
    case DrapeMethod::displace:
      return "displace";
    case DrapeMethod::photo:
      return "photo";
    case DrapeMethod::fabric:
      return "fabric";
  }
  return "";
}

DrapeResult try_drape(const DrapeCase& garment, const DrapeStart& start, const DrapeTruth& truth, DrapeMethod method,
                      const std::optional<Mask>& matte, const render::ClothReader& reader) {
  auto [ours, ground] = dressed(garment, start, truth.pattern, method, matte ? *matte : garment.mask, reader);
  const std::vector<float> theirs = linear_of(truth.photo);
  const std::size_t pixels = garment.mask.pixels();
  if (theirs.size() != 3 * pixels || ours.size() != 3 * pixels) {
    throw Error(ErrorKind::bad_file, garment.name + ": photos, truths and mask must be of one size");
  }
  const auto inside = [&](std::size_t i) { return garment.mask.cover[i] > 127; };
  if (method != DrapeMethod::fabric) {
    double mine = 0, wanted = 0;
    for (std::size_t i = 0; i < pixels; ++i) {
      if (inside(i)) mine += luminance_at(ours, i), wanted += luminance_at(theirs, i);
    }
    const auto brighter = static_cast<float>(wanted / std::max(mine, 1e-9));
    ground.resize(ours.size());
    for (std::size_t i = 0; i < ours.size(); ++i) ours[i] = ground[i] + (ours[i] - ground[i]) * brighter;
  }
  DrapeResult result{.figures = {.item = garment.name, .start = start.name, .fabric = truth.name, .method = method},
                     .dressed = start.photo};
  Plane weight(garment.mask.width, garment.mask.height);
  double sum = 0, count = 0;
  for (std::size_t i = 0; i < pixels; ++i) {
    const float cover = static_cast<float>(garment.mask.cover[i]) / 255;
    for (std::size_t c = 0; c < 3; ++c) {
      if (cover > 0.5F) result.dressed.rgb[3 * i + c] = image::srgb_of_linear(ours[3 * i + c]);
    }
    if (!inside(i)) continue;
    weight.values[i] = 1;
    sum += difference_at(ours, theirs, i);
    ++count;
  }
  result.figures.difference = count > 0 ? sum / count : 0;
  if (method == DrapeMethod::photo || method == DrapeMethod::fabric) {
    result.figures.rim = rim_difference(garment.mask, ours, theirs);
  }
  const int width = garment.mask.width, height = garment.mask.height;
  result.figures.ssim = ssim(coded_luminance(ours, width, height), coded_luminance(theirs, width, height), weight);
  return result;
}

}  // namespace toile::evaluate
