#pragma once
/// The colours of a pattern, a picture or a palette file.

#include <string>
#include <string_view>

#include "toile/studio/session.hpp"

namespace toile::studio {

/// {colours: [{hex, share}], inks}: the pattern's `count` most common colours; for 0 its inks (and `inks` is true), or
/// six colours where it has none.
Json palette_of_pattern(Session& session, const Item& pattern, int count = 0);

/// The same of an upload: a palette file where `name` ends in .ase, .aco, .gpl, .css or .txt (its first 16 colours,
/// with their names), else a picture. Throws `Error{bad_file}`.
Json palette_of_upload(std::string_view bytes, const std::string& name, int count);

}  // namespace toile::studio
