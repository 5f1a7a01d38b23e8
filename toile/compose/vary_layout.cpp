#include "toile/compose/vary_layout.hpp"

#include <algorithm>
#include <map>

#include "toile/compose/draw_motif.hpp"
#include "toile/compose/exchange.hpp"
#include "toile/compose/lay_anew.hpp"
#include "toile/compose/laying.hpp"
#include "toile/compose/line_work.hpp"
#include "toile/compose/random.hpp"
#include "toile/compose/repertoire.hpp"
#include "toile/compose/wear.hpp"

namespace toile::compose {
namespace {

const Repertoire* repertoire_of(const std::string& category) {
  const auto& all = repertoires();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Repertoire& r) { return r.category == category; });
  return found == all.end() ? nullptr : &*found;
}

/// Another drawn motif of the same family in the same hand.
std::string relative(const std::string& name, Random& random) {
  const Motif motif = drawn_motif_named(name);
  std::vector<std::string> kinds;
  for (const DrawnKind& kind : drawn_kinds()) {
    if (kind.family == motif.kind) kinds.push_back(kind.name);
  }
  const std::string hand = motif.name.substr(motif.name.rfind(':') + 1);
  const std::string& kind = random.pick(kinds);
  return draw_motif(kind, random.bits() >> 40U, hand_named(hand)).name;
}

/// The names of the motifs that the layout plays with, in the order of their first entrance.
std::vector<std::string> players(const Layout& layout, const FindMotif& find) {
  std::vector<std::string> names;
  for (const Placement& p : layout.placements) {
    if (std::find(names.begin(), names.end(), p.motif) != names.end()) continue;
    if (motif_of(layout, p.motif, find).kind != kLineWork) names.push_back(p.motif);
  }
  return names;
}

Layout with_other_motifs(Layout layout, const Change& change, const FindMotif& find) {
  std::map<std::string, std::string> instead;
  std::vector<std::string> own;
  const std::vector<std::string> names = players(layout, find);
  for (std::size_t i = 0; i < names.size(); ++i) {
    Random random(derive_seed(change.seed, i));
    const bool goes = i == 0 || random.chance(change.strength);  // the first one always does
    if (!goes) continue;
    if (is_drawn_name(names[i])) {
      instead[names[i]] = relative(names[i], random);
    } else {
      own.push_back(names[i]);
    }
  }
  Random random(derive_seed(change.seed, names.size()));
  std::vector<std::string> places = own;
  for (std::size_t i = places.size(); i > 1; --i) {
    std::swap(places[i - 1], places[static_cast<std::size_t>(random.whole(static_cast<int>(i)))]);
  }
  for (std::size_t i = 0; i < own.size(); ++i) instead[own[i]] = places[i];
  // All at once: a motif that takes another's place may have left its own to a third.
  const Palette palette = worn_palette(layout, find);
  std::map<std::string, std::vector<int>> own_inks;
  for (const Placement& p : layout.placements) own_inks.emplace(p.motif, p.inks);
  const auto give_way = [&](auto& one) {
    const auto other = instead.find(one.motif);
    if (other == instead.end() || other->second == one.motif) return;
    const Motif motif = motif_of(layout, other->second, find);
    const double size = reach_of(motif_of(layout, one.motif, find)) / reach_of(motif);
    one.motif = motif.name;
    one.inks = own_inks.contains(motif.name) ? own_inks[motif.name] : dressed(motif, palette, Dress::own);
    one.size_cm *= std::min(1.0, size);
  };
  for (Placement& p : layout.placements) give_way(p);
  for (Member& member : layout.cast) give_way(member);
  return layout;
}

Layout laid_otherwise(const Layout& layout, const Change& change, const FindMotif& find) {
  constexpr double kAnotherLayout = 0.5;
  Anew how{.seed = derive_seed(change.seed, 12)};
  if (change.strength >= kAnotherLayout && repertoire_of(layout.category)) {
    std::vector<std::string> others = layouts_of(layout.category);
    std::erase(others, layout.name);
    if (!others.empty()) how.layout = Random(change.seed).pick(others);
  }
  return laid_anew(layout, how, find);
}

Layout in_other_colours(const Layout& layout, const Change& change) {
  const Repertoire* repertoire = repertoire_of(layout.category);
  Random random(derive_seed(change.seed, 13));
  const Family family = repertoire ? random.pick(repertoire->families) : Family::learnt;
  return in_palette(layout, palette_from_bank(palette_hint(layout.category), family, random.bits()));
}

}  // namespace

Layout varied(Layout layout, const Change& change, const FindMotif& find) {
  check_range("strength", change.strength, 0, 1);
  if (change.strength == 0) return layout;
  switch (change.aspect) {
    case Aspect::motifs:
      return with_other_motifs(std::move(layout), change, find);
    case Aspect::layout:
      return laid_otherwise(layout, change, find);
    case Aspect::palette:
      return in_other_colours(layout, change);
  }
  return layout;
}

}  // namespace toile::compose
