#pragma once
/// A look as one file, `.toile`, to keep or to send: a zip archive of look.json, dressed.png, tile.png and, of an own
/// photo, photo.jpg or photo.png and mask.png.

#include <string>
#include <string_view>

#include "toile/studio/session.hpp"

namespace toile::studio {

/// The file of the look `id`. What of it has been deleted meanwhile is left out.
std::string export_look(Session& session, const std::string& id);

/// Keeps the look of such a file, and its pattern, photo and mask as items of their own. Nothing in the file is
/// trusted: pictures are decoded within the limits of uploads and encoded again. Throws `Error{bad_file}` for another
/// file.
Item import_look(Session& session, std::string_view bytes);

}  // namespace toile::studio
