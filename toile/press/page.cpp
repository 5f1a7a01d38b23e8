#include "toile/press/page.hpp"

namespace toile::press {

Page::Page(double width, double height) : bytes_(std::make_unique<std::string>()) {
  const auto append = [](void* to, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
  };
  surface_.reset(cairo_pdf_surface_create_for_stream(append, bytes_.get(), width, height));
  cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2024-01-01T00:00:00Z");
  page_.reset(cairo_create(surface_.get()));
}

void Page::text(double x, double y, double size, const std::string& words, bool strong) {
  cairo_select_font_face(page_.get(), "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                         strong ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(page_.get(), size);
  cairo_set_source_rgb(page_.get(), 0.1, 0.1, 0.1);
  cairo_move_to(page_.get(), x, y);
  cairo_show_text(page_.get(), words.c_str());
}

void Page::chip(double x, double y, double width, double height, const pattern::Rgb& colour) {
  cairo_rectangle(page_.get(), x, y, width, height);
  cairo_set_source_rgb(page_.get(), colour[0] / 255.0, colour[1] / 255.0, colour[2] / 255.0);
  cairo_fill_preserve(page_.get());
  cairo_set_source_rgb(page_.get(), 0.6, 0.6, 0.6);
  cairo_set_line_width(page_.get(), 0.3);
  cairo_stroke(page_.get());
}

void Page::picture(double x, double y, double width, double height, const Image& picture, double repeat_width) {
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

std::string Page::finished() {
  page_.reset();
  cairo_surface_finish(surface_.get());
  surface_.reset();
  return std::move(*bytes_);
}

}  // namespace toile::press
