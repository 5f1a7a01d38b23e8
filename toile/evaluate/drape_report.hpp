#pragma once
/// How near dressed photos come to the same garment rendered in that fabric.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "toile/evaluate/drape_case.hpp"
#include "toile/render/read_light.hpp"

namespace toile::evaluate {

constexpr int kRim = 3;  ///< pixels from the garment's outline that count as its rim

/// The ways that are compared: three flat ones, ours from photo and matte alone, ours with fabric coordinates.
enum class DrapeMethod { paste, multiply, displace, photo, fabric };
inline constexpr std::array kDrapeMethods = {DrapeMethod::paste, DrapeMethod::multiply, DrapeMethod::displace,
                                             DrapeMethod::photo, DrapeMethod::fabric};
std::string name_of(DrapeMethod method);

struct DrapeFigures {
  std::string item, start, fabric;
  DrapeMethod method = DrapeMethod::paste;
  double difference = 0;  ///< mean CIEDE2000 where the matte is above a half; of a plain fabric: the shading error
  double ssim = 0;        ///< of sRGB-coded luminance, there too
  double rim = 0;         ///< mean CIEDE2000 on both sides of the outline, `kRim` pixels each; 0 for flat methods
};

/// One dressed photo beside its truth.
struct DrapeResult {
  DrapeFigures figures;
  Image dressed;
};

/// Dresses `start` as `truth` by `method` and compares.
///
/// Placement: flat methods and ours from the photo get the similarity (scale, turn, offset) that fits the fabric
/// coordinates of the garment's middle best, as they can't know them. Brightness: no photo tells light from dark cloth,
/// so their result is multiplied by the one number that gives it the truth's mean luminance; the fabric method, whose
/// light is measured, isn't. `matte`: what the photo method is given in place of the exact one; `reader`: by what
/// it reads light on prints, as `render::read_light`.
DrapeResult try_drape(const DrapeCase& garment, const DrapeStart& start, const DrapeTruth& truth, DrapeMethod method,
                      const std::optional<Mask>& matte = {}, const render::ClothReader& reader = {});

}  // namespace toile::evaluate
