#pragma once
/// What cmake/embed.cmake makes of the files in `web` and of openapi.json.

#include <span>

#include "apps/server/pages.hpp"

namespace toile::server {

extern const std::span<const Page> kPages;

}  // namespace toile::server
