// The PDFs of ink_files.hpp. ISO 32000-1: 8.6.6.5 DeviceN, 7.10.5 PostScript calculator functions; ISO 15930-7 PDF/X-4.

#include <fmt/core.h>

#include <cstdint>

#include "toile/base/error.hpp"
#include "toile/image/colour.hpp"
#include "toile/press/ink_files.hpp"
#include "toile/press/pdf_writer.hpp"
#include "toile/press/srgb_profile.hpp"
#include "toile/press/xml_text.hpp"

namespace toile::press {
namespace {

constexpr double kPointsPerCm = 72 / 2.54;
constexpr int kClassAt = 12;  ///< of a profile's bytes: its device class

/// Paints amounts of ink as their mean with white paper, in linear light as prints are rendered: for each of red,
/// green, blue 1 - sum of amount * (1 - colour), then the curve of sRGB (IEC 61966-2-1).
std::string tint_transform(const std::vector<Plate>& plates) {
  const std::size_t count = plates.size();
  std::string code = "{";
  for (std::size_t c = 0; c < 3; ++c) {
    code += " 1";
    for (std::size_t k = 0; k < count; ++k) {
      // on the stack: the amounts, what channels are done, the channel in the making
      const std::size_t depth = count - k + c;
      code += fmt::format(" {} index {:.6f} mul sub", depth, 1 - image::linear_of_srgb()[plates[k].ink.colour[c]]);
    }
    code += " dup 0.0031308 le { 12.92 mul } { 0.4166667 exp 1.055 mul 0.055 sub } ifelse";
  }
  // the three channels lie on the amounts: bring them down, drop the amounts
  code += fmt::format(" {} 3 roll", count + 3);
  for (std::size_t k = 0; k < count; ++k) code += " pop";
  return code + " }";
}

/// Each ink alone, for programs that show or replace inks one by one.
std::string colorants(const std::vector<Plate>& plates) {
  std::string entries;
  for (const Plate& plate : plates) {
    const std::string name = pdf_name(plate.ink.name);
    const auto part = [&](std::size_t c) { return plate.ink.colour[c] / 255.0; };
    entries += fmt::format(
        "{0} [/Separation {0} [/ICCBased 7 0 R] << /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 "
        "[{1:.5f} {2:.5f} {3:.5f}] /N 1 >>] ",
        name, part(0), part(1), part(2));
  }
  return "<< /Colorants << " + entries + ">> >>";
}

std::string interleaved(const std::vector<Plate>& plates) {
  const std::size_t count = plates.front().cover.pixels();
  std::string pixels;
  pixels.reserve(count * plates.size());
  for (std::size_t i = 0; i < count; ++i) {
    for (const Plate& plate : plates) pixels += static_cast<char>(plate.cover.cover[i]);
  }
  return pixels;
}

/// The page and what it shows: objects 2 to 7.
void write_page(PdfWriter& pdf, const std::vector<Plate>& plates, double width_cm) {
  const Mask& first = plates.front().cover;
  const double width = width_cm * kPointsPerCm, height = width * first.height / first.width;
  std::string names, domain;
  for (const Plate& plate : plates) {
    names += pdf_name(plate.ink.name) + " ";
    domain += "0 1 ";
  }
  const std::string box = fmt::format("[0 0 {:.4f} {:.4f}]", width, height);
  pdf.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  pdf.object(
      fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox {0} /TrimBox {0} /Contents 4 0 R /Resources << /XObject "
                  "<< /Repeat 5 0 R >> >> >>",
                  box));
  pdf.stream("", fmt::format("q {:.4f} 0 0 {:.4f} 0 0 cm /Repeat Do Q", width, height));
  pdf.stream(
      fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent 8 /ColorSpace [/DeviceN "
                  "[{}] [/ICCBased 7 0 R] 6 0 R {}] /Filter /FlateDecode",
                  first.width, first.height, names, colorants(plates)),
      pdf_deflated(interleaved(plates)));
  pdf.stream(fmt::format("/FunctionType 4 /Domain [{}] /Range [0 1 0 1 0 1]", domain), tint_transform(plates));
  pdf.stream("/N 3 /Alternate /DeviceRGB /Filter /FlateDecode", pdf_deflated(srgb_profile()));
}

/// 128 bits that stand for the plates (FNV-1a, twice).
std::string identity(const std::vector<Plate>& plates) {
  std::uint64_t first = 0xcbf29ce484222325ULL, second = 0x84222325cbf29ce4ULL;
  const auto take = [&](std::uint8_t byte) {
    first = (first ^ byte) * 0x100000001b3ULL;
    second = (second ^ byte) * 0x100000001b3ULL + 1;
  };
  for (const Plate& plate : plates) {
    for (const char c : plate.ink.name) take(static_cast<std::uint8_t>(c));
    for (const std::uint8_t value : plate.cover.cover) take(value);
  }
  return fmt::format("{:016x}{:016x}", first, second);
}

std::string xmp(const std::string& title, const std::string& moment, const std::string& id) {
  return fmt::format(
      R"(<?xpacket begin="{0}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False"
 xmp:CreateDate="{1}" xmp:ModifyDate="{1}" xmp:MetadataDate="{1}" xmpMM:DocumentID="uuid:{2}" xmpMM:VersionID="1"
 xmpMM:RenditionClass="default"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{3}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>)",
      "\xef\xbb\xbf", moment, id, xml_text(title));
}

}  // namespace

std::string spot_pdf(const std::vector<Plate>& plates, double width_cm) {
  PdfWriter pdf;
  pdf.object("<< /Type /Catalog /Pages 2 0 R >>");
  write_page(pdf, plates, width_cm);
  return pdf.finished();
}

std::string spot_pdf_x4(const std::vector<Plate>& plates, double width_cm, const PrintingCondition& condition) {
  const std::string& profile = condition.profile.bytes();
  if (profile.compare(kClassAt, 4, "prtr") != 0) {
    throw Error(ErrorKind::bad_file, "the profile " + condition.profile.name() +
                                         " is a screen's; PDF/X-4 names how it will be printed: take a printer's");
  }
  const std::string id = identity(plates);
  const std::string& day = condition.date;  // 2024-01-31
  const std::string stamp = "(D:" + day.substr(0, 4) + day.substr(5, 2) + day.substr(8, 2) + "000000Z)";
  PdfWriter pdf;
  pdf.object(
      "<< /Type /Catalog /Pages 2 0 R /Metadata 8 0 R /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFX "
      "/OutputConditionIdentifier (Custom) /Info " +
      pdf_text(condition.profile.name()) + " /DestOutputProfile 9 0 R >>] >>");
  write_page(pdf, plates, width_cm);
  pdf.stream("/Type /Metadata /Subtype /XML", xmp(condition.title, day + "T00:00:00Z", id));
  const int channels = condition.profile.space() == Profile::Space::cmyk   ? 4
                       : condition.profile.space() == Profile::Space::grey ? 1
                                                                           : 3;
  pdf.stream(fmt::format("/N {} /Filter /FlateDecode", channels), pdf_deflated(profile));
  pdf.object("<< /Title " + pdf_text(condition.title) + " /CreationDate " + stamp + " /ModDate " + stamp +
             " /Trapped /False >>");
  return pdf.finished(fmt::format("/Info 10 0 R /ID [<{0}> <{0}>] ", id));
}

}  // namespace toile::press
