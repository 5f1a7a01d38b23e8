#pragma once
/// Prints for design programs. Each verb gives a file's bytes.

#include <string>

#include "toile/pattern/print.hpp"

namespace toile::press {

/// A GIMP pattern (.pat, version 1), which GIMP and Krita fill areas with.
std::string gimp_pattern(const Print& print, const std::string& name);

/// A Photoshop pattern (.pat: Adobe Photoshop File Formats Specification, 2019, "Patterns"): 8 bits RGB, the planes as
/// they are.
std::string photoshop_pattern(const Print& print, const std::string& name);

/// An OpenRaster picture (.ora, version 0.0.5): one layer an ink, called by its name, on the ground; Krita, GIMP and
/// MyPaint open it.
std::string open_raster(const Print& print);

}  // namespace toile::press
