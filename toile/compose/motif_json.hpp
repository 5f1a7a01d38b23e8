#pragma once
/// Motifs inside a document: curves as numbers, pixels as a PNG in base64.

#include "toile/base/json.hpp"
#include "toile/compose/motif.hpp"

namespace toile::compose {

Json json_of(const Motif& motif);
/// The inverse. Throws `Error{bad_file}` saying what is broken.
Motif motif_from(const Json& json);

/// A 64-bit seed, which JSON's doubles would round, is written as text. Throws `Error{bad_file}`.
std::uint64_t seed_from(const Json& json);

}  // namespace toile::compose
