#pragma once
/// Weaving Information Files 1.1 (Keates, Nielsen et al., 1997): drafts between weaving programs and looms.

#include <string>
#include <string_view>

#include "toile/weave/draft.hpp"

namespace toile::weave {

/// The draft as a file: threading, tie-up, treadling, colours; rising shed. `spacing_cm`: from thread to thread.
std::string wif_of(const Draft& draft, double spacing_cm);

/// A draft from a file that isn't trusted; `name` stands for it in what errors say. Knows tie-up with treadling
/// (several treadles a pick, too) and lift plans, rising and sinking sheds, colours of any range. The first pick is the
/// uppermost. Throws `Error{bad_file}` saying what is wrong: not a WIF, a section or a thread missing, more than 128
/// shafts, 256 treadles, 16 384 threads or 16 colours.
Draft read_wif(std::string_view text, const std::string& name);

}  // namespace toile::weave
