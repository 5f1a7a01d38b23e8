#include "toile/train/curves.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

namespace toile::train {
namespace {

constexpr int kWidth = 480, kHeight = 320;
constexpr int kLeft = 52, kRight = 16, kTop = 36, kBottom = 36;
constexpr std::array<const char*, 6> kColours = {"#1b6ca8", "#d1495b", "#3c8d5a", "#8a5a9e", "#c98a1b", "#444444"};

/// The smallest of 1, 2, 5 times a power of ten that is at least `value`.
double round_up(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0, 10.0}) {
    if (value <= step * power * (1 + 1e-9)) return step * power;
  }
  return 10 * power;
}

void text(std::ostream& out, double x, double y, const char* anchor, const std::string& words,
          const char* colour = "#333") {
  out << "<text x='" << x << "' y='" << y << "' text-anchor='" << anchor << "' fill='" << colour << "'>" << words
      << "</text>\n";
}

void draw(std::ostream& out, const Chart& chart, int offset) {
  double top = 1e-9;
  std::size_t epochs = 1;
  for (const Curve& curve : chart.curves) {
    for (const double value : curve.values) top = std::isfinite(value) ? std::max(top, value) : top;
    epochs = std::max(epochs, curve.values.size());
  }
  const double step = round_up(top / 5);
  top = std::ceil(top / step) * step;
  const auto x = [&](double i) {
    return offset + kLeft + (kWidth - kLeft - kRight) * i / std::max<double>(1, static_cast<double>(epochs) - 1);
  };
  const auto y = [&](double value) { return kHeight - kBottom - (kHeight - kTop - kBottom) * value / top; };

  text(out, offset + kLeft, 20, "start", chart.title);
  for (double value = 0; value <= top * 1.001; value += step) {
    out << "<line x1='" << offset + kLeft << "' x2='" << offset + kWidth - kRight << "' y1='" << y(value) << "' y2='"
        << y(value) << "' stroke='#ddd'/>\n";
    std::ostringstream label;
    label << std::round(value / step) * step;
    text(out, offset + kLeft - 6, y(value) + 4, "end", label.str());
  }
  text(out, x(0), kHeight - 16, "middle", "1");
  text(out, x(static_cast<double>(epochs) - 1), kHeight - 16, "end", "epoch " + std::to_string(epochs));
  double legend = offset + kLeft + 120;
  for (std::size_t c = 0; c < chart.curves.size(); ++c) {
    const char* colour = kColours[c % kColours.size()];
    out << "<polyline fill='none' stroke-width='1.6' stroke='" << colour << "' points='";
    const auto& values = chart.curves[c].values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (std::isfinite(values[i])) out << x(static_cast<double>(i)) << ',' << y(values[i]) << ' ';
    }
    out << "'/>\n";
    text(out, legend, 20, "start", chart.curves[c].name, colour);
    legend += 24 + 7.5 * static_cast<double>(chart.curves[c].name.size());
  }
}

}  // namespace

std::string curves_svg(const std::vector<Chart>& charts) {
  const int width = kWidth * static_cast<int>(charts.size());
  std::ostringstream out;
  out << "<svg xmlns='http://www.w3.org/2000/svg' width='" << width << "' height='" << kHeight
      << "' font-family='sans-serif' font-size='13'>\n<rect width='100%' height='100%' fill='white'/>\n";
  for (std::size_t i = 0; i < charts.size(); ++i) draw(out, charts[i], kWidth * static_cast<int>(i));
  out << "</svg>\n";
  return out.str();
}

}  // namespace toile::train
