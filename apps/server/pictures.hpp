#pragma once
/// Pictures as answers: as they are kept, as thumbnails, or to be saved under a name.

#include <functional>
#include <string>

#include "apps/server/routes.hpp"

namespace toile::server {

/// A picture that is kept somewhere.
struct KeptPicture {
  std::string key;     ///< changes when the bytes change
  std::string suffix;  ///< ".png"
  bool is_mask = false;
  std::function<std::string()> read;
};

/// `?width=320`: a JPEG (PNG for masks and clear pictures) of at most that width. `?download=NAME.png`: an attachment
/// in the format of that name. Neither: the bytes as they are. With an ETag, so that a page asks for each only once.
Answer picture_answer(Desk& desk, const Call& call, const KeptPicture& picture);

/// The MIME type of a file that we make: "image/png" for ".png".
std::string type_of_suffix(const std::string& suffix);

/// `name` as the value of Content-Disposition (RFC 6266): in ASCII, and where that isn't all of it in UTF-8 too.
std::string attachment(const std::string& name);

}  // namespace toile::server
