#include "toile/studio/layouts.hpp"

#include <algorithm>
#include <random>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/compose/composer.hpp"
#include "toile/compose/exchange.hpp"
#include "toile/compose/finish_layout.hpp"
#include "toile/compose/lay_anew.hpp"
#include "toile/compose/motif_picture.hpp"
#include "toile/compose/vary_layout.hpp"
#include "toile/image/file.hpp"
#include "toile/image/png_text.hpp"
#include "toile/pattern/print.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/motifs.hpp"
#include "toile/studio/patterns.hpp"

namespace toile::studio {
namespace {

constexpr int kMostOnASheet = 240;
constexpr int kMostPalettes = 48;
constexpr std::size_t kMostOwn = 24;              ///< motifs that one print is laid out of
constexpr std::int64_t kLargestSeed = 1LL << 53;  ///< JSON's numbers are doubles

/// A document to be worked on, and where its motifs are found.
struct Work {
  compose::Layout layout;
  compose::FindMotif find;
  std::string of;
};

Work work_of(Session& session, const Json& request) {
  const Fields fields(request);
  const std::string of = fields.text("of", "");
  if (!fields.has("document")) throw Error(ErrorKind::usage, "the request has no \"document\", the layout to work on");
  return {
      .layout = compose::layout_from(request.at("document"), "the document"), .find = finder(session, of), .of = of};
}

std::vector<int> inks_of(Session& session, Work& work, const std::string& motif, const std::string& colours) {
  if (colours != "own" && colours != "print") {
    throw Error(ErrorKind::usage, "colours is " + colours + "; it must be own or print");
  }
  if (colours == "print") return {};
  const auto own = own_colours(session, motif);
  if (own.empty()) return {};
  compose::Inked inked = compose::with_inks(std::move(work.layout), own);
  work.layout = std::move(inked.layout);
  return inked.inks;
}

/// The layout printed and kept as a pattern.
Item keep(Session& session, compose::Layout layout, const compose::FindMotif& find, int size, Json note) {
  layout = compose::finished(std::move(layout), find);
  Image tile = pattern::rendered(compose::printed(layout, find, size));
  tile.dpi = 2.54 * size / layout.width_cm;
  note.set("making", "laid");
  note.set("layout", layout.name);
  note.set("width", tile.width);
  note.set("height", tile.height);
  if (!layout.category.empty()) note.set("category", layout.category);
  const image::Metadata metadata{{"toile:layout", compose::json_of(layout).dump()}};
  return session.gallery().add({.kind = "pattern",
                                .note = std::move(note),
                                .files = {{"tile", ".png", image::encode("tile.png", tile, metadata)}}});
}

}  // namespace

Json layout_document(Session& session, const std::string& id) {
  return compose::json_of(*session.layout(pattern_item(session, id)));
}

Image layout_preview(Session& session, const Json& request) {
  const Work work = work_of(session, request);
  const int width = static_cast<int>(Fields(request).whole("width", 512, 64, 2048));
  return pattern::rendered(compose::printed(work.layout, work.find, width));
}

Image layout_motifs(Session& session, const Json& request) {
  const Work work = work_of(session, request);
  const Fields fields(request);
  const std::vector<std::string> names = fields.texts("motifs");
  if (names.empty() || names.size() > kMostOnASheet) {
    throw Error(ErrorKind::usage, "there are " + std::to_string(names.size()) + " motifs; a sheet shows from 1 to " +
                                      std::to_string(kMostOnASheet));
  }
  return compose::motif_sheet(work.layout, names, static_cast<int>(fields.whole("columns", 8, 1, 32)),
                              static_cast<int>(fields.whole("side", 128, 16, 512)), work.find);
}

Json layout_anew(Session& session, const Json& request) {
  Work work = work_of(session, request);
  const Fields fields(request);
  compose::Anew how{.layout = fields.text("layout", "")};
  if (fields.has("density")) how.density = fields.number("density", 0.25, 3);
  if (fields.has("scale")) how.scale = fields.number("scale", 0.25, 3);
  if (fields.has("width_cm")) how.width_cm = fields.number("width_cm", 4, 200);
  if (fields.has("seed")) how.seed = static_cast<std::uint64_t>(fields.whole("seed", 0, kLargestSeed));
  return compose::json_of(compose::laid_anew(std::move(work.layout), how, work.find));
}

Json layout_with_motif(Session& session, const Json& request) {
  Work work = work_of(session, request);
  const Fields fields(request);
  const std::string motif = fields.text("motif");
  const std::vector<int> inks = inks_of(session, work, motif, fields.text("colours", "print"));
  if (fields.has("instead_of")) {
    return compose::json_of(
        compose::exchanged(std::move(work.layout), fields.text("instead_of"), motif, inks, work.find));
  }
  if (fields.has("at")) {
    const auto at = static_cast<std::size_t>(fields.whole("at", 0, kLargestSeed));
    return compose::json_of(compose::exchanged_at(std::move(work.layout), at, motif, inks, work.find));
  }
  std::optional<double> size;
  if (fields.has("size_cm")) size = fields.number("size_cm", 0.1, 1000);
  const double x = fields.number("x_cm", -1000, 1000), y = fields.number("y_cm", -1000, 1000);
  return compose::json_of(compose::with_motif(std::move(work.layout), motif, x, y, size, inks, work.find));
}

Item keep_layout(Session& session, const Json& request) {
  Work work = work_of(session, request);
  const int size = static_cast<int>(Fields(request).whole("size", 512, 64, 4096));
  Json note = Json::Object{{"from", "layout"}};
  if (!work.of.empty()) note.set("of", work.of);
  return keep(session, std::move(work.layout), work.find, size, std::move(note));
}

Item lay_own_motifs(Session& session, const Json& request) {
  const Fields fields(request);
  const std::vector<std::string> names = fields.texts("motifs");
  if (names.empty() || names.size() > kMostOwn) {
    throw Error(ErrorKind::usage, "there are " + std::to_string(names.size()) +
                                      " motifs; a print is laid out of from 1 to " + std::to_string(kMostOwn));
  }
  const int size = static_cast<int>(fields.whole("size", 512, 64, 4096));
  compose::OwnMotifs own = compose::own_motifs(own_pictures(session, names));
  compose::Layout layout =
      compose::compose({.category = fields.text("category", "floral"),
                        .layout = fields.text("layout", "chintz"),
                        .seed = static_cast<std::uint64_t>(fields.whole("seed", 1, 0, kLargestSeed)),
                        .palette = std::move(own.colours),
                        .motifs = std::move(own.motifs)});
  return keep(session, std::move(layout), compose::known_motif, size, Json::Object{{"from", "own motifs"}});
}

bool is_laid_by_hand(Session& session, const std::string& id) {
  const image::Metadata note = image::text_of(session.gallery().read(pattern_item(session, id), "tile"));
  return note.contains("toile:layout") && !note.contains("toile:request");
}

void keep_layout_neighbours(Session& session, const std::string& id, const Json& request,
                            const std::function<void(const Item&)>& on_made, const OnProgress& progress) {
  const Fields fields(request);
  const Item pattern = pattern_item(session, id);
  const auto layout = session.layout(pattern);
  const auto find = finder(session, id);
  const double strength = fields.number("strength", 0.3, 0, 1);
  const compose::Aspect aspect = compose::aspect_named(fields.text("change", "motifs"));
  const std::int64_t count = fields.whole("count", 8, 1, kMostPatterns);
  const auto seed =
      fields.has("seed") ? static_cast<std::uint64_t>(fields.whole("seed", 0, kLargestSeed)) : std::random_device()();
  const int size = static_cast<int>(pattern.note.at("width").integer());
  for (std::int64_t i = 0; i < count; ++i) {
    if (!progress({.what = "making patterns", .done = i, .total = count})) {
      throw Error(ErrorKind::cancelled, "stopped; the patterns made so far are in the gallery");
    }
    const compose::Change change{aspect, derive_seed(seed, static_cast<std::uint64_t>(i)), strength};
    on_made(keep(session, compose::varied(*layout, change, find), find, size,
                 Json::Object{{"from", "neighbour"}, {"of", id}, {"strength", strength}}));
  }
}

Json palettes_to_choose_from(const Json& request) {
  const Fields fields(request);
  const std::string hint = compose::palette_hint(fields.text("category", ""));
  const compose::Family family = compose::family_named(fields.text("family", "learnt"));
  const auto seed = static_cast<std::uint64_t>(fields.whole("seed", 1, 0, kLargestSeed));
  const auto count = static_cast<std::uint64_t>(fields.whole("count", 12, 1, kMostPalettes));
  Json::Array palettes;
  for (std::uint64_t i = 0; i < count; ++i) {
    const compose::Palette palette = compose::palette_from_bank(hint, family, derive_seed(seed, i));
    Json::Array inks;
    for (int r = 0; r < compose::kRoles; ++r) {
      const auto role = static_cast<compose::Role>(r);
      const auto& ink = palette.inks[static_cast<std::size_t>(palette.ink_of(role))];
      inks.push_back(Json::Object{{"role", compose::name_of(role)}, {"colour", pattern::hex_of(ink.colour)}});
    }
    palettes.push_back(Json::Object{{"inks", std::move(inks)}});
  }
  return Json::Object{{"palettes", std::move(palettes)}};
}

}  // namespace toile::studio
