#pragma once
/// Own photos and the mattes of their garments.

#include <string>
#include <vector>

#include "toile/studio/session.hpp"

namespace toile::studio {

/// Keeps an upload as a new photo called `title`, or gives the same one that is there already: upright, in sRGB, its
/// EXIF (and where it was taken) gone. Throws `Error{bad_file}`.
Item keep_photo(Session& session, std::string_view bytes, const std::string& title = {});

struct FoundMask {
  Item mask;  ///< a child of the photo
  std::vector<models::FoundGarment> found;
};

/// [{group, share, box: {x, y, width, height}}]
Json json_of(const std::vector<models::FoundGarment>& found);

/// Finds the garment: {garment: "auto"}. What was found is kept in the mask's note. Throws `Error{bad_file}` when no
/// such garment is in the photo.
FoundMask find_garment(Session& session, const std::string& photo, const Json& request);

/// Puts a mask right (see models::refine_mask): {mask, hints: [{x, y, width, height, add}]}. The result is a new mask;
/// of those made of one mask before, only the last few stay.
Item refine_mask(Session& session, const std::string& photo, const Json& request);

/// A mask painted by hand, of the photo's size.
Item keep_mask(Session& session, const std::string& photo, std::string_view bytes);

}  // namespace toile::studio
