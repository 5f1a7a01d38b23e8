#pragma once
/// From whatever numbers a file has to 8-bit sRGB. For the .cpp files of this room only.

#include "toile/image/loader.hpp"

namespace toile::image {

enum class Profile { apply, ignore };

/// Three bands of 8-bit sRGB, or four with straight alpha, upright; computed when its rows are asked for, once from top
/// to bottom.
///
/// An embedded profile that changes no colour by more than a step is passed over, so that what was sRGB keeps its
/// bytes. Floats: 0..1, 0..255 or 0..65535 by what is found in the picture, gamma-encoded where no profile says
/// otherwise; what is no number is 0. Throws `vips::VError`.
vips::VImage standardised(const Source& source, Profile profile);

/// The profile that `write` embeds: sRGB IEC 61966-2-1, version 2.
std::string_view srgb_profile();

}  // namespace toile::image
