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

std::vector<float> dressed(const DrapeCase& garment, const DrapeStart& start, const Pattern& pattern,
                           DrapeMethod method) {
  if (method == DrapeMethod::fabric) {
    return linear_of(render::paint(render::read_cloth(start.photo, garment.mask, garment.fabric), pattern));
  }
  const render::Box box = render::bounds(garment.mask);
  const Similarity fit = fit_middle(garment, box);
  const double width = pattern.width_cm, height = width * pattern.tile.height / pattern.tile.width;
  if (method == DrapeMethod::photo) {
    const double middle_x = box.x + box.width / 2.0, middle_y = box.y + box.height / 2.0;
    const render::Placement placement{.scale = width / std::hypot(fit.a, fit.b) * render::kTilesAcross / box.width,
                                      .angle = std::atan2(fit.b, fit.a) * 180 / std::numbers::pi,
                                      .shift_x = -(fit.a * middle_x - fit.b * middle_y + fit.u_0) / width,
                                      .shift_y = -(fit.b * middle_x + fit.a * middle_y + fit.v_0) / height};
    return linear_of(render::drape(start.photo, garment.mask, pattern, placement));
  }
  const FlatMethod flat = method == DrapeMethod::paste      ? FlatMethod::paste
                          : method == DrapeMethod::multiply ? FlatMethod::multiply
                                                            : FlatMethod::displace;
  return flat_paste(flat, start.photo, pattern,
                    {.u_x = fit.a / width,
                     .u_y = -fit.b / width,
                     .u_0 = fit.u_0 / width,
                     .v_x = fit.b / height,
                     .v_y = fit.a / height,
                     .v_0 = fit.v_0 / height});
}

float luminance_at(const std::vector<float>& rgb, std::size_t i) {
  return image::luminance(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
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

DrapeResult try_drape(const DrapeCase& garment, const DrapeStart& start, const DrapeTruth& truth, DrapeMethod method) {
  std::vector<float> ours = dressed(garment, start, truth.pattern, method);
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
    for (std::size_t i = 0; i < ours.size(); ++i) ours[i] *= static_cast<float>(wanted / std::max(mine, 1e-9));
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
    const auto clamped = [](float v) { return std::clamp(v, 0.0F, 1.0F); };
    sum += image::ciede2000(
        image::lab_of_linear({clamped(ours[3 * i]), clamped(ours[3 * i + 1]), clamped(ours[3 * i + 2])}),
        image::lab_of_linear({theirs[3 * i], theirs[3 * i + 1], theirs[3 * i + 2]}));
    ++count;
  }
  result.figures.difference = count > 0 ? sum / count : 0;
  const int width = garment.mask.width, height = garment.mask.height;
  result.figures.ssim = ssim(coded_luminance(ours, width, height), coded_luminance(theirs, width, height), weight);
  return result;
}

}  // namespace toile::evaluate
