#include "toile/models/garment_size.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace toile::models {
namespace {

/// Of one kind of garment, in cm.
struct Usual {
  std::string_view group;
  double slender;  ///< for boxes at least so many times as high as they are wide
  double length, width;
};
/// The first that fits. Widths: of garments as they are worn, arms down.
constexpr Usual kUsual[] = {{.group = "upper", .slender = 1.35, .length = 85, .width = 52},
                            {.group = "upper", .slender = 0, .length = 66, .width = 52},
                            {.group = "lower", .slender = 1.5, .length = 100, .width = 44},
                            {.group = "lower", .slender = 0, .length = 50, .width = 44},
                            {.group = "dress", .slender = 0, .length = 95, .width = 50},
                            {.group = "outer", .slender = 1.7, .length = 105, .width = 58},
                            {.group = "outer", .slender = 0, .length = 74, .width = 58}};

/// cm a pixel; 0 when the group has no usual size.
double scale_of(const FoundGarment& one, int width, int height) {
  const double slender = 1.0 * one.height / std::max(1, one.width);
  const auto usual = std::find_if(std::begin(kUsual), std::end(kUsual),
                                  [&](const Usual& u) { return u.group == one.group && slender >= u.slender; });
  if (usual == std::end(kUsual) || one.width <= 0 || one.height <= 0) return 0;
  const bool cut_across = one.y <= 0 || one.y + one.height >= height;
  const bool cut_along = one.x <= 0 || one.x + one.width >= width;
  return cut_across && !cut_along ? usual->width / one.width : usual->length / one.height;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

}  // namespace

void guess_widths(std::vector<FoundGarment>& found, int width, int height) {
  std::map<int, std::vector<double>> scales;
  for (const FoundGarment& one : found) {
    const double scale = scale_of(one, width, height);
    if (scale > 0) scales[one.person].push_back(scale);
  }
  for (FoundGarment& one : found) {
    const auto own = scales.find(one.person);
    one.width_cm = own == scales.end() ? 0 : one.width * median(own->second);
  }
}

}  // namespace toile::models
