#pragma once
/// A print as plates: what each ink's screen or roller carries.

#include <cstdint>
#include <string>
#include <vector>

#include "toile/image/image.hpp"
#include "toile/pattern/print.hpp"

namespace toile::press {

/// What lies under the design.
enum class Ground {
  ink,    ///< the first ink is printed like the others
  paper,  ///< the first ink is the cloth itself: it has no plate
};

/// "ink", "paper". Throws `Error{usage}` for another name.
Ground ground_named(const std::string& name);

struct Plate {
  Ink ink;     ///< never without a name, and no two have the same: "Ink 3" where the print has none
  Mask cover;  ///< 255: all ink, 0: none
};

/// One plate an ink, in the print's order. A print's own plates are its shares: put together they are the print.
std::vector<Plate> plates_of(const Print& print, Ground ground = Ground::ink);

/// What plates printed over each other look like: the mean of their inks and of `paper` where they leave some, in
/// linear light.
Image proof_of(const std::vector<Plate>& plates, const pattern::Rgb& paper);

/// For each pixel the ink that it has most of, the first of several: the flat print, without soft edges.
std::vector<std::uint8_t> index_map(const Print& print);

}  // namespace toile::press
