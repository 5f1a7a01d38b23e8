#pragma once
/// What a textile designer sells: a print with its coordinates, all of one palette.

#include <functional>

#include "toile/base/progress.hpp"
#include "toile/studio/session.hpp"

namespace toile::studio {

constexpr int kMembers = 5;  ///< of a collection made in one go

/// Makes a collection of the pattern `hero`: {title}. The large print is the hero itself; small, stripe, dot and plain
/// are made in its colours and kept as patterns, `on_made` hearing of each; the small one is laid anew with motifs of
/// half the size where it is composed, else it is the tile two by two. Same hero, same collection. Gives the
/// collection's item, whose note lists {role, pattern} of each. Throws `Error{cancelled}` when `progress` says stop;
/// what was made by then goes again.
Item make_collection(Session& session, const std::string& hero, const Json& request,
                     const std::function<void(const Item&)>& on_made, const OnProgress& progress);

/// A collection of patterns that somebody put together: {title, patterns}, 1 to 24 ids, each once; what they are for
/// isn't said.
Item keep_collection(Session& session, const Json& request);

/// Other patterns in a collection: {patterns}. Those that were in it keep what they are for.
Item change_collection(Session& session, const std::string& id, const Json& request);

}  // namespace toile::studio
