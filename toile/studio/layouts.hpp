#pragma once
/// The layouts of composed prints as documents: read, shown, laid anew, changed, and kept as prints of their own.
///
/// Each request holds a "document" (see compose::json_of) and may name the print that it began with, "of": motifs that
/// travel with that one need not be sent again. All throw `Error{usage}` naming a member that is wrong,
/// `Error{bad_file}` for a document that is broken or newer, and `Error{not_found}` for a motif that is gone.

#include <functional>
#include <string>

#include "toile/base/progress.hpp"
#include "toile/image/image.hpp"
#include "toile/studio/session.hpp"

namespace toile::studio {

/// The document of the pattern `id`. Throws `Error{usage}` for one that is not laid out of motifs.
Json layout_document(Session& session, const std::string& id);

/// {document, of, width}: the print, `width` px wide (64 to 2048), not kept.
Image layout_preview(Session& session, const Json& request);

/// {document, of, motifs, side, columns}: pictures of motifs by name in the document's inks, with alpha, each in a
/// square of `side` px, `columns` a row.
Image layout_motifs(Session& session, const Json& request);

/// {document, of, layout, density, scale, width_cm, seed}: the document laid anew (see compose::laid_anew).
Json layout_anew(Session& session, const Json& request);

/// {document, of, motif, instead_of | at | x_cm and y_cm, size_cm, colours}: the document with a motif that joins it,
/// in all places of another, in one place alone, or as one more; `colours` "print" (in the inks of the print) or
/// "own" (of a picture: in its own, as long as there is room for inks).
Json layout_with_motif(Session& session, const Json& request);

/// {document, of, size}: the print as a new pattern.
Item keep_layout(Session& session, const Json& request);

/// {motifs, category, layout, seed, size}: a new pattern laid out of own motifs of the gallery, 1 to 24 by their names,
/// in their colours, with drawn leaves where the arrangement wants them.
Item lay_own_motifs(Session& session, const Json& request);

/// Whether all that is known of a pattern is its layout: it was changed by hand.
bool is_laid_by_hand(Session& session, const std::string& id);

/// {count, strength, change, seed}: neighbours of such a pattern (see compose::varied), each kept as soon as it is
/// there. Throws `Error{cancelled}` when `progress` says stop; what is made by then stays.
void keep_layout_neighbours(Session& session, const std::string& id, const Json& request,
                            const std::function<void(const Item&)>& on_made, const OnProgress& progress);

/// {category, family, count, seed}: palettes of the bank, each a list of {role, colour} for every role.
Json palettes_to_choose_from(const Json& request);

}  // namespace toile::studio
