#pragma once
/// Patterns of the gallery that we made in inks, made again: in other colours, or larger, exactly.

#include <memory>
#include <optional>
#include <vector>

#include "toile/pattern/palette.hpp"
#include "toile/studio/session.hpp"

namespace toile::studio {

/// Whether the pattern came from outside: it is laid as it was drawn, and never altered unasked.
bool is_own_tile(const Item& pattern);

/// What the pattern's file says of how it was made; nothing for tiles from outside and those that were saved anew.
std::optional<models::PatternRequest> request_of(Session& session, const Item& pattern);

/// The pattern made again in its inks, or null where it has none, or where making it again doesn't give the same
/// picture to the pixel (made by an earlier version, or altered since).
std::shared_ptr<const OwnPrint> own_print(Session& session, const Item& pattern);

/// A print made again `width` pixels wide.
models::Made made_at(Session& session, const OwnPrint& own, int width);

constexpr int kWidestAnew = 4096;  ///< pixels across of what is made anew

/// The pattern in its own inks, made anew `width` pixels wide: at least as wide as its tile, at most `kWidestAnew`.
/// Grain on the tile is none of its inks' and is left out. Nothing where it has no inks of its own, or where making it
/// again doesn't give the same picture. Not kept at hand: large prints take much memory.
std::optional<Print> inks_at(Session& session, const Item& pattern, int width);

/// The inks' colours and what each covers, the one that covers most first.
std::vector<pattern::Swatch> swatches_of(const Print& print);

/// The colours of all inks after those in `way.from` became those in `way.to`; nothing when one of `way.from` is no
/// ink's, or there aren't as many of `way.to`.
std::optional<std::vector<pattern::Rgb>> inks_in(const Print& print, const pattern::Colourway& way);

/// The pattern's tile at least `width` pixels wide, as far as that loses nothing: what was made in inks is made anew,
/// up to `kWidestAnew` pixels; all else is as it is. Kept at hand.
std::shared_ptr<const Image> tile_at(Session& session, const Item& pattern, int width);

}  // namespace toile::studio
