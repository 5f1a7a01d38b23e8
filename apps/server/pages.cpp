#include "apps/server/pages.hpp"

#include <algorithm>
#include <iterator>

#include "apps/server/embedded.hpp"

namespace toile::server {

const Page* page_called(std::string_view name) {
  const auto found = std::find_if(kPages.begin(), kPages.end(), [&](const Page& page) { return page.name == name; });
  return found == kPages.end() ? nullptr : &*found;
}

std::string type_of(const Page& page) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {{".html", "text/html; charset=utf-8"},
                                                                      {".css", "text/css; charset=utf-8"},
                                                                      {".js", "text/javascript; charset=utf-8"},
                                                                      {".json", "application/json"},
                                                                      {".svg", "image/svg+xml"},
                                                                      {".png", "image/png"},
                                                                      {".jpg", "image/jpeg"},
                                                                      {".webp", "image/webp"},
                                                                      {".woff2", "font/woff2"},
                                                                      {".webmanifest", "application/manifest+json"},
                                                                      {".ico", "image/x-icon"}};
  for (const auto& [suffix, type] : kTypes) {
    if (page.name.ends_with(suffix)) return std::string(type);
  }
  return "application/octet-stream";
}

}  // namespace toile::server
