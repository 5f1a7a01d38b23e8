#pragma once
/// Motifs of the studio: those that are drawn, a designer's own in the gallery, those that travel with a print.

#include <string>
#include <string_view>
#include <vector>

#include "toile/compose/layout.hpp"
#include "toile/compose/own_motifs.hpp"
#include "toile/studio/session.hpp"

namespace toile::studio {

/// Own motifs out of a picture, each an item of the kind "motif": one with alpha is one motif, a drawing on plain paper
/// is cut apart. A motif that is there already stays the one it is. Throws `Error{bad_file}` as compose::own_motifs
/// does.
std::vector<Item> keep_own_motifs(Session& session, std::string_view bytes);

/// A picture with alpha as one own motif.
Item keep_own_motif(Session& session, const Image& cut);

/// Finds a motif by its name: drawn, travelling with the print `of` (an id; empty: none), or in the gallery. It throws
/// `Error{not_found}` for one that is gone.
compose::FindMotif finder(Session& session, const std::string& of);

/// The pictures that own motifs of the gallery came from. Throws `Error{not_found}` for one that is gone.
std::vector<compose::OwnPicture> own_pictures(Session& session, const std::vector<std::string>& names);

/// What an own motif's roles look like in the picture that it came from; empty for a motif that isn't in the gallery.
std::vector<compose::LayoutInk> own_colours(Session& session, const std::string& name);

/// {kinds: [{kind, family, size_cm}], hands, layouts}: what a layout can be made of.
Json motifs_to_choose_from();

}  // namespace toile::studio
