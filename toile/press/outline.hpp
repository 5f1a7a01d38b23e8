#pragma once
/// Outlines of soft shapes, as curves.

#include <vector>

namespace toile::press {

struct Spot {
  double x = 0, y = 0;
};

/// A field of values, row-major; the value at (x, y) lies at that place.
struct Field {
  int width = 0, height = 0;
  std::vector<float> values;
};

/// The closed lines along which `field` is `level`, what is above lying on their left seen along them (marching
/// squares, Lorensen and Cline 1987 in the plane, with straight interpolation). Beyond its edges the field is below.
std::vector<std::vector<Spot>> contours(const Field& field, float level);

/// A closed line as cubic Beziers that stay within `tolerance` of it: 3 n + 1 points, the last one the first again.
/// Corners of the line stay corners. Least squares by Schneider, "An Algorithm for Automatically Fitting Digitized
/// Curves" (Graphics Gems, 1990).
std::vector<Spot> fitted(const std::vector<Spot>& line, double tolerance);

}  // namespace toile::press
