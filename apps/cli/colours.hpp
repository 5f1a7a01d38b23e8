#pragma once
/// Colours on the command line.

#include <string>
#include <vector>

#include "toile/pattern/palette.hpp"

namespace toile::cli {

/// "#aabbcc,#ddeeff", or the same a line. Throws `Error{usage}` for another text.
std::vector<pattern::Rgb> colours_in(std::string text);

/// Colours themselves and no file's name.
bool is_typed(const std::string& palette);

/// Colours as they were typed, or from a text file.
std::vector<pattern::Rgb> colours_of(const std::string& typed_or_file);

}  // namespace toile::cli
