#pragma once
/// What the drawers of shapes share, each in the file of its kind.

#include <cmath>
#include <string>
#include <vector>

#include "toile/weave/cover.hpp"
#include "toile/weave/design.hpp"

namespace toile::weave {

/// What a shape is drawn from.
struct Sheet {
  const Shape& shape;
  const std::vector<Ink>& inks;
  int width, height, across, down;

  double measure(const std::string& name, double otherwise) const {
    const auto found = shape.measures.find(name);
    return found == shape.measures.end() ? otherwise : found->second;
  }
  int count(const std::string& name, int otherwise) const {
    return static_cast<int>(std::lround(measure(name, otherwise)));
  }
  int ink_count() const { return static_cast<int>(inks.size()); }
  template <typename InkAt>
  Print cover(const InkAt& ink_at) const {
    return covered(width, height, across, down, inks, ink_at);
  }
};

inline double fraction(double x) {
  return x - std::floor(x);
}
/// Distance to the nearest whole number, 0..0.5.
inline double to_whole(double x) {
  return std::abs(x - std::round(x));
}
/// 0 at whole numbers, 1 half way, straight between.
inline double tent(double x) {
  return 2 * to_whole(x);
}
inline int modulo(int a, int n) {
  return (a % n + n) % n;
}

/// Bands `width0`, `width1`, ... of the inks in turn: which one lies at `t`, 0..1.
class Bands {
 public:
  explicit Bands(const Sheet& sheet) {
    double sum = 0;
    for (int i = 0; sheet.shape.measures.contains("width" + std::to_string(i)); ++i) {
      ends_.push_back(sum += sheet.measure("width" + std::to_string(i), 1));
      inks_.push_back(sheet.count("ink" + std::to_string(i), i % sheet.ink_count()));
    }
    for (double& end : ends_) end /= sum;
  }
  int at(double t) const {
    std::size_t i = 0;
    while (i + 1 < ends_.size() && t >= ends_[i]) ++i;
    return inks_[i];
  }

 private:
  std::vector<double> ends_;
  std::vector<int> inks_;
};

using Drawer = Print (*)(const Sheet&);

/// By the shape's name; see shapes.hpp.
std::map<std::string, Drawer> line_drawers();
std::map<std::string, Drawer> lattice_drawers();
std::map<std::string, Drawer> tiling_drawers();
std::map<std::string, Drawer> stitch_drawers();
std::map<std::string, Drawer> rosette_drawers();
std::map<std::string, Drawer> skin_drawers();

}  // namespace toile::weave
