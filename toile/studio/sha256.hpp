#pragma once
#include <string>

namespace toile::studio {

/// 64 hex digits: what content is called by.
std::string sha256(const std::string& bytes);

}  // namespace toile::studio
