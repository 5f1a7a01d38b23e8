#pragma once
/// A job ticket: what of a print shall be written for whom, and the files. The command and the studio both ask for them
/// here.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "toile/press/film.hpp"
#include "toile/press/plates.hpp"
#include "toile/press/profile.hpp"

namespace toile::press {

struct Ticket {
  std::vector<std::string> files = {"plates", "tif", "pdf", "svg", "ase", "spec"};  ///< see `file_kinds`
  std::string name = "print";  ///< what the files' names begin with, and the design's title
  Ground ground = Ground::ink;
  double trap_cm = 0;                   ///< how far lighter inks go under darker ones
  double underbase_cm = -1;             ///< how far white stays back under the plates; below 0: none
  Screen screen = {};                   ///< of films
  std::optional<Profile> profile = {};  ///< of CMYK, PDF/X and proofs; else an installed one
  Intent intent = Intent::relative;
  std::vector<Ink> book = {};                              ///< named colours for the spec sheet; empty: `computed_book`
  std::string repeat = "straight", date = "2024-01-31";    ///< for the spec sheet
  std::vector<std::vector<pattern::Rgb>> colourways = {};  ///< likewise
  Image garment = {};                                      ///< likewise
};

struct TicketFile {
  std::string name;  ///< may name a folder: "tile_gltf/tile.gltf"
  std::string bytes;
};

/// The kinds of files there are: plates, png, indexed-tif, tif, psd, pdf, pdfx, svg, ora, pat, ps-pat, ase, aco, gpl,
/// css, cmyk, proof, films, spec, gltf, u3m.
std::vector<std::string> file_kinds();

/// Throws `Error{usage}` listing them for another one.
void check_kind(const std::string& kind);

/// All files of the ticket. `print.width_cm` is its width in fabric. Throws `Error{usage}` for a kind that isn't known
/// or a number out of range, `Error{not_found}` where a profile is needed and none is installed.
/// `on_kind` hears before each of the ticket's kinds which one it is, from 0 on; what it throws ends the work.
std::vector<TicketFile> files_of(const Print& print, const Ticket& ticket,
                                 const std::function<void(int)>& on_kind = {});

}  // namespace toile::press
