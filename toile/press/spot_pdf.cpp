// The PDF of ink_files.hpp. ISO 32000-1: 8.6.6.5 DeviceN, 7.10.5 PostScript calculator functions.

#include <fmt/core.h>
#include <zlib.h>

#include <cmath>
#include <stdexcept>

#include "toile/press/ink_files.hpp"
#include "toile/press/srgb_profile.hpp"

namespace toile::press {
namespace {

constexpr double kPointsPerCm = 72 / 2.54;

std::string deflated(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                bytes.size(), 6) != Z_OK) {
    throw std::runtime_error("zlib can't pack a picture");
  }
  packed.resize(size);
  return packed;
}

/// A PDF name (7.3.5): what isn't a plain letter or digit goes as #xx.
std::string pdf_name(const std::string& text) {
  std::string name = "/";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    name += std::isalnum(byte) || c == '-' || c == '_' ? std::string(1, c) : fmt::format("#{:02x}", byte);
  }
  return name;
}

/// Paints amounts of ink as their mean with white paper: for each of red, green, blue 1 - sum of amount * (1 - colour).
std::string tint_transform(const std::vector<Plate>& plates) {
  const std::size_t count = plates.size();
  std::string code = "{";
  for (std::size_t c = 0; c < 3; ++c) {
    code += " 1";
    for (std::size_t k = 0; k < count; ++k) {
      // on the stack: the amounts, what channels are done, the channel in the making
      const std::size_t depth = count - k + c;
      code += fmt::format(" {} index {:.5f} mul sub", depth, 1 - plates[k].ink.colour[c] / 255.0);
    }
  }
  // the three channels lie on the amounts: bring them down, drop the amounts
  code += fmt::format(" {} 3 roll", count + 3);
  for (std::size_t k = 0; k < count; ++k) code += " pop";
  return code + " }";
}

class PdfWriter {
 public:
  PdfWriter() { file_ = "%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"; }
  void object(const std::string& body) {
    starts_.push_back(file_.size());
    file_ += fmt::format("{} 0 obj\n{}\nendobj\n", starts_.size(), body);
  }
  void stream(const std::string& entries, const std::string& bytes) {
    object(fmt::format("<< {} /Length {} >>\nstream\n", entries, bytes.size()) + bytes + "\nendstream");
  }
  std::string finished() {
    const std::size_t table = file_.size();
    file_ += fmt::format("xref\n0 {}\n0000000000 65535 f \n", starts_.size() + 1);
    for (const std::size_t start : starts_) file_ += fmt::format("{:010} 00000 n \n", start);
    file_ += fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", starts_.size() + 1, table);
    return std::move(file_);
  }

 private:
  std::string file_;
  std::vector<std::size_t> starts_;
};

}  // namespace

std::string spot_pdf(const std::vector<Plate>& plates, double width_cm) {
  const Mask& first = plates.front().cover;
  const double width = width_cm * kPointsPerCm, height = width * first.height / first.width;
  std::string names, pixels;
  for (const Plate& plate : plates) names += pdf_name(plate.ink.name) + " ";
  pixels.reserve(first.pixels() * plates.size());
  for (std::size_t i = 0; i < first.pixels(); ++i) {
    for (const Plate& plate : plates) pixels += static_cast<char>(plate.cover.cover[i]);
  }
  std::string domain;
  for (std::size_t k = 0; k < plates.size(); ++k) domain += "0 1 ";
  const std::string box = fmt::format("[0 0 {:.4f} {:.4f}]", width, height);
  PdfWriter pdf;
  pdf.object("<< /Type /Catalog /Pages 2 0 R >>");
  pdf.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  pdf.object(
      fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox {0} /TrimBox {0} /Contents 4 0 R /Resources << /XObject "
                  "<< /Repeat 5 0 R >> >> >>",
                  box));
  pdf.stream("", fmt::format("q {:.4f} 0 0 {:.4f} 0 0 cm /Repeat Do Q", width, height));
  pdf.stream(
      fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent 8 /ColorSpace [/DeviceN "
                  "[{}] [/ICCBased 7 0 R] 6 0 R] /Filter /FlateDecode",
                  first.width, first.height, names),
      deflated(pixels));
  pdf.stream(fmt::format("/FunctionType 4 /Domain [{}] /Range [0 1 0 1 0 1]", domain), tint_transform(plates));
  pdf.stream("/N 3 /Alternate /DeviceRGB /Filter /FlateDecode", deflated(srgb_profile()));
  return pdf.finished();
}

}  // namespace toile::press
