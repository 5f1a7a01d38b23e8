#pragma once
/// The ICC profile that files of ours carry.

#include <string>

namespace toile::press {

/// An sRGB profile (ICC 4), the same bytes every time.
std::string srgb_profile();

}  // namespace toile::press
