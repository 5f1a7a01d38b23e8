#pragma once
/// Motifs that an arrangement draws for itself: bands, stems, frames. They travel with the layout.

#include <string>
#include <vector>

#include "toile/compose/cast.hpp"

namespace toile::compose {

constexpr const char* kLineWork = "line-work";  ///< the kind of all of them

struct PlaceCm {
  double x = 0, y = 0;
};

/// A curve through the places, `width_cm` wide, thinning out to `taper` of it at its end, and where it lies.
struct Drawn {
  Motif motif;
  Placement placement;
};

Drawn stroke(const std::string& name, const std::vector<PlaceCm>& through, double width_cm, int ink, double taper = 1);
Drawn rectangle(const std::string& name, double left, double top, double width, double height, int ink);
/// Dots at places: one motif.
Drawn dots(const std::string& name, const std::vector<PlaceCm>& at, double radius_cm, int ink);

}  // namespace toile::compose
