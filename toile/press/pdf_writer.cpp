#include "toile/press/pdf_writer.hpp"

#include <fmt/core.h>
#include <zlib.h>

#include <cctype>
#include <stdexcept>
#include <utility>

#include "toile/press/bytes.hpp"

namespace toile::press {

PdfWriter::PdfWriter() : file_("%PDF-1.6\n%\xe2\xe3\xcf\xd3\n") {}

void PdfWriter::object(const std::string& body) {
  starts_.push_back(file_.size());
  file_ += fmt::format("{} 0 obj\n{}\nendobj\n", starts_.size(), body);
}

void PdfWriter::stream(const std::string& entries, const std::string& bytes) {
  object(fmt::format("<< {} /Length {} >>\nstream\n", entries, bytes.size()) + bytes + "\nendstream");
}

std::string PdfWriter::finished(const std::string& trailer) {
  const std::size_t table = file_.size();
  file_ += fmt::format("xref\n0 {}\n0000000000 65535 f \n", starts_.size() + 1);
  for (const std::size_t start : starts_) file_ += fmt::format("{:010} 00000 n \n", start);
  file_ +=
      fmt::format("trailer\n<< /Size {} /Root 1 0 R {}>>\nstartxref\n{}\n%%EOF\n", starts_.size() + 1, trailer, table);
  return std::move(file_);
}

std::string pdf_deflated(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                bytes.size(), 6) != Z_OK) {
    throw std::runtime_error("zlib can't pack a picture");
  }
  packed.resize(size);
  return packed;
}

std::string pdf_name(const std::string& text) {
  std::string name = "/";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    name += std::isalnum(byte) || c == '-' || c == '_' ? std::string(1, c) : fmt::format("#{:02x}", byte);
  }
  return name;
}

std::string pdf_text(const std::string& utf8) {
  std::string wide;
  put_utf16(wide, utf16_of(utf8));
  std::string text = "<FEFF";
  for (const char c : wide) text += fmt::format("{:02X}", static_cast<unsigned char>(c));
  return text + ">";
}

}  // namespace toile::press
