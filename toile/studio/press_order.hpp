#pragma once
/// What leaves the studio for a printer: requests, and the answers to them.

#include "toile/press/inks.hpp"
#include "toile/press/mill.hpp"
#include "toile/press/ticket.hpp"
#include "toile/studio/session.hpp"

namespace toile::studio {

/// The pattern `id` in its own inks, or in those that are found, as the request wants them: {inks, width_cm, merge:
/// [[from, into]], split: [[ink, mm2]], order: [ink], names: [name]}; inks count from 1. Throws `Error{usage}` naming
/// the member.
Print print_for_press(Session& session, const std::string& id, const Json& request);

/// What shall be written of it: {files, ground, trap_mm, underbase_mm, lpi, angle, dot, film_dpi, intent, profile,
/// layout, book: [{hex, name}], date}. `profile` is the id of a kept one, or "installed".
press::Ticket ticket_for(Session& session, const std::string& id, const Json& request);

/// The kept profile of this id, or the installed one for "installed". Throws `Error{not_found}`.
press::Profile profile_called(Session& session, const std::string& id);

/// A mill's own ICC profile, kept. Throws `Error{bad_file}` for what is none.
Item keep_profile(Session& session, std::string bytes);

/// {inks: [{hex, name, share, nearest, difference}]}: nearest in the request's book, or a computed one.
Json inks_json(const Print& print, const Json& request);

/// {mill, fits, findings: [{verdict, sentence}], fitted_width_cm}
Json preflight_json(const Print& print, const press::Mill& mill);

Json to_json(const press::Mill& mill);

}  // namespace toile::studio
