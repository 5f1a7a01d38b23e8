#pragma once
/// Palettes as other programs keep them: Adobe Swatch Exchange (.ase), Photoshop (.aco), GIMP and Krita (.gpl), CSS
/// (.css), plain lists of colours (.txt).

#include <string>
#include <string_view>
#include <vector>

#include "toile/pattern/print.hpp"

namespace toile::press {

constexpr std::size_t kMostColours = 4096;  ///< in a palette that is read

/// The colours of a palette file, told by its content and, for texts, by the suffix of `name`. CMYK without a profile
/// is turned into sRGB as (1 - ink) (1 - black), CIELAB (D50) by way of D65. Throws `Error{bad_file}` in one sentence:
/// damaged, cut short, no colours, more than `kMostColours`, a version or colour model that isn't known.
std::vector<Ink> read_palette(std::string_view bytes, const std::string& name);

/// What a palette file of the suffix of `name` holds. Inks without a name are called "Ink 1", "Ink 2", ... Throws
/// `Error{usage}` for a suffix that isn't one of the five.
std::string encode_palette(const std::string& name, const std::vector<Ink>& inks);

}  // namespace toile::press
