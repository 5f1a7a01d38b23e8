#pragma once
/// Motifs of a net in the parts of drawn ones.

#include <cstdint>
#include <string>

#include "toile/compose/motif.hpp"

namespace toile::compose {

/// The kind of learnt motifs that plays the part of a drawn kind; empty where none can (dots, palms, fruit).
std::string learnt_kind_for(const std::string& drawn);

/// Whether the heroes of a composed category can be played by learnt motifs.
bool plays_learnt(const std::string& category);

/// One of the shipped motifs of a learnt kind, chosen by `seed`. Throws `Error{not_found}` when there are none.
Motif shipped_motif(const std::string& kind, std::uint64_t seed);

}  // namespace toile::compose
