#pragma once
/// A PDF file, object after object (ISO 32000-1), for the .cpp files of this room.

#include <string>
#include <string_view>
#include <vector>

namespace toile::press {

/// Objects are numbered from 1 in the order in which they are written; the first is the catalogue.
class PdfWriter {
 public:
  PdfWriter();
  void object(const std::string& body);
  void stream(const std::string& entries, const std::string& bytes);
  /// `trailer`: entries beside /Size and /Root.
  std::string finished(const std::string& trailer = "");

 private:
  std::string file_;
  std::vector<std::size_t> starts_;
};

/// For /FlateDecode.
std::string pdf_deflated(std::string_view bytes);

/// A name (7.3.5): what isn't a plain letter or digit goes as #xx.
std::string pdf_name(const std::string& text);

/// A text string (7.9.2.2) in UTF-16.
std::string pdf_text(const std::string& utf8);

}  // namespace toile::press
