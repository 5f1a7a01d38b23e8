#include "toile/render/read_light.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"
#include "toile/render/albedo.hpp"
#include "toile/render/marks.hpp"

namespace toile::render {
namespace {

using image::Plane;

constexpr float kPlainContrast = 0.6F;                ///< standard deviation of log2 light on plain, folded cloth
constexpr double kMostlyGround = 0.5;                 ///< share of the ground from which on its fine detail is believed
constexpr float kDetail = 0.6F, kMotifDetail = 0.1F;  ///< log2 off the light around that may be a fold
constexpr float kOutlineDetail = 0.3F;                ///< the same on the ground within
constexpr int kOutline = 2;                           ///< cells of a motif
constexpr float kBlack = -7.0F, kBlownOut = -0.03F;   ///< log2 luminance
constexpr float kEpsilon = 0.0025F, kGroundEpsilon = 0.01F,
                kBusyEpsilon = 0.2F;                          ///< variance of log2 light that a smoothing filter keeps
constexpr double kSoft = 0.7;                                 ///< cells over which trust in the ground fades
constexpr double kNearlyAllGround = 0.9, kMuchGround = 0.86;  ///< its share from which on colours need no help
constexpr double kGroundTells = 0.8, kGroundIsSilent = 0.65;  ///< share of the ground from and below which
constexpr double kHardlyDoubted = -2.1, kSurelyDoubted = -1.5;   ///< log2 of the error expected of what seems plain
constexpr double kFairlyDoubted = -1.7, kMuchDoubted = -1.3;     ///< the same of a print that seems to leave its ground
constexpr float kSteep = 4;                                      ///< how soon the less doubted reading is taken
constexpr float kAsRough = 0.25;                                 ///< log2 within which two readings are as rough
constexpr double kHardlyPrinted = 0.03, kMostlyElsewhere = 0.5;  ///< of the garment, and of its print
constexpr double kRough = 3;                                     ///< cells
constexpr float kSmoothest = 1e-5F;                              ///< variance of log2 light
constexpr float kFine = 1.0F / 160, kMiddling = 1.0F / 90, kBroad = 1.0F / 40;  ///< its radius, in garment widths

float mean_inside(const Plane& plane, const Plane& cover) {
  double weight = 0, sum = 0;
  for (std::size_t i = 0; i < plane.values.size(); ++i) {
    weight += cover.values[i];
    sum += cover.values[i] * plane.values[i];
  }
  return static_cast<float>(sum / weight);
}

float deviation_inside(const Plane& plane, const Plane& cover) {
  double weight = 0, sum = 0, squares = 0;
  for (std::size_t i = 0; i < plane.values.size(); ++i) {
    weight += cover.values[i];
    sum += cover.values[i] * plane.values[i];
    squares += cover.values[i] * plane.values[i] * plane.values[i];
  }
  const double mean = sum / weight;
  return static_cast<float>(std::sqrt(std::max(0.0, squares / weight - mean * mean)));
}

/// Says when a garment is so dark or so bright that a photo has little light to read.
void note_what_hides(const Plane& log_luminance, const Plane& cover, std::vector<std::string>& notes) {
  if (quantile_inside(log_luminance, cover, 0.75) < kBlack) {
    notes.emplace_back(
        "the garment is almost black in this photo, so its folds can hardly be seen; a brighter photo helps");
  }
  if (quantile_inside(log_luminance, cover, 0.5) > kBlownOut) {
    notes.emplace_back(
        "the garment is blown out to white in this photo, so its folds can hardly be seen; a darker photo "
        "helps");
  }
}

/// The median of the certain cells nearby: a cell that was given the wrong colour stands out, an edge of a shadow
/// stays.
Plane median_of_certain(const Plane& plane, const Plane& certain) {
  constexpr int kFarthest = 2;
  const int reach = std::clamp(std::max(plane.width, plane.height) / 110, 1, kFarthest);
  Plane out = plane;
  for_rows(plane.height, [&](int first, int last) {
    std::array<float, (2 * kFarthest + 1) * (2 * kFarthest + 1)> near{};
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < plane.width; ++x) {
        if (certain.row(y)[x] <= 0) continue;
        std::ptrdiff_t count = 0;
        for (int from = std::max(0, y - reach); from <= std::min(plane.height - 1, y + reach); ++from) {
          for (int at = std::max(0, x - reach); at <= std::min(plane.width - 1, x + reach); ++at) {
            if (certain.row(from)[at] > 0) near[static_cast<std::size_t>(count++)] = plane.row(from)[at];
          }
        }
        std::nth_element(near.begin(), near.begin() + count / 2, near.begin() + count);
        out.row(y)[x] = near[static_cast<std::size_t>(count / 2)];
      }
    }
  });
  return out;
}

/// How sure each cell is to show the ground and nothing else: 1 inside, 0 on motifs and at their outlines.
Plane surely_ground(const Albedo& albedo) {
  Plane out = albedo.certain;
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    if (albedo.share < kMostlyGround || albedo.level.values[i] != 0) out.values[i] = 0;
  }
  return out;
}

/// The least of what lies within `reach` cells, where `cover` has anything.
Plane least_around(const Plane& plane, const Plane& cover, int reach) {
  Plane out = plane;
  for_rows(plane.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < plane.width; ++x) {
        for (int v = std::max(0, y - reach); v <= std::min(plane.height - 1, y + reach); ++v) {
          for (int u = std::max(0, x - reach); u <= std::min(plane.width - 1, x + reach); ++u) {
            if (cover.row(v)[u] > 0.5F) out.row(y)[x] = std::min(out.row(y)[x], plane.row(v)[u]);
          }
        }
      }
    }
  });
  return out;
}

/// Light under a print, as far as colours tell it. Where a cell's light is off that of the certain ones around, more
/// than a fold makes it there, theirs is taken: a motif's fine outlines are mixed with the ground and look like its
/// shade.
Plane without_print(Plane light, const Albedo& albedo, const Plane& ground, const Plane& cover) {
  for (std::size_t i = 0; i < light.values.size(); ++i) light.values[i] -= albedo.level.values[i];
  const Plane middle = median_of_certain(light, albedo.certain), open = least_around(ground, cover, kOutline);
  for (std::size_t i = 0; i < light.values.size(); ++i) {
    const bool of_ground = albedo.share >= kMostlyGround && albedo.level.values[i] == 0;
    const float most = !of_ground ? kMotifDetail : open.values[i] > 0 ? kDetail : kOutlineDetail;
    if (std::abs(light.values[i] - middle.values[i]) > most) light.values[i] = middle.values[i];
  }
  return continued(light, albedo.certain);
}

/// Light under a print, smoothed: the more of the cloth is print, the less a small difference is believed, but on the
/// ground itself nearly as much as on plain cloth.
Plane smoothed(const Plane& light, const Albedo& albedo, const Plane& ground) {
  const auto width = static_cast<float>(light.width);
  const auto busy = static_cast<float>(std::clamp(2 * (1 - albedo.share), 0.0, 1.0));
  const auto filtered = [&](float reach, float epsilon) {
    return image::guided_filter(light, light, std::max(1, static_cast<int>(width * reach)), epsilon);
  };
  Plane out = filtered(kFine + (kBroad - kFine) * busy, kEpsilon + (kBusyEpsilon - kEpsilon) * busy);
  const Plane fine = filtered(kFine, kGroundEpsilon), trust = image::blur(ground, kSoft);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    out.values[i] += trust.values[i] * (fine.values[i] - out.values[i]);
  }
  return out;
}

/// Brings log2 light to an upper quartile of 0 and to the contrast of folded cloth at most; what is left of its own.
float level(Plane& light, const Plane& cover) {
  const float base = quantile_inside(light, cover, 0.75);
  const float contrast = std::min(1.0F, kPlainContrast / std::max(1e-3F, deviation_inside(light, cover)));
  for (float& value : light.values) value = std::clamp((value - base) * contrast, -4.0F, 0.9F);
  return contrast;
}

/// 0 where `value` is `none`, 1 where it is `all`, and between in proportion.
float ramp(double value, double none, double all) {
  return static_cast<float>(std::clamp((value - none) / (all - none), 0.0, 1.0));
}

/// Whether colours tell enough: a print leaves nearly all of its ground, or what seems to be of one colour is surely no
/// print, one of whose colours is taken for shade, as that has more contrast than folds.
bool colours_suffice(const Albedo& albedo, const Plane& log_luminance, const Plane& cover) {
  if (albedo.colours > 1) return albedo.share >= kNearlyAllGround;
  return deviation_inside(log_luminance, cover) < kPlainContrast;
}

/// log2 of how rough light is around each cell: what it is off its own blur. Old print is, folds less so.
Plane roughness(const Plane& light, const Plane& cover) {
  const Plane smooth = blur_inside(light, cover, kRough);
  Plane squares(light.width, light.height);
  for (std::size_t i = 0; i < squares.values.size(); ++i) {
    const float off = cover.values[i] > 0.5F ? light.values[i] - smooth.values[i] : 0;
    squares.values[i] = off * off;
  }
  Plane out = blur_inside(squares, cover, 2 * kRough);
  for (float& value : out.values) value = 0.5F * std::log2(value + kSmoothest);
  return out;
}

/// How far `shading` is asked, 0..1: about what leaves little ground, and about what seems to leave more, or to be
/// plain, but is doubted to. Ground tells more than any guess where nearly all is ground.
float how_far_asked(const Shading& shading, const Albedo& albedo, const Plane& cover) {
  const double doubt = mean_inside(shading.told_doubt, cover);
  if (albedo.colours == 1) return ramp(doubt, kHardlyDoubted, kSurelyDoubted);
  const float little_ground = ramp(albedo.share, kGroundTells, kGroundIsSilent);
  const float mistaken = ramp(doubt, kFairlyDoubted, kMuchDoubted) * ramp(albedo.share, kNearlyAllGround, kMuchGround);
  return std::max(little_ground, mistaken);
}

/// Puts what `shading` says in the place of `light`, which colours tell, as far as it is asked, and by cells as far as
/// colours are doubted more and it is no rougher. Returns how far, 0..1.
Plane correct(Plane& light, Shading shading, const Albedo& albedo, const Plane& cover) {
  const float all = how_far_asked(shading, albedo, cover);
  shading.light = continued(shading.light, cover);
  const int radius = static_cast<int>(static_cast<float>(light.width) * kMiddling);
  shading.light = image::guided_filter(shading.light, shading.light, std::max(1, radius), kBusyEpsilon);
  level(shading.light, cover);
  const Plane told_rough = roughness(light, cover), rough = roughness(shading.light, cover);
  Plane share(light.width, light.height);
  for (std::size_t i = 0; i < light.values.size(); ++i) {
    const float doubt = kSteep * (shading.told_doubt.values[i] - shading.doubt.values[i]);
    share.values[i] = all * ramp(told_rough.values[i] - rough.values[i], -kAsRough, kAsRough) / (1 + std::exp(-doubt));
    light.values[i] += share.values[i] * (shading.light.values[i] - light.values[i]);
  }
  return share;
}

/// log2 luminance of each cell.
Plane log_luminance_of(const Grid& grid) {
  Plane out(grid.cover.width, grid.cover.height);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    out.values[i] =
        std::log2(std::max(kDarkest, image::luminance(grid.red.values[i], grid.green.values[i], grid.blue.values[i])));
  }
  return out;
}

/// What colours alone tell of a garment.
struct Told {
  Plane light;     ///< log2, see `level`
  Albedo albedo;   ///< and what the garment's own colours are
  Plane ground;    ///< how sure each cell is to show the ground and nothing else
  float contrast;  ///< what is left of the light's own
};

Told told_by_colours(const Grid& grid, const Plane& log_luminance) {
  Told out{.light = log_luminance, .albedo = read_albedo(grid, log_luminance), .ground = {}, .contrast = 1};
  if (out.albedo.colours > 1) {
    out.ground = surely_ground(out.albedo);
    out.light =
        smoothed(without_print(std::move(out.light), out.albedo, out.ground, grid.cover), out.albedo, out.ground);
  } else {
    out.ground = Plane(log_luminance.width, log_luminance.height, 1);
    const int radius = static_cast<int>(static_cast<float>(out.light.width) * kFine);
    out.light = image::guided_filter(out.light, out.light, std::max(1, radius), kEpsilon);
  }
  out.contrast = level(out.light, grid.cover);
  return out;
}

/// Whether much of what colours tell to be printed lies outside `marks`.
bool printed_all_over(const Albedo& albedo, const Plane& marks, const Plane& cover) {
  double all = 0, printed = 0, outside = 0;
  for (std::size_t i = 0; i < cover.values.size(); ++i) {
    if (cover.values[i] <= 0.5F) continue;
    const bool print = albedo.level.values[i] != 0;
    ++all;
    printed += print ? 1 : 0;
    outside += print && marks.values[i] == 0 ? 1 : 0;
  }
  return outside > kHardlyPrinted * all && outside > kMostlyElsewhere * printed;
}

}  // namespace

Light read_light(const Grid& grid, std::vector<std::string>& notes, const ClothReader& reader) {
  const Plane mean = log_luminance_of(grid);
  note_what_hides(mean, grid.cover, notes);
  Told told = told_by_colours(grid, mean);
  Plane marks =
      reader.marks && told.albedo.share >= kGroundIsSilent ? marks_of(reader.marks(grid), mean, grid.cover) : Plane();
  if (!marks.values.empty() && printed_all_over(told.albedo, marks, grid.cover)) marks = {};
  const Grid clear = marks.values.empty() ? grid : without_marks(grid, marks);
  const Plane clear_mean = log_luminance_of(clear);
  if (!marks.values.empty()) told = told_by_colours(clear, clear_mean);
  Plane foreign(mean.width, mean.height);  // how much of the photo's own detail is no light
  if (reader.shading && !colours_suffice(told.albedo, clear_mean, grid.cover)) {
    foreign = correct(told.light, reader.shading(clear, told.light), told.albedo, grid.cover);
  }
  for (std::size_t i = 0; i < marks.values.size(); ++i) {
    foreign.values[i] = std::max(foreign.values[i], marks.values[i]);
  }
  Light out{.given = {}, .level = std::move(told.light), .mean = mean, .gain = std::move(told.ground)};
  for (std::size_t i = 0; i < out.gain.values.size(); ++i) {
    out.gain.values[i] *= told.contrast * 0.5F * (1 - foreign.values[i]);  // what is left of the old print is no detail
  }
  return out;
}

}  // namespace toile::render
