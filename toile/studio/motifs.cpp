#include "toile/studio/motifs.hpp"

#include <algorithm>
#include <optional>

#include "toile/base/error.hpp"
#include "toile/compose/arrange.hpp"
#include "toile/compose/composer.hpp"
#include "toile/compose/cut_out.hpp"
#include "toile/compose/draw_motif.hpp"
#include "toile/compose/motif_pack.hpp"
#include "toile/image/file.hpp"
#include "toile/studio/patterns.hpp"
#include "toile/studio/upload.hpp"

namespace toile::studio {
namespace {

constexpr const char* kKind = "motif";
constexpr std::size_t kMostAtATime = 40;  ///< cut out of one drawing

compose::OwnPicture picture_of(Image cut) {
  if (cut.alpha.empty()) cut.alpha.assign(cut.pixels(), 255);  // files with nothing clear come back without
  return {.name = "the picture", .picture = std::move(cut)};
}

compose::OwnMotifs own_motif(Image cut) {
  return compose::own_motifs({picture_of(std::move(cut))});
}

std::optional<Item> item_named(Session& session, const std::string& name) {
  for (const Item& item : session.gallery().list(kKind)) {
    if (item.note.at("name").string() == name) return item;
  }
  return {};
}

[[noreturn]] void refuse_gone(const std::string& name) {
  throw Error(
      ErrorKind::not_found,
      "the motif " + name + " is gone: its picture was deleted, and the print doesn't carry it; lay another one");
}

}  // namespace

Item keep_own_motif(Session& session, const Image& cut) {
  const compose::OwnMotifs own = own_motif(cut);
  const std::string& name = own.motifs.front().name;
  if (const auto known = item_named(session, name)) return *known;
  Json::Array colours;
  for (std::size_t i = 1; i < own.colours.size(); ++i) colours.emplace_back(pattern::hex_of(own.colours[i]));
  return session.gallery().add({.kind = kKind,
                                .note = Json::Object{{"from", "upload"},
                                                     {"name", name},
                                                     {"colours", std::move(colours)},
                                                     {"width", cut.width},
                                                     {"height", cut.height}},
                                .files = {{"picture", ".png", image::encode("motif.png", cut)}}});
}

std::vector<Item> keep_own_motifs(Session& session, std::string_view bytes) {
  const Image picture = decode_upload(bytes);
  std::vector<Image> cuts;
  if (picture.alpha.empty()) {
    cuts = compose::cut_from_paper(picture, "the picture");
  } else {
    compose::own_motifs({{"the picture", picture}});  // says what is wrong with it
    cuts = {compose::trimmed(picture)};
  }
  if (cuts.size() > kMostAtATime) cuts.resize(kMostAtATime);
  std::vector<Item> items;
  for (const Image& cut : cuts) items.push_back(keep_own_motif(session, cut));
  return items;
}

compose::FindMotif finder(Session& session, const std::string& of) {
  return [&session, of](const std::string& name) -> compose::Motif {
    if (compose::is_drawn_name(name) || compose::is_learnt_name(name)) {
      return *session.motif(name, [&] { return compose::known_motif(name); });
    }
    if (!of.empty()) {
      for (const compose::Motif& motif : session.layout(pattern_item(session, of))->motifs) {
        if (motif.name == name) return motif;
      }
    }
    return *session.motif(name, [&] {
      const auto item = item_named(session, name);
      if (!item) refuse_gone(name);
      return own_motif(image::decode(session.gallery().read(*item, "picture"), "the motif")).motifs.front();
    });
  };
}

std::vector<compose::OwnPicture> own_pictures(Session& session, const std::vector<std::string>& names) {
  std::vector<compose::OwnPicture> pictures;
  for (const std::string& name : names) {
    const auto item = item_named(session, name);
    if (!item) refuse_gone(name);
    pictures.push_back(picture_of(image::decode(session.gallery().read(*item, "picture"), "the motif")));
  }
  return pictures;
}

std::vector<compose::LayoutInk> own_colours(Session& session, const std::string& name) {
  const auto item = item_named(session, name);
  if (!item) return {};
  const std::vector<compose::Role> roles = finder(session, "")(name).roles;
  const Json::Array& colours = item->note.at("colours").array();
  std::vector<compose::LayoutInk> inks;
  for (std::size_t i = 0; i < std::min(roles.size(), colours.size()); ++i) {
    inks.push_back({pattern::colour_from_hex(colours[i].string()), roles[i]});
  }
  return inks;
}

Json motifs_to_choose_from() {
  Json::Array kinds, hands, layouts;
  for (const compose::DrawnKind& kind : compose::drawn_kinds()) {
    kinds.push_back(Json::Object{{"kind", kind.name}, {"family", kind.family}, {"size_cm", kind.size_cm}});
  }
  for (const compose::Hand& hand : compose::hands()) hands.emplace_back(hand.name);
  for (const std::string& name : compose::arrangement_names()) layouts.emplace_back(name);
  return Json::Object{{"kinds", std::move(kinds)}, {"hands", std::move(hands)}, {"layouts", std::move(layouts)}};
}

}  // namespace toile::studio
