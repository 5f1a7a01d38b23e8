#pragma once
/// What leaves the studio for a printer: requests, and the answers to them.

#include "toile/press/inks.hpp"
#include "toile/press/mill.hpp"
#include "toile/press/ticket.hpp"
#include "toile/studio/session.hpp"

namespace toile::studio {

struct PressPrint {
  Print print;
  int most_width = 0;  ///< pixels across that it can be drawn in; the print's own where it can't be drawn anew
};

/// The pattern `id` in its own inks, or in those that are found, as the request wants them: {inks, width_cm, merge:
/// [[from, into]], split: [[ink, mm2]], order: [ink], names: [name]}; inks count from 1. What was made in inks is drawn
/// anew `width` pixels wide where it is narrower, up to `kWidestAnew`; all else keeps its pixels. Throws `Error{usage}`
/// naming the member.
PressPrint print_for_press(Session& session, const std::string& id, const Json& request, int width = 0);

/// How many pixels across files at the request's {mill, width_cm} want to be: in the resolution that suits the mill
/// best, or 300 dpi without one. Throws `Error{not_found}` for a mill that there is none of.
int width_for_press(const Json& request);

/// What shall be written of it: {files, ground, trap_mm, underbase_mm, lpi, angle, dot, film_dpi, intent, profile,
/// layout, book: [{hex, name}], date}. `profile` is the id of a kept one, or "installed".
press::Ticket ticket_for(Session& session, const std::string& id, const Json& request);

/// The kept profile of this id, or the installed one for "installed". Throws `Error{not_found}`.
press::Profile profile_called(Session& session, const std::string& id);

/// A mill's own ICC profile, kept. Throws `Error{bad_file}` for what is none.
Item keep_profile(Session& session, std::string bytes);

/// {inks: [{hex, name, share, nearest, difference}], pixels, most_pixels}: nearest in the request's book, or a computed
/// one; how many pixels it is wide, and can be made.
Json inks_json(const PressPrint& made, const Json& request);

/// {mill, fits, findings: [{verdict, sentence}], fitted_width_cm}, in the resolution that files for the request's
/// {mill, width_cm} have.
Json preflight_json(const PressPrint& made, const Json& request);

Json to_json(const press::Mill& mill);

}  // namespace toile::studio
