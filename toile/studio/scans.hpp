#pragma once
/// Photos of cloth and drawings on their way to patterns and motifs.
///
/// Each request about cloth may hold {corners: [x,y, x,y, x,y, x,y], vectors: [x,y, x,y], candidate}: four places of
/// the photo that are a rectangle of the cloth, from its upper left clockwise; the repeat by hand; which of those found
/// is meant, the likeliest is 0. Vectors are in pixels of what is scanned: the photo, or the picture that the corners
/// make of it.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "toile/scan/page_repeat.hpp"
#include "toile/scan/straight.hpp"
#include "toile/studio/session.hpp"

namespace toile::studio {

/// Keeps an upload as an item of the kind "scan", or gives the same one that is there already. Throws
/// `Error{bad_file}`.
Item keep_scan(Session& session, std::string_view bytes, const std::string& title = {});

/// Cloth read as the request wants it; the latest ones are kept at hand. Throws `Error{usage}` for corners that are no
/// rectangle seen from anywhere, and as scan::scan_cloth does.
std::shared_ptr<const scan::StraightCloth> read_cloth(Session& session, const std::string& id, const Json& request);

/// {repeats, layout, confidence, occurrences, a, b, source: {width, height}, candidates: [{a, b, layout, likeness,
/// confidence}], straight: {width, height, to_source, origin, a, b, across, down}, tile: {width, height}, notes}. What
/// is in `straight` is in pixels of that picture; its last five members are there where there is a repeat.
Json json_of(const scan::StraightCloth& cloth);

/// The tile as a new pattern; {inks} lays it in so many, 0 in as many as are found.
Item keep_scanned_cloth(Session& session, const std::string& id, const Json& request);

/// The drawing's motifs. Throws as scan::motifs_on does.
std::shared_ptr<const scan::Drawing> drawing_of(Session& session, const std::string& id);

/// {pieces: [{x, y, width, height}], paper, cut_off, notes}
Json json_of(const scan::Drawing& drawing);

/// A whole page of drawings as a new pattern.
struct KeptPage {
  Item item;
  scan::PageRepeat repeat;
};

/// {layout, seed, inks}: how pages lie, what fills holes, and in how many inks the tile is laid, 0 in as many as are
/// found. Throws as scan::repeat_of_page does.
KeptPage keep_scanned_page(Session& session, const std::string& id, const Json& request);

/// {pieces}: those of the drawing, counted from 0, as own motifs; left out: all. Throws `Error{usage}` for one that
/// isn't there.
std::vector<Item> keep_scanned_motifs(Session& session, const std::string& id, const Json& request);

}  // namespace toile::studio
