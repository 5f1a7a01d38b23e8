#pragma once
/// Stripes: what repeats one way only.

#include <optional>

#include "toile/scan/find_lattice.hpp"

namespace toile::scan {

/// A picture that moved along some line looks the same all the way, and moved across it comes back now and then.
/// Nothing for any other picture.
std::optional<Candidate> find_stripes(const Correlation& correlation);

}  // namespace toile::scan
