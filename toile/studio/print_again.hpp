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

/// What the note of the picture `tile` says, made again; nothing for one that was not made in inks, was scaled since,
/// or was learnt by another net. `name` stands for it in what errors say.
std::optional<OwnPrint> printed_again(const image::Metadata& note, const Image& tile, const std::string& name);

}  // namespace toile::studio
