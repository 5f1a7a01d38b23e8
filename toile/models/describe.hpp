#pragma once
/// What a weights file says of itself.

#include <cstdint>
#include <filesystem>
#include <string>

#include "toile/base/json.hpp"

namespace toile::models {

struct Description {
  std::string kind;
  std::int64_t weights = 0;  ///< numbers in it
  Json config;
  Json card;
};

/// Throws `Error{bad_file}` when `file` is not a weights file of ours.
Description describe(const std::filesystem::path& file);

}  // namespace toile::models
