#pragma once
/// Thread counts: the colour sequence of a warp or a weft as weavers and tartan registers write it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "toile/pattern/palette.hpp"

namespace toile::weave {

/// Neighbouring threads of one colour.
struct Band {
  int yarn = 0;     ///< number among `ThreadCount::yarns`
  int threads = 1;  ///< 1 to 1000
  friend bool operator==(const Band&, const Band&) = default;
};

struct Yarn {
  std::string name;  ///< as it was written: "K", "LB", "#c0ffee"
  pattern::Rgb colour{};
  friend bool operator==(const Yarn&, const Yarn&) = default;
};

/// One full sett, reflected already where it was written by its pivots.
struct ThreadCount {
  std::vector<Yarn> yarns;  ///< in the order in which they appear, each once
  std::vector<Band> bands;
  int threads() const;
  friend bool operator==(const ThreadCount&, const ThreadCount&) = default;
};

/// How a thread count without any mark goes on after its last band.
enum class Unmarked {
  reflects,  ///< backwards to its first one, as old tartan registers mean it
  repeats,   ///< with its first one again
};

/// Reads colours, each with its number of threads, such as `K4 R24 K24 Y4`:
/// - `/K4 R24 K24 Y4/` is reflected at both ends, whose threads are full counts (K4 R24 K24 Y4 K24 R24);
/// - `K/4 R24 K24 Y/4` is the same with half counts: the ends are doubled (K8 R24 K24 Y8 K24 R24);
/// - `...K4 R24 K24 Y4...` repeats as it stands.
/// A colour is a letter of the registers (K black, R red, G green, B blue, Y yellow, W white, N grey, T brown, P
/// purple, O orange, A azure, M maroon, C crimson, S scarlet, E ecru), L or D before it for light or dark, or
/// `#c0ffee:`. At most 512 bands and 8192 threads a sett. Throws `Error{usage}` saying at which letter the text can't
/// be read.
ThreadCount read_thread_count(std::string_view text, Unmarked unmarked);

/// The sett written out, `...K4 R24...`: what `read_thread_count` reads back.
std::string text_of(const ThreadCount& count);

}  // namespace toile::weave
