#pragma once
/// A page of a PDF, A4, drawn by cairo, for the .cpp files of this room.

#include <cairo-pdf.h>

#include <memory>
#include <string>

#include "toile/image/image.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::press {

/// Lengths are points, from the upper left corner. Same calls, same bytes.
class Page {
 public:
  static constexpr double kShort = 595.276, kLong = 841.89, kPointsPerCm = 72 / 2.54;

  explicit Page(double width = kShort, double height = kLong);

  void text(double x, double y, double size, const std::string& words, bool strong = false);
  void chip(double x, double y, double width, double height, const pattern::Rgb& colour);
  /// The picture in a box, `repeat_width` wide, side by side and one below the other until the box is full.
  void picture(double x, double y, double width, double height, const Image& picture, double repeat_width);
  /// The file's bytes.
  std::string finished();

 private:
  struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* page) const { cairo_destroy(page); }
  };
  using Surface = std::unique_ptr<cairo_surface_t, Destroy>;

  std::unique_ptr<std::string> bytes_;
  Surface surface_;
  std::unique_ptr<cairo_t, Destroy> page_;
};

}  // namespace toile::press
