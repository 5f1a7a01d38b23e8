#pragma once
/// A tile that we made in inks, made again: in other colours, exactly.

#include <filesystem>
#include <optional>
#include <vector>

#include "toile/pattern/palette.hpp"
#include "toile/pattern/print.hpp"
#include "toile/studio/print_again.hpp"

namespace toile::cli {

using studio::OwnPrint;

/// What the file's note says, made again; nothing for a picture that was not made in inks.
std::optional<OwnPrint> own_print(const std::filesystem::path& file);

/// The inks' numbers, the one that covers most first.
std::vector<int> by_share(const Print& print);

/// The print's colours with those of the inks `order` changed to `to`. Throws `Error{usage}` when there are more new
/// colours than inks.
std::vector<pattern::Rgb> colours_with(const Print& print, const std::vector<int>& order,
                                       const std::vector<pattern::Rgb>& to);

/// The numbers of the inks that have these colours. Throws `Error{usage}` naming the inks for a colour that none has.
std::vector<int> inks_named(const Print& print, const std::vector<pattern::Rgb>& colours);

/// The inks' colours by light and dark from those of `picture`.
std::vector<pattern::Rgb> colours_from(const Print& print, const Image& picture);

}  // namespace toile::cli
