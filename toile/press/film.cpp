#include "toile/press/film.hpp"

#include <fmt/core.h>
#include <tiffio.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "toile/base/error.hpp"
#include "toile/image/resize.hpp"
#include "toile/press/memory_tiff.hpp"

namespace toile::press {
namespace {

constexpr double kMarginCm = 1, kMarkCm = 0.35, kHairCm = 0.02, kCmPerInch = 2.54;
constexpr double kLeastDotPixels = 4;

void check_range(const char* what, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorKind::usage, fmt::format("{} is {}; it must be from {} to {}", what, value, low, high));
}

void check(const Screen& screen) {
  check_range("the screen's ruling", screen.lines_per_inch, 10, 200);
  check_range("the film's resolution", screen.dpi, 72, 2540);
  if (screen.dpi / screen.lines_per_inch >= kLeastDotPixels) return;
  throw Error(ErrorKind::usage,
              fmt::format("{} lines an inch on a film of {} dpi leave {:.1f} pixels a dot; at least {} "
                          "are needed: take fewer lines or a finer film",
                          screen.lines_per_inch, screen.dpi, screen.dpi / screen.lines_per_inch, kLeastDotPixels));
}

/// How much ink, 0..1, makes this place of a dot's cell black; u and v within the cell, -0.5..0.5.
double threshold(Dot dot, double u, double v) {
  switch (dot) {
    case Dot::line:
      return 2 * std::abs(v);
    case Dot::square:
      return 4 * std::max(std::abs(u), std::abs(v)) * std::max(std::abs(u), std::abs(v));
    case Dot::ellipse:
      return 0.5 - (std::cos(2 * std::numbers::pi * u) + 0.7 * std::cos(2 * std::numbers::pi * v)) / 3.4;
    case Dot::round:
      break;
  }
  // Euclidean dot: round in the lights, round holes in the shadows
  return 0.5 - (std::cos(2 * std::numbers::pi * u) + std::cos(2 * std::numbers::pi * v)) / 4;
}

class Paper {
 public:
  Paper(int width, int height)
      : width_(width), height_(height), bytes_((width + 7) / 8 * static_cast<std::size_t>(height)) {}
  void ink(int x, int y) {
    if (x < 0 || y < 0 || x >= width_ || y >= height_) return;
    bytes_[static_cast<std::size_t>(y) * ((width_ + 7) / 8) + x / 8] |= static_cast<std::uint8_t>(0x80 >> x % 8);
  }
  /// A cross in a circle.
  void mark(double x, double y, double radius, double hair) {
    for (int py = static_cast<int>(y - 1.5 * radius); py <= y + 1.5 * radius; ++py) {
      for (int px = static_cast<int>(x - 1.5 * radius); px <= x + 1.5 * radius; ++px) {
        const double dx = px + 0.5 - x, dy = py + 0.5 - y;
        const bool ring = std::abs(std::hypot(dx, dy) - radius) < hair / 2;
        if (ring || std::abs(dx) < hair / 2 || std::abs(dy) < hair / 2) ink(px, py);
      }
    }
  }
  std::string tiff(double dpi, const std::string& name) {
    MemoryTiff file(width_, height_, 1, dpi);
    file.set(TIFFTAG_BITSPERSAMPLE, 1);
    file.set(TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
    file.set(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    file.set(TIFFTAG_DOCUMENTNAME, name.c_str());
    for (int y = 0; y < height_; ++y)
      file.write_row(bytes_.data() + static_cast<std::size_t>(y) * ((width_ + 7) / 8), y);
    return file.finished();
  }

 private:
  int width_, height_;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace

Dot dot_named(const std::string& name) {
  if (name == "round") return Dot::round;
  if (name == "ellipse") return Dot::ellipse;
  if (name == "line") return Dot::line;
  if (name == "square") return Dot::square;
  throw Error(ErrorKind::usage, "dot is " + name + "; it must be round, ellipse, line or square");
}

std::string film(const Plate& plate, double width_cm, const Screen& screen) {
  check(screen);
  const double pixels_per_cm = screen.dpi / kCmPerInch;
  const int width = std::max(1, static_cast<int>(std::lround(width_cm * pixels_per_cm)));
  const int height =
      std::max(1, static_cast<int>(std::lround(width_cm * pixels_per_cm * plate.cover.height / plate.cover.width)));
  const int margin = static_cast<int>(std::lround(kMarginCm * pixels_per_cm));
  const Mask large = image::resize(plate.cover, width, height);
  Paper paper(width + 2 * margin, height + 2 * margin);
  const double turn = screen.angle * std::numbers::pi / 180, cells = screen.lines_per_inch / screen.dpi;
  const double across = std::cos(turn) * cells, up = std::sin(turn) * cells;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double amount = large.at(x, y) / 255.0;
      if (amount <= 0) continue;
      const double u = x * across + y * up, v = y * across - x * up;
      if (amount >= 1 || threshold(screen.dot, u - std::round(u), v - std::round(v)) < amount) {
        paper.ink(x + margin, y + margin);
      }
    }
  }
  const double radius = kMarkCm / 2 * pixels_per_cm, hair = std::max(1.0, kHairCm * pixels_per_cm);
  for (const auto& [x, y] : {std::pair{0.5, 0.0}, {0.5, 1.0}, {0.0, 0.5}, {1.0, 0.5}}) {
    const auto place = [&](double share, int side) {
      return share == 0 ? margin / 2.0 : share == 1 ? side + 1.5 * margin : margin + side / 2.0;
    };
    paper.mark(place(x, width), place(y, height), radius, hair);
  }
  return paper.tiff(screen.dpi, plate.ink.name);
}

}  // namespace toile::press
