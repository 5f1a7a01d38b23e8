#pragma once
/// A tile that we made in inks, made again: in its inks, exactly.

#include <optional>

#include "toile/compose/layout.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_maker.hpp"
#include "toile/models/pattern_request.hpp"
#include "toile/pattern/print.hpp"

namespace toile::studio {

struct OwnPrint {
  models::PatternRequest request;              ///< what it was made of, or
  std::optional<compose::Layout> layout = {};  ///< of a print that somebody laid by hand: its document
  std::vector<pattern::Rgb> colours = {};      ///< of the design's inks, see `models::Made`
  Print print;
};

/// What the note of the picture `tile` says, made again; nothing for one that was not made in inks, was scaled or
/// painted over since, or comes out as another design today: what is seen is what is printed. `name` stands for it in
/// what errors say.
std::optional<OwnPrint> printed_again(const image::Metadata& note, const Image& tile, const std::string& name);

/// A document laid by hand, printed `width` pixels wide, with what its file says.
models::Made made_of(const compose::Layout& layout, int width);

/// The same in other colours, one for each ink of `own.print`. What is asked of a generator is told by `request`, what
/// was laid by hand by `layout`; `print` is as it was.
OwnPrint in_colours(OwnPrint own, const std::vector<pattern::Rgb>& colours);

}  // namespace toile::studio
