#pragma once
/// The layouts of composed prints as documents: read, shown, laid anew, changed, and kept as prints of their own.
///
/// Each request holds a "document" (see compose::json_of) and may name the print that it began with, "of": motifs that
/// travel with that one need not be sent again. All throw `Error{usage}` naming a member that is wrong,
/// `Error{bad_file}` for a document that is broken or newer, and `Error{not_found}` for a motif that is gone.

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

/// {category, family, count, seed}: palettes of the bank, each a list of {role, colour} for every role.
Json palettes_to_choose_from(const Json& request);

}  // namespace toile::studio
