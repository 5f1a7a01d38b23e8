#include "toile/press/spec_sheet.hpp"

#include <cairo-pdf.h>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "toile/image/resize.hpp"

namespace toile::press {
namespace {

constexpr double kPointsPerCm = 72 / 2.54;
constexpr double kPageWidth = 595.276, kPageHeight = 841.89, kMargin = 42;
constexpr double kPictureWidth = 300, kPictureHeight = 300, kRow = 24, kStrip = 40;
constexpr int kMostColourways = 8;

struct Destroy {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* page) const { cairo_destroy(page); }
};
using Surface = std::unique_ptr<cairo_surface_t, Destroy>;

class Page {
 public:
  Page() {
    const auto append = [](void* to, const unsigned char* bytes, unsigned int count) {
      static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
      return CAIRO_STATUS_SUCCESS;
    };
    surface_.reset(cairo_pdf_surface_create_for_stream(append, &bytes_, kPageWidth, kPageHeight));
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2024-01-01T00:00:00Z");
    page_.reset(cairo_create(surface_.get()));
  }

  void text(double x, double y, double size, const std::string& words, bool strong = false) {
    cairo_select_font_face(page_.get(), "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           strong ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(page_.get(), size);
    cairo_set_source_rgb(page_.get(), 0.1, 0.1, 0.1);
    cairo_move_to(page_.get(), x, y);
    cairo_show_text(page_.get(), words.c_str());
  }

  void chip(double x, double y, double width, double height, const pattern::Rgb& colour) {
    cairo_rectangle(page_.get(), x, y, width, height);
    cairo_set_source_rgb(page_.get(), colour[0] / 255.0, colour[1] / 255.0, colour[2] / 255.0);
    cairo_fill_preserve(page_.get());
    cairo_set_source_rgb(page_.get(), 0.6, 0.6, 0.6);
    cairo_set_line_width(page_.get(), 0.3);
    cairo_stroke(page_.get());
  }

  /// The picture in a box that it fills one way or the other; repeats it when `repeat_width` is less than the box.
  void picture(double x, double y, double width, double height, const Image& picture, double repeat_width) {
    const Surface source(cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height));
    unsigned char* rows = cairo_image_surface_get_data(source.get());
    const int stride = cairo_image_surface_get_stride(source.get());
    for (int j = 0; j < picture.height; ++j) {
      auto* row = reinterpret_cast<std::uint32_t*>(rows + static_cast<std::ptrdiff_t>(j) * stride);
      for (int i = 0; i < picture.width; ++i) {
        const std::uint8_t* p = picture.at(i, j);
        row[i] = static_cast<std::uint32_t>(p[0] << 16 | p[1] << 8 | p[2]);
      }
    }
    cairo_surface_mark_dirty(source.get());
    cairo_save(page_.get());
    cairo_rectangle(page_.get(), x, y, width, height);
    cairo_clip(page_.get());
    cairo_translate(page_.get(), x, y);
    const double scale = repeat_width / picture.width;
    cairo_scale(page_.get(), scale, scale);
    cairo_set_source_surface(page_.get(), source.get(), 0, 0);
    cairo_pattern_set_extend(cairo_get_source(page_.get()), CAIRO_EXTEND_REPEAT);
    cairo_paint(page_.get());
    cairo_restore(page_.get());
  }

  std::string finished() {
    page_.reset();
    cairo_surface_finish(surface_.get());
    surface_.reset();
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
  Surface surface_;
  std::unique_ptr<cairo_t, Destroy> page_;
};

double share_of(const Print& print, std::size_t ink) {
  const std::uint8_t* plane = print.plane(static_cast<int>(ink));
  double sum = 0;
  for (std::size_t i = 0; i < print.pixels(); ++i) sum += plane[i];
  return sum / 255 / static_cast<double>(print.pixels());
}

void write_ink(Page& page, double y, const Print& print, std::size_t k, const std::vector<Ink>& book) {
  const Ink& ink = print.inks[k];
  const image::Lab lab = lab_of(ink.colour);
  page.chip(kMargin, y - 13, 34, 17, ink.colour);
  page.text(kMargin + 44, y, 9, ink.name.empty() ? fmt::format("Ink {}", k + 1) : ink.name, true);
  page.text(kMargin + 150, y, 9, pattern::hex_of(ink.colour));
  page.text(kMargin + 206, y, 9, fmt::format("L {:.1f}  a {:.1f}  b {:.1f}", lab.l, lab.a, lab.b));
  page.text(kMargin + 330, y, 9, fmt::format("{:.1f} %", 100 * share_of(print, k)));
  if (book.empty()) return;
  const Nearest near = nearest(ink.colour, book);
  page.text(kMargin + 375, y, 9, fmt::format("{}  (\u0394E {:.1f})", near.colour.name, near.difference));
}

}  // namespace

std::string spec_sheet(const Print& print, const SpecSheet& sheet) {
  Page page;
  const double height_cm = print.width_cm * print.height / print.width;
  page.text(kMargin, kMargin + 14, 20, sheet.design, true);
  page.text(kMargin, kMargin + 34, 9,
            fmt::format("Repeat {:.2f} x {:.2f} cm, {}; {} inks; {}", print.width_cm, height_cm, sheet.repeat,
                        print.inks.size(), sheet.date));
  const double top = kMargin + 48;
  const double natural = print.width_cm * kPointsPerCm;
  const double scale =
      std::min({1.0, kPictureWidth / natural, kPictureHeight / (natural * print.height / print.width)});
  const Image picture = pattern::rendered(print);
  page.picture(kMargin, top, kPictureWidth, kPictureHeight, picture, natural * scale);
  page.text(kMargin, top + kPictureHeight + 12, 8,
            scale < 1 ? fmt::format("shown at {:.0f} %", 100 * scale) : "shown at its size in fabric");
  if (!sheet.garment.rgb.empty()) {
    const double left = kMargin + kPictureWidth + 14, width = kPageWidth - kMargin - left;
    const double height = std::min(kPictureHeight, width * sheet.garment.height / sheet.garment.width);
    page.picture(left, top, height * sheet.garment.width / sheet.garment.height, height, sheet.garment,
                 height * sheet.garment.width / sheet.garment.height);
  }
  double y = top + kPictureHeight + 40;
  for (std::size_t k = 0; k < print.inks.size(); ++k, y += kRow) write_ink(page, y, print, k, sheet.book);
  const std::size_t ways = std::min<std::size_t>(sheet.colourways.size(), kMostColourways);
  if (ways == 0) return page.finished();
  page.text(kMargin, y + 8, 10, "Colourways", true);
  const double width = (kPageWidth - 2 * kMargin - 8.0 * (kMostColourways - 1)) / kMostColourways;
  for (std::size_t i = 0; i < ways; ++i) {
    const double x = kMargin + static_cast<double>(i) * (width + 8);
    const Image other = pattern::rendered(pattern::recoloured(print, sheet.colourways[i]));
    page.picture(x, y + 16, width, kStrip, other, std::min(natural, width * 1.5));
    const double chip = width / static_cast<double>(print.inks.size());
    for (std::size_t k = 0; k < print.inks.size(); ++k) {
      page.chip(x + static_cast<double>(k) * chip, y + 16 + kStrip + 3, chip, 8, sheet.colourways[i][k]);
    }
  }
  return page.finished();
}

}  // namespace toile::press
