#pragma once
/// Pictures that were cut out before.

#include <optional>

#include "toile/image/image.hpp"

namespace toile::models {

/// The alpha channel, where it is that of something cut out: at least a fiftieth of the picture is clear and something
/// is not. Rounded corners don't count.
std::optional<Mask> alpha_matte(const Image& photo);

}  // namespace toile::models
