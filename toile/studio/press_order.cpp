#include "toile/studio/press_order.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/compose/palettes.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/layout.hpp"
#include "toile/pattern/oklab.hpp"
#include "toile/pattern/separate.hpp"
#include "toile/press/named_colour.hpp"
#include "toile/press/palette_file.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/own_print.hpp"
#include "toile/studio/patterns.hpp"

namespace toile::studio {
namespace {

constexpr const char* kInstalled = "installed";
constexpr double kMmPerCm = 10, kCmPerInch = 2.54;
constexpr double kUsualDpi = 300, kUsualCm = 20, kLeastCm = 0.1, kMostCm = 1000;

/// The two numbers of each of a list's members.
std::vector<std::pair<int, double>> pairs_of(const Fields& fields, const char* name, double most) {
  std::vector<std::pair<int, double>> pairs;
  if (!fields.has(name)) return pairs;
  for (const Json& member : fields.list(name)) {
    const Json::Array& two = member.array();
    if (two.size() != 2)
      throw Error(ErrorKind::usage, std::string("each member of \"") + name + "\" must be two numbers");
    const Json both = Json::Object{{"first", two[0]}, {"second", two[1]}};
    const Fields numbers(both, std::string("a member of \"") + name + "\"");
    pairs.emplace_back(static_cast<int>(numbers.whole("first", 1, kMostInks)), numbers.number("second", 0, most));
  }
  return pairs;
}

press::InkChanges changes_of(const Fields& fields) {
  press::InkChanges changes;
  for (const auto& [from, into] : pairs_of(fields, "merge", kMostInks)) {
    changes.merges.push_back({from - 1, static_cast<int>(into) - 1});
  }
  for (const auto& [ink, mm2] : pairs_of(fields, "split", 1e6)) changes.splits.push_back({ink - 1, mm2});
  if (fields.has("order")) {
    for (const Json& ink : fields.list("order")) changes.order.push_back(static_cast<int>(ink.integer()) - 1);
  }
  if (fields.has("names")) {
    int ink = 0;
    for (const std::string& name : fields.texts("names")) {
      if (!name.empty()) changes.names.push_back({ink, name});
      ++ink;
    }
  }
  return changes;
}

std::vector<Ink> book_of(const Fields& fields) {
  std::vector<Ink> book;
  if (!fields.has("book")) return book;
  for (const Json& colour : fields.list("book")) {
    const Fields one(colour, "a colour of the book");
    book.push_back({pattern::colour_from_hex(one.text("hex")), one.text("name", one.text("hex"))});
  }
  if (book.size() > press::kMostColours) {
    throw Error(ErrorKind::usage, "a book of " + std::to_string(book.size()) + " colours; at most " +
                                      std::to_string(press::kMostColours) + " are looked through");
  }
  return book;
}

/// How an ink came by its name, for a page that says it in another language: "role", when it is that of a layout's
/// ink, or "number", when it has none.
void set_origin(Json& json, const Print& print, std::size_t ink) {
  const std::string& name = print.inks[ink].name;
  if (name.empty()) return json.set("number", static_cast<int>(ink) + 1);
  for (int role = 0; role < compose::kRoles; ++role) {
    if (compose::name_of(static_cast<compose::Role>(role)) == name) json.set("role", name);
  }
}

/// `small` as finely as `large`, the same design's picture in more pixels: in the same inks in the same order.
Print separated_alike(const Image& large, const Print& small) {
  Print found = pattern::separated(large, static_cast<int>(small.inks.size()));
  if (found.inks.size() != small.inks.size()) return pattern::resized(small, large.width, large.height);
  std::vector<pattern::Oklab> left;
  std::vector<int> indices, order;
  for (const Ink& ink : found.inks) {
    left.push_back(pattern::oklab_of(ink.colour.data()));
    indices.push_back(static_cast<int>(indices.size()));
  }
  for (const Ink& ink : small.inks) {
    const auto at = static_cast<std::ptrdiff_t>(pattern::nearest(left, pattern::oklab_of(ink.colour.data())));
    order.push_back(indices[static_cast<std::size_t>(at)]);
    left.erase(left.begin() + at);
    indices.erase(indices.begin() + at);
  }
  found = press::reordered(found, order);
  found.inks = small.inks;
  return found;
}

}  // namespace

PressPrint print_for_press(Session& session, const std::string& id, const Json& request, int width) {
  const Fields fields(request);
  const Item item = pattern_item(session, id);
  const int inks = static_cast<int>(fields.whole("inks", 0, 0, kMostInks));
  const double width_cm = fields.number("width_cm", kUsualCm, kLeastCm, kMostCm);
  const press::InkChanges changes = changes_of(fields);
  std::optional<Print> own = inks_at(session, item, width);
  Print print;
  int most_width = own ? std::max(own->width, kWidestAnew) : 0;
  if (own && inks == 0) {
    print = std::move(*own);
  } else {
    const auto tile = session.picture(item, "tile");
    print = pattern::separated(image::on_colour(*tile, {255, 255, 255}), inks);
    if (own && own->width > tile->width) print = separated_alike(pattern::rendered(*own), print);
    most_width = std::max(most_width, print.width);
  }
  print.width_cm = width_cm;
  return {.print = press::changed(std::move(print), changes), .most_width = most_width};
}

int width_for_press(const Json& request) {
  const Fields fields(request);
  const std::string mill = fields.text("mill", "");
  const double dpi = mill.empty() ? kUsualDpi : press::mill_named(mill).best_dpi;
  return static_cast<int>(std::ceil(fields.number("width_cm", kUsualCm, kLeastCm, kMostCm) / kCmPerInch * dpi));
}

press::Profile profile_called(Session& session, const std::string& id) {
  if (id != kInstalled) {
    const Item item = session.gallery().get(id);
    if (item.kind != "profile") throw Error(ErrorKind::usage, "a profile is needed here, but this is a " + item.kind);
    return press::Profile::read(session.gallery().read(item, "profile"), "this profile");
  }
  if (const auto found = press::installed_cmyk_profile()) return press::Profile::open(*found);
  throw Error(ErrorKind::not_found, "no CMYK profile is installed on this machine: bring the mill's own");
}

press::Ticket ticket_for(Session& session, const std::string& id, const Json& request) {
  const Fields fields(request);
  press::Ticket ticket;
  if (fields.has("files")) ticket.files = fields.texts("files");
  const Item item = pattern_item(session, id);
  const Json* category = item.note.find("category");
  ticket.name = fields.text("name", category ? category->string() : "pattern");
  std::replace_if(
      ticket.name.begin(), ticket.name.end(), [](char c) { return c == '/' || c == '\\' || c == '\0'; }, '_');
  if (ticket.name.empty() || ticket.name.starts_with('.')) ticket.name = "pattern";
  ticket.ground = press::ground_named(fields.text("ground", "ink"));
  ticket.trap_cm = fields.number("trap_mm", 0, 0, 10) / kMmPerCm;
  if (fields.has("underbase_mm")) ticket.underbase_cm = fields.number("underbase_mm", 0, 10) / kMmPerCm;
  ticket.screen = {.lines_per_inch = fields.number("lpi", 45, 10, 200),
                   .angle = fields.number("angle", 22.5, -360, 360),
                   .dot = press::dot_named(fields.text("dot", "round")),
                   .dpi = fields.number("film_dpi", 720, 72, 2540)};
  ticket.intent = press::intent_named(fields.text("intent", "relative"));
  if (fields.has("profile")) ticket.profile = profile_called(session, fields.text("profile"));
  ticket.repeat = pattern::name_of(pattern::layout_named(fields.text("layout", "straight")));
  ticket.date = fields.text("date", ticket.date);
  ticket.book = book_of(fields);
  return ticket;
}

Item keep_profile(Session& session, std::string bytes) {
  const press::Profile profile = press::Profile::read(bytes, "this file");
  const char* space = profile.space() == press::Profile::Space::cmyk   ? "cmyk"
                      : profile.space() == press::Profile::Space::grey ? "grey"
                                                                       : "rgb";
  return session.gallery().add({.kind = "profile",
                                .note = Json::Object{{"name", profile.name()}, {"space", space}},
                                .files = {{"profile", ".icc", std::move(bytes)}}});
}

Json inks_json(const PressPrint& made, const Json& request) {
  const Print& print = made.print;
  std::vector<Ink> book = book_of(Fields(request));
  if (book.empty()) book = press::computed_book();
  const std::vector<double> shares = press::shares_of(print);
  Json::Array inks;
  for (std::size_t k = 0; k < print.inks.size(); ++k) {
    const press::Nearest near = press::nearest(print.inks[k].colour, book);
    Json ink = Json::Object{{"hex", pattern::hex_of(print.inks[k].colour)},
                            {"name", press::name_of(print, k)},
                            {"share", shares[k]},
                            {"nearest", near.colour.name},
                            {"difference", near.difference}};
    set_origin(ink, print, k);
    inks.push_back(std::move(ink));
  }
  return Json::Object{{"inks", std::move(inks)}, {"pixels", print.width}, {"most_pixels", made.most_width}};
}

Json preflight_json(const PressPrint& made, const Json& request) {
  const press::Mill mill = press::mill_named(Fields(request).text("mill"));
  std::optional<int> anew;
  if (made.most_width > made.print.width) {
    anew = std::clamp(width_for_press(request), made.print.width, made.most_width);
  }
  Json::Array findings;
  bool fits = true;
  for (const press::Finding& finding : press::preflight(made.print, mill, anew)) {
    fits = fits && finding.verdict != press::Verdict::refusal;
    findings.push_back(Json::Object{{"verdict", press::name_of(finding.verdict)},
                                    {"sentence", finding.sentence},
                                    {"code", finding.code},
                                    {"facts", finding.facts}});
  }
  return Json::Object{{"mill", mill.name},
                      {"fits", fits},
                      {"findings", std::move(findings)},
                      {"fitted_width_cm", press::fitted_width_cm(made.print, mill)}};
}

Json to_json(const press::Mill& mill) {
  return Json::Object{{"name", mill.name},
                      {"title", mill.title},
                      {"method", mill.method},
                      {"least_dpi", mill.least_dpi},
                      {"best_dpi", mill.best_dpi},
                      {"most_inks", mill.most_inks ? Json(*mill.most_inks) : Json()},
                      {"circumferences_cm", Json::Array(mill.circumferences_cm.begin(), mill.circumferences_cm.end())},
                      {"colours", mill.colours},
                      {"files", Json::Array(mill.files.begin(), mill.files.end())},
                      {"finest_mm", mill.finest_mm}};
}

}  // namespace toile::studio
