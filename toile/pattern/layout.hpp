#pragma once
/// How tiles are laid side by side.

#include <array>
#include <string>

namespace toile::pattern {

struct Layout {
  enum class Kind {
    straight,  ///< a plain grid
    drop,      ///< each column lower than the one before
    brick,     ///< each row further right than the one before
    mirror,    ///< every second tile mirrored, both ways
    turnover,  ///< every second column turned over, left for right (in weaving a point repeat)
    centre,    ///< the tile and the tile moved by half its width and height in turns, like the fields of a chessboard:
               ///< what lies at the corners of one field lies at the centre of the next
    diamond,   ///< the middle of the tile in diamonds as wide and high as it, beside diamonds moved by half of both
    ogee,      ///< the same in ogees, whose sides are waves
  };
  Kind kind = Kind::straight;
  int moved = 0, of = 1;  ///< drop and brick: by moved / of of a tile, lowest terms

  friend bool operator==(const Layout&, const Layout&) = default;
  static const Layout straight, half_drop, half_brick, mirror, turnover, centre, diamond, ogee;
};

inline constexpr Layout Layout::straight{};
inline constexpr Layout Layout::half_drop{Layout::Kind::drop, 1, 2};
inline constexpr Layout Layout::half_brick{Layout::Kind::brick, 1, 2};
inline constexpr Layout Layout::mirror{Layout::Kind::mirror};
inline constexpr Layout Layout::turnover{Layout::Kind::turnover};
inline constexpr Layout Layout::centre{Layout::Kind::centre};
inline constexpr Layout Layout::diamond{Layout::Kind::diamond};
inline constexpr Layout Layout::ogee{Layout::Kind::ogee};

constexpr int kMostParts = 12;  ///< of a drop or brick

/// Those that have a name of their own.
inline constexpr std::array kLayouts = {Layout::straight, Layout::half_drop, Layout::half_brick, Layout::mirror,
                                        Layout::turnover, Layout::centre,    Layout::diamond,    Layout::ogee};

/// "straight", "half-drop", "half-brick", "mirror", "turnover", "centre", "diamond", "ogee", and "drop-1/3",
/// "brick-2/5" with at most `kMostParts` parts. Throws `Error{usage}` listing them for another name.
Layout layout_named(const std::string& name);
std::string name_of(Layout layout);

/// Tiles in the smallest straight repeat of a layout.
struct Grid {
  int across = 1, down = 1;
};
Grid tiles_in_unit(Layout layout);

}  // namespace toile::pattern
