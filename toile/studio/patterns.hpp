#pragma once
/// Patterns for the gallery: new ones, neighbours and mixtures of some, own tiles, and the same in other colours.

#include <functional>
#include <string>
#include <vector>

#include "toile/base/progress.hpp"
#include "toile/pattern/palette.hpp"
#include "toile/studio/session.hpp"

namespace toile::studio {

constexpr int kMostPatterns = 16;  ///< at a time

/// Tiles that are to be made, and what their notes say beside the generator's own request.
struct PatternOrder {
  std::vector<models::PatternRequest> tiles;
  Json note = Json::Object{};
};

/// Each reads a request and checks it against what the session has; throws `Error{usage}` naming the member.
/// {category, count, seed, size, mix, mix_share, regularity}
PatternOrder new_patterns(const Session& session, const Json& request);
/// {count, strength, seed}, of the pattern `id`. Throws `Error{usage}` for a tile that no generator made.
PatternOrder neighbours(Session& session, const std::string& id, const Json& request);
/// {with, share, count, seed}, of the patterns `id` and `with`.
PatternOrder mixtures(Session& session, const std::string& id, const Json& request);

/// Makes the tiles on `threads` threads and keeps each as soon as it is there; `on_made` hears of them in the order of
/// `order.tiles`, from any of the threads, one at a time. Throws `Error{cancelled}` when `progress` says stop; what is
/// made by then stays.
void make_patterns(Session& session, const PatternOrder& order, int threads,
                   const std::function<void(const Item&)>& on_made, const OnProgress& progress);

/// A tile from outside, called `title`. Throws `Error{bad_file}` for what is no picture, or too large a one.
Item keep_own_tile(Session& session, std::string_view bytes, const std::string& title = {});

/// Keeps it, unless an item of its kind has the same first file: then that one, out of the trash if it was there.
Item keep_once(Session& session, const NewItem& made);

/// {from, to}: lists of "#c0ffee". Throws `Error{usage}`.
pattern::Colourway read_colourway(const Json& json);

/// The pattern's tile in other colours: inks exchanged, exactly, where it was made in inks and `way.from` names those;
/// else pixel by pixel (see pattern::recolour).
Image recoloured(Session& session, const Item& pattern, const pattern::Colourway& way);
/// {from, to}: the same kept as a new pattern. One of inks can be varied, mixed and made anew still.
Item keep_recoloured(Session& session, const std::string& id, const Json& request);

/// {layout}: the tile made to meet itself in that layout (see pattern::mended_seam), kept as a new pattern.
Item keep_mended(Session& session, const std::string& id, const Json& request);

/// The gallery's item `id`, which must be a pattern.
Item pattern_item(Session& session, const std::string& id);

}  // namespace toile::studio
