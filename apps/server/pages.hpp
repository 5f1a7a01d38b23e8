#pragma once
/// The page's files, which lie inside the program.

#include <string>
#include <string_view>

namespace toile::server {

struct Page {
  std::string_view name;  ///< "index.html", "js/main.js": relative to the folder `web`
  std::string_view bytes;
  std::string_view hash;  ///< SHA-256 of the bytes, hex
};

/// The page called `name`, or nothing.
const Page* page_called(std::string_view name);

/// Its MIME type, by its suffix.
std::string type_of(const Page& page);

}  // namespace toile::server
