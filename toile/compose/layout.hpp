#pragma once
/// `Layout`: what lies where in one repeat, in centimetres. A readable document: to be edited, re-inked, kept, and
/// printed at any size.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "toile/base/json.hpp"
#include "toile/compose/motif.hpp"
#include "toile/pattern/print.hpp"

namespace toile::compose {

struct LayoutInk {
  pattern::Rgb colour{};
  Role role = Role::main;
  friend bool operator==(const LayoutInk&, const LayoutInk&) = default;
};

/// One motif in its place. x to the right, y down, from the repeat's upper left corner; the repeat is a torus.
struct Placement {
  std::string motif;           ///< its name
  double x_cm = 0, y_cm = 0;   ///< where the middle of its box lies
  double size_cm = 5;          ///< of the box's longest side
  double angle = 0;            ///< degrees, clockwise
  bool mirrored = false;       ///< left and right exchanged, before it is turned
  std::vector<int> inks = {};  ///< the layout's ink for each of the motif's; empty: as others of its roles wear them
  int layer = 0;               ///< lower ones lie under higher ones; within a layer the later one lies above
  friend bool operator==(const Placement&, const Placement&) = default;
};

/// The parts that motifs play in an arrangement.
enum class Rank {
  hero,    ///< what one sees first
  second,  ///< about half as large
  filler,  ///< small ones for the gaps
  leaf,    ///< what lies under flowers, and grows on stems
};

/// "hero", "second", "filler", "leaf", and back. Throws `Error{bad_file}` for another name.
std::string name_of(Rank rank);
Rank rank_named(const std::string& name);

/// A motif of the cast: what a layout is laid anew from.
struct Member {
  std::string motif;  ///< its name
  Rank rank = Rank::hero;
  double size_cm = 5;          ///< of its box's longest side, before an arrangement fits it in
  std::vector<int> inks = {};  ///< as a placement's
  friend bool operator==(const Member&, const Member&) = default;
};

struct Layout {
  std::string name;           ///< of the arrangement: "chintz", "half-drop", ...
  std::string category = {};  ///< "floral", ...; empty: none
  std::uint64_t seed = 1;
  double width_cm = 20, height_cm = 20;  ///< of the repeat
  double density = 1, scale = 1;         ///< as it was asked to be
  std::vector<LayoutInk> inks = {};      ///< 2 to 16; the first one is the ground
  std::vector<Placement> placements = {};
  std::vector<Motif> motifs = {};  ///< those that travel with the document: own pictures, stems, bands
  std::vector<Member> cast = {};   ///< empty in documents that don't say: guessed from what lies there
  std::uint64_t laid = 0;          ///< seed of the arrangement
  friend bool operator==(const Layout&, const Layout&) = default;
};

/// The motif of a name. Throws `Error{not_found}` in a sentence when it is gone.
using FindMotif = std::function<Motif(const std::string& name)>;

/// Motifs that travel with the layout, then those that `find` knows.
Motif motif_of(const Layout& layout, const std::string& name, const FindMotif& find);

/// The layout as a print `width` pixels wide; curves are filled anew, so any size is exact. Several threads (see
/// use_row_threads); same layout, same bytes. Throws `Error{usage}` for a size outside 1..16384 and for inks that don't
/// fit, and what `find` throws.
Print printed(const Layout& layout, const FindMotif& find, int width);

/// The same arrangement in other colours. Throws `Error{usage}` unless there are as many as inks.
Layout recoloured(Layout layout, const std::vector<pattern::Rgb>& colours);

/// The document: "format": "toile-layout", "version": 1.
Json json_of(const Layout& layout);
/// The inverse. Throws `Error{bad_file}` saying what is broken, or that a newer Toile wrote it. `name` stands for the
/// document in what it says.
Layout layout_from(const Json& document, const std::string& name);
/// The same of a document's text, such as a tile's file carries.
Layout layout_from_text(std::string_view text, const std::string& name);

}  // namespace toile::compose
