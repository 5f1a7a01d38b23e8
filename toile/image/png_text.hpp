#pragma once
/// Chunks of PNG files, those of text above all (PNG specification, 3rd edition, 11.3.3): tEXt for plain ASCII, iTXt
/// for the rest.

#include <string>
#include <string_view>

#include "toile/image/file.hpp"

namespace toile::image {

/// `png` with a text chunk for each entry, right after its header. A keyword has 1 to 79 letters of printable
/// ASCII; throws `std::invalid_argument` for another one.
std::string with_text(std::string_view png, const Metadata& metadata);

/// The text chunks of `png` (UTF-8); compressed ones are passed over. Empty when `png` is no PNG, and never
/// throws on damaged ones: what stands before the damage is returned.
Metadata text_of(std::string_view png);

/// Whether no chunk up to IEND says that it is longer than what is left. Where one does, libvips takes as much memory
/// as it says, up to 2 GB for a file of a hundred bytes.
bool png_chunks_fit(std::string_view png);

}  // namespace toile::image
