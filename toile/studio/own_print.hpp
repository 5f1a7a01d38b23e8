#pragma once
/// A tile that we made in inks, made again: in its inks, exactly.

#include <optional>

#include "toile/image/file.hpp"
#include "toile/models/pattern_request.hpp"
#include "toile/pattern/print.hpp"

namespace toile::studio {

struct OwnPrint {
  models::PatternRequest request;
  Print print;
};

/// What a picture's note says, made again; nothing for a picture that was not made in inks, or was scaled since.
/// `name` stands for it in what errors say.
std::optional<OwnPrint> own_print(const image::Metadata& note, const image::Size& size, const std::string& name);

}  // namespace toile::studio
