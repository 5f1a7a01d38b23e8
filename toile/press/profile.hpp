#pragma once
/// Colours as a certain printer gives them: ICC profiles, by Little CMS.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "toile/image/image.hpp"

namespace toile::press {

/// How colours that a printer can't reach are brought within reach.
enum class Intent {
  relative,    ///< relative colorimetric with black point compensation: what can be printed stays as it is
  perceptual,  ///< all colours move a little, so that steps between them stay
};

/// "relative", "perceptual". Throws `Error{usage}` for another name.
Intent intent_named(const std::string& name);

/// An opened profile. Const and safe from several threads.
class Profile {
 public:
  enum class Space { grey, rgb, cmyk };

  /// Throws `Error{not_found}`, or `Error{bad_file}` in one sentence: no ICC profile, damaged, of a class that no
  /// colours can be turned into (an input device, a named palette), of a colour space other than grey, RGB and CMYK.
  static Profile open(const std::filesystem::path& path);
  static Profile srgb();
  /// A profile's bytes; `name` stands for the file in what errors say. Throws as `open` does.
  static Profile read(std::string bytes, const std::string& name);

  Space space() const { return space_; }
  const std::string& name() const { return name_; }    ///< what it says of itself
  const std::string& bytes() const { return bytes_; }  ///< as a file holds it

 private:
  Profile(std::string bytes, const std::string& file);
  std::string bytes_, name_;
  Space space_ = Space::rgb;
};

/// A CMYK profile that Debian ships, if one is installed: Fogra39 (package scribus-data), else Ghostscript's default.
std::optional<std::filesystem::path> installed_cmyk_profile();

/// The picture in the profile's colours: width x height x channels bytes; CMYK as amounts of ink, 255 all.
std::string converted(const Image& picture, const Profile& profile, Intent intent);

/// A TIFF in the profile's colours with the profile inside, LZW. Alpha is laid on white.
std::string tiff_in(const Image& picture, const Profile& profile, Intent intent, double dpi);

/// How the picture will look when it was printed so.
struct SoftProof {
  Image picture;           ///< in sRGB
  Mask out_of_gamut;       ///< 255 where the printer can't reach the colour
  double unreachable = 0;  ///< share of the pixels, 0..1
};
SoftProof soft_proof(const Image& picture, const Profile& profile, Intent intent);

/// The proof's picture, magenta where the printer can't reach the colour.
Image marked(SoftProof proof);

}  // namespace toile::press
