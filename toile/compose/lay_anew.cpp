#include "toile/compose/lay_anew.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/compose/laying.hpp"
#include "toile/compose/line_work.hpp"
#include "toile/compose/own_motifs.hpp"
#include "toile/compose/wear.hpp"

namespace toile::compose {
namespace {

constexpr double kSecond = 0.55;  ///< of a hero's size, where only heroes are known

/// Arrangements need heroes and seconds: whoever is there plays them.
Cast staffed(Cast cast) {
  for (const auto* others : {&cast.seconds, &cast.fillers, &cast.leaves}) {
    if (cast.heroes.empty()) cast.heroes = *others;
  }
  if (!cast.seconds.empty()) return cast;
  for (Actor actor : cast.heroes) {
    actor.size_cm *= kSecond;
    for (Part& part : actor.parts) part.placement.size_cm *= kSecond;
    cast.seconds.push_back(std::move(actor));
  }
  return cast;
}

Cast cast_of(const Layout& layout, double scale, const FindMotif& find) {
  Cast cast;
  for (const Member& member : layout.cast) {
    Motif motif = motif_of(layout, member.motif, find);
    if (member.rank == Rank::leaf && is_own_name(member.motif)) motif = as_leaf(std::move(motif));
    Actor actor = Actor::of(std::move(motif), member.inks, member.size_cm * scale);
    switch (member.rank) {
      case Rank::hero:
        cast.heroes.push_back(std::move(actor));
        break;
      case Rank::second:
        cast.seconds.push_back(std::move(actor));
        break;
      case Rank::filler:
        cast.fillers.push_back(std::move(actor));
        break;
      case Rank::leaf:
        cast.leaves.push_back(std::move(actor));
        break;
    }
  }
  return staffed(std::move(cast));
}

bool is_line_work(const Layout& layout, const Placement& placement) {
  return std::any_of(layout.motifs.begin(), layout.motifs.end(),
                     [&](const Motif& one) { return one.name == placement.motif && one.kind == kLineWork; });
}

/// The inks of bands, stems and frames, in the order in which they come.
std::vector<int> line_inks(const Layout& layout) {
  std::vector<int> inks;
  for (const Placement& p : layout.placements) {
    if (!is_line_work(layout, p)) continue;
    for (const int ink : p.inks) {
      if (std::find(inks.begin(), inks.end(), ink) == inks.end()) inks.push_back(ink);
    }
  }
  return inks;
}

/// Bands, stems and frames in the inks that they had: `before` as `line_inks` gave them of the same arrangement.
Layout with_line_inks(Layout layout, const std::vector<int>& before) {
  const std::vector<int> now = line_inks(layout);
  if (now.size() != before.size()) return layout;
  for (Placement& p : layout.placements) {
    if (!is_line_work(layout, p)) continue;
    for (int& ink : p.inks) {
      ink = before[static_cast<std::size_t>(std::find(now.begin(), now.end(), ink) - now.begin())];
    }
  }
  return layout;
}

bool takes_leaf_inks(const std::string& kind) {
  return kind == "leaf" || kind == "frond";
}

}  // namespace

std::vector<Member> guessed_cast(const Layout& layout, const FindMotif& find) {
  constexpr double kHero = 0.6, kFiller = 0.3;  // of the largest one's size
  std::vector<Member> members;
  std::vector<std::string> kinds;
  for (const Placement& p : layout.placements) {
    const auto known =
        std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.motif == p.motif; });
    if (known != members.end()) {
      known->size_cm = std::max(known->size_cm, p.size_cm);
      continue;
    }
    const std::string kind = motif_of(layout, p.motif, find).kind;
    if (kind == kLineWork) continue;
    members.push_back({.motif = p.motif, .rank = Rank::hero, .size_cm = p.size_cm, .inks = p.inks});
    kinds.push_back(kind);
  }
  double largest = 0;
  for (const Member& member : members) largest = std::max(largest, member.size_cm);
  const bool grows_leaves = !std::all_of(kinds.begin(), kinds.end(), takes_leaf_inks);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const double share = members[i].size_cm / largest;
    const bool leaf = grows_leaves && takes_leaf_inks(kinds[i]);
    members[i].rank = leaf ? Rank::leaf : share >= kHero ? Rank::hero : share > kFiller ? Rank::second : Rank::filler;
  }
  return members;
}

Layout laid_anew(Layout layout, const Anew& how, const FindMotif& find) {
  const double scale = how.scale.value_or(layout.scale), width = how.width_cm.value_or(layout.width_cm);
  const double density = how.density.value_or(layout.density);
  check_laying(how.layout.empty() ? layout.name : how.layout, density, scale, width);
  if (layout.cast.empty()) {
    layout.cast = guessed_cast(layout, find);
    // The seed of the first print of a seed, as compose draws it.
    layout.laid = derive_seed(derive_seed(layout.seed, 0), 2);
  }
  if (layout.cast.empty()) throw Error(ErrorKind::usage, "the layout has no motifs that could be laid anew");
  layout = dressed(std::move(layout), find);
  const bool same_arrangement = how.layout.empty() || how.layout == layout.name;
  const std::vector<int> lines = same_arrangement ? line_inks(layout) : std::vector<int>();
  const Palette palette = worn_palette(layout, find);
  const double grown = layout.scale > 0 ? scale / layout.scale : 1;
  const Cast cast = cast_of(layout, grown, find);
  for (Member& member : layout.cast) member.size_cm *= grown;
  if (!how.layout.empty()) layout.name = how.layout;
  layout.height_cm *= width / layout.width_cm;
  layout.width_cm = width;
  layout.density = density;
  layout.scale = scale;
  layout.laid = how.seed.value_or(layout.laid);
  layout = laid(std::move(layout), cast, palette);
  // whom the palette would choose now may be another: inks that nothing is printed in have gone
  return lines.empty() ? layout : with_line_inks(std::move(layout), lines);
}

}  // namespace toile::compose
