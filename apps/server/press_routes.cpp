// What a printer needs: inks, files, a mill's verdict, soft proofs, profiles, palettes, colourways on a page.

#include <fmt/core.h>

#include "apps/server/pictures.hpp"
#include "apps/server/routes.hpp"
#include "apps/server/sheets.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/data/zip_archive.hpp"
#include "toile/image/file.hpp"
#include "toile/press/colourway_matrix.hpp"
#include "toile/press/palette_file.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/patterns.hpp"
#include "toile/studio/press_order.hpp"

namespace toile::server {
namespace {

constexpr std::size_t kMostPaletteBytes = 1 << 20;

/// One file as it is, several in a zip archive, kept for the job.
/// `print` is what they were made of.
void keep_files(Desk& desk, const JobHand& hand, const Print& print, const std::string& name,
                std::vector<press::TicketFile> files) {
  std::string suffix = "zip", bytes, shown = name + "-press.zip";
  Json::Array names;
  for (const press::TicketFile& file : files) names.emplace_back(file.name);
  if (files.size() == 1) {
    shown = files[0].name;
    suffix = std::filesystem::path(shown).extension().string().substr(1);
    bytes = std::move(files[0].bytes);
  } else {
    std::vector<data::ZipEntry> entries;
    for (press::TicketFile& file : files) entries.push_back({std::move(file.name), std::move(file.bytes)});
    bytes = data::zip_of(entries);
  }
  const std::filesystem::path path = desk.sheets / sheet_name(hand.id(), suffix);
  write_file(path, bytes);
  hand.set_file({.path = path, .type = type_of_suffix("." + suffix), .name = shown});
  hand.set_result(Json::Object{{"files", std::move(names)},
                               {"bytes", static_cast<double>(bytes.size())},
                               {"width", print.width},
                               {"height", print.height}});
}

Answer files(Desk& desk, const Call& call) {
  const std::string id = call.words.at("id");
  const Json body = call.json();
  const press::Ticket ticket = studio::ticket_for(desk.session, id, body);
  for (const std::string& kind : ticket.files) press::check_kind(kind);
  const int width = studio::width_for_press(body);
  return start_job(desk, call, Lane::heavy, "making the files", [&desk, id, body, ticket, width](const JobHand& hand) {
    const auto step = [&](int done) {
      if (!hand.report({.what = "making the files", .done = done, .total = std::ssize(ticket.files) + 1})) {
        throw Error(ErrorKind::cancelled, "the files were cancelled");
      }
    };
    step(0);
    const Print print = studio::print_for_press(desk.session, id, body, width).print;
    keep_files(desk, hand, print, ticket.name, press::files_of(print, ticket, [&](int kind) { step(kind + 1); }));
  });
}

Answer proof(Desk& desk, const Call& call) {
  const std::string& id = call.words.at("id");
  const Json body = call.json();
  const studio::Fields fields(body);
  const studio::Item item = studio::pattern_item(desk.session, id);
  const press::Profile profile = studio::profile_called(desk.session, fields.text("profile", "installed"));
  const press::Intent intent = press::intent_named(fields.text("intent", "relative"));
  const bool mark = fields.has("marked") && fields.flag("marked");
  const Hand hand(desk);
  press::SoftProof made = press::soft_proof(*desk.session.picture(item, "tile"), profile, intent);
  const std::string share = fmt::format("{:.4f}", made.unreachable);
  return {.type = "image/png",
          .body = image::encode("proof.png", mark ? press::marked(std::move(made)) : made.picture),
          .headers = {{"Out-Of-Gamut", share}, {"Cache-Control", "no-store"}}};
}

Answer profiles(Desk& desk) {
  Json::Array known;
  if (const auto installed = press::installed_cmyk_profile()) {
    known.push_back(
        Json::Object{{"id", "installed"}, {"name", press::Profile::open(*installed).name()}, {"space", "cmyk"}});
  }
  for (const studio::Item& item : desk.session.gallery().list("profile")) {
    known.push_back(Json::Object{{"id", item.id}, {"name", item.note.at("name")}, {"space", item.note.at("space")}});
  }
  return answer(Json::Object{{"profiles", std::move(known)}});
}

Answer palette(const Call& call) {
  const auto named = call.query.find("name");
  const std::string name = named == call.query.end() ? "palette.ase" : named->second;
  if (call.body.size() > kMostPaletteBytes) throw Error(ErrorKind::bad_file, "a palette of more than a megabyte");
  Json::Array colours;
  for (const Ink& ink : press::read_palette(call.body, name)) {
    colours.push_back(Json::Object{{"hex", pattern::hex_of(ink.colour)}, {"name", ink.name}});
  }
  return answer(Json::Object{{"colours", std::move(colours)}});
}

Answer matrix(Desk& desk, const Call& call) {
  const Json body = call.json();
  const studio::Fields fields(body);
  std::vector<press::ColourwayColumn> columns;
  for (const Json& colourway : fields.list("colourways")) {
    const studio::Fields one(colourway, "a colourway");
    columns.push_back({.name = one.text("name", ""), .colours = {}});
    for (const std::string& hex : one.texts("colours")) columns.back().colours.push_back(pattern::colour_from_hex(hex));
  }
  const std::vector<std::string> ids = fields.texts("patterns");
  if (ids.size() > press::kMostDesigns) {
    throw Error(ErrorKind::usage, fmt::format("{} patterns; a page shows {} at most", ids.size(), press::kMostDesigns));
  }
  const Hand hand(desk);
  std::vector<press::Design> designs;
  const Json plain = Json::Object{{"width_cm", fields.number("width_cm", 20, 0.1, 1000)}};
  for (const std::string& id : ids) {
    const studio::Item item = studio::pattern_item(desk.session, id);
    const Json* category = item.note.find("category");
    designs.push_back({.name = category ? category->string() : "own tile",
                       .print = studio::print_for_press(desk.session, id, plain).print});
  }
  return {.type = "application/pdf",
          .body = press::colourway_matrix(designs, columns),
          .headers = {{"Content-Disposition", attachment("colourways.pdf")}}};
}

}  // namespace

void add_press_routes(Routes& routes, Desk& desk) {
  routes.push_back({"GET", "/api/mills", Takes::nothing, [](const Call&) {
                      Json::Array mills;
                      for (const std::string& name : press::mill_names()) {
                        mills.push_back(studio::to_json(press::mill_named(name)));
                      }
                      return answer(Json::Object{{"mills", std::move(mills)}});
                    }});
  routes.push_back({"GET", "/api/profiles", Takes::nothing, [&desk](const Call&) { return profiles(desk); }});
  routes.push_back({"POST", "/api/profiles", Takes::picture,
                    [&desk](const Call& call) { return answer(studio::keep_profile(desk.session, call.body)); }});
  routes.push_back({"POST", "/api/books", Takes::picture, [](const Call& call) { return palette(call); }});
  routes.push_back({"POST", "/api/colourways", Takes::json, [&desk](const Call& call) { return matrix(desk, call); }});
  routes.push_back({"POST", "/api/patterns/{id}/inks", Takes::json, [&desk](const Call& call) {
                      const Json body = call.json();
                      const Hand hand(desk);
                      return answer(
                          studio::inks_json(studio::print_for_press(desk.session, call.words.at("id"), body), body));
                    }});
  routes.push_back(
      {"POST", "/api/patterns/{id}/preflight", Takes::json, [&desk](const Call& call) {
         const Json body = call.json();
         const Hand hand(desk);
         return answer(studio::preflight_json(studio::print_for_press(desk.session, call.words.at("id"), body), body));
       }});
  routes.push_back(
      {"POST", "/api/patterns/{id}/press", Takes::json, [&desk](const Call& call) { return files(desk, call); }});
  routes.push_back(
      {"POST", "/api/patterns/{id}/proof", Takes::json, [&desk](const Call& call) { return proof(desk, call); }});
}

}  // namespace toile::server
