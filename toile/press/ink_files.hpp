#pragma once
/// Prints as the files that printers, RIPs and design programs take. Each verb gives a file's bytes; `dpi` is the
/// resolution that the file states. Same print, same bytes.

#include <string>

#include "toile/press/plates.hpp"
#include "toile/press/profile.hpp"

namespace toile::press {

/// PNG with a palette: exactly the print's inks, no mixtures (ONYX ColorWays and other RIPs read these). sRGB.
std::string indexed_png(const Print& print, double dpi);

/// TIFF 6.0 with a palette, LZW, sRGB profile.
std::string indexed_tiff(const Print& print, double dpi);

/// TIFF 6.0 with one channel a plate: photometric "separated", InkSet "not CMYK", the inks' names; 255 is full ink.
/// LZW.
std::string spot_tiff(const std::vector<Plate>& plates, double dpi);

/// Photoshop document in multichannel mode: one spot channel a plate with its name, preview colour and a solidity of
/// 100 % (Adobe Photoshop File Formats Specification, 2019: resources 1005, 1006, 1045, 1077). Sides up to 30 000
/// pixels: throws `Error{usage}` for longer ones.
std::string multichannel_psd(const std::vector<Plate>& plates, double dpi);

/// PDF 1.6, one page of the print's size in fabric: an image in DeviceN whose colorants are the plates' names, their
/// looks in sRGB by the alternate space.
std::string spot_pdf(const std::vector<Plate>& plates, double width_cm);

/// How a PDF will be printed, and what it says of itself.
struct PrintingCondition {
  Profile profile;  ///< a printer's
  std::string title;
  std::string date;  ///< 2024-01-31
};

/// The same as PDF/X-4 (ISO 15930-7): with an output intent, XMP and an identity. Throws `Error{bad_file}` for a
/// profile that isn't a printer's.
std::string spot_pdf_x4(const std::vector<Plate>& plates, double width_cm, const PrintingCondition& condition);

}  // namespace toile::press
