#pragma once
/// `Draft`: what a mill sets up. Which threads the loom lifts for each pick, and the colour of every thread.

#include <cstdint>
#include <string>
#include <vector>

#include "toile/pattern/print.hpp"
#include "toile/weave/thread_count.hpp"

namespace toile::weave {

/// How warp (ends, to the right) and weft (picks, downwards) cross: one repeat of a loom's threading, treadling and
/// tie-up.
struct Weave {
  std::vector<int> threading;             ///< the shaft of each end, from 0
  std::vector<int> treadling;             ///< the treadle of each pick, from 0
  std::vector<std::vector<bool>> tie_up;  ///< (treadles, shafts): whether the treadle lifts the shaft

  int ends() const { return static_cast<int>(threading.size()); }
  int picks() const { return static_cast<int>(treadling.size()); }
  /// Whether the end lies over the pick; both wrap around.
  bool warp_up(int end, int pick) const {
    const int shaft = threading[static_cast<std::size_t>(end) % threading.size()];
    const int treadle = treadling[static_cast<std::size_t>(pick) % treadling.size()];
    return tie_up[static_cast<std::size_t>(treadle)][static_cast<std::size_t>(shaft)];
  }
  friend bool operator==(const Weave&, const Weave&) = default;
};

/// "plain", "2/2 twill", "2/1 twill", "3/1 twill", "1/3 twill", "2/2 basket", "4/4 basket", "herringbone" (2/2 twill
/// whose line turns every `turn` ends and skips there), "pointed twill" (which turns on a point), "diamond twill" (on
/// points both ways), "birdseye", "seersucker" (`turn` ends of plain weave, `turn` of a rib), "warp-faced" and
/// "weft-faced" (nothing else is seen). `turn` is at least 2 and matters for those alone that name it. Throws
/// `Error{usage}` listing them for another name.
Weave weave_named(const std::string& name, int turn = 8);

/// One repeat of cloth.
struct Draft {
  std::vector<Ink> yarns;          ///< 1 to 16
  std::vector<std::uint8_t> warp;  ///< the yarn of each end
  std::vector<std::uint8_t> weft;  ///< the yarn of each pick
  Weave weave;                     ///< as many ends and picks as there are threads

  int ends() const { return static_cast<int>(warp.size()); }
  int picks() const { return static_cast<int>(weft.size()); }
  /// The yarn on top where they cross.
  int yarn_at(int end, int pick) const {
    return weave.warp_up(end, pick) ? warp[static_cast<std::size_t>(end)] : weft[static_cast<std::size_t>(pick)];
  }
  friend bool operator==(const Draft&, const Draft&) = default;
};

/// Bands of colour in warp and weft, woven so: as many setts as it takes until the weave meets itself. Throws
/// `Error{usage}` when a repeat had more than 16 384 threads either way or there are more than 16 yarns.
Draft set_up(const std::vector<Ink>& yarns, const std::vector<Band>& warp, const std::vector<Band>& weft,
             const Weave& weave);

/// The same cloth, begun in the middle of its widest bands: there a tile is cut where nothing shows.
Draft begun_in_widest_bands(Draft draft);

/// How the threads' picture is drawn.
enum class Floats {
  stepped,  ///< a crossing is a rectangle, as on point paper
  smooth,   ///< lines of a twill run straight, as a printer redraws them
};

/// `across` and `down` repeats of the draft on a tile: each pixel's shares are the areas of the yarns that it covers.
/// Throws `Error{usage}` saying the least size when the tile is too small: a pixel would cover more than four of the
/// narrowest bands.
Print drawn(const Draft& draft, int width, int height, int across, int down, Floats floats);

}  // namespace toile::weave
