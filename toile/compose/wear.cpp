#include "toile/compose/wear.hpp"

#include <algorithm>
#include <map>

#include "toile/compose/line_work.hpp"
#include "toile/compose/own_motifs.hpp"

namespace toile::compose {
namespace {

/// How often each ink (second) plays each role (first).
using Votes = std::array<std::vector<int>, kRoles>;

Votes votes_in(const Layout& layout, const FindMotif& find) {
  Votes votes;
  votes.fill(std::vector<int>(layout.inks.size()));
  std::map<std::string, std::vector<Role>> roles;
  for (const Placement& p : layout.placements) {
    if (p.inks.empty()) continue;
    auto known = roles.find(p.motif);
    if (known == roles.end()) {
      const Motif motif = motif_of(layout, p.motif, find);
      const bool counts = motif.kind != kLineWork && !is_own_name(p.motif);
      known = roles.emplace(p.motif, counts ? motif.roles : std::vector<Role>{}).first;
    }
    if (known->second.size() != p.inks.size()) continue;
    for (std::size_t i = 0; i < p.inks.size(); ++i) {
      ++votes[static_cast<std::size_t>(known->second[i])][static_cast<std::size_t>(p.inks[i])];
    }
  }
  return votes;
}

}  // namespace

Palette worn_palette(const Layout& layout, const FindMotif& find) {
  Palette palette = palette_in(layout.inks);
  const Votes votes = votes_in(layout, find);
  for (std::size_t r = 0; r < votes.size(); ++r) {
    const auto most = std::max_element(votes[r].begin(), votes[r].end());
    if (*most > 0) palette.of_role[r] = static_cast<int>(most - votes[r].begin());
  }
  return palette;
}

Layout dressed(Layout layout, const FindMotif& find) {
  const auto bare = [](const auto& one) { return one.inks.empty(); };
  if (std::none_of(layout.placements.begin(), layout.placements.end(), bare) &&
      std::none_of(layout.cast.begin(), layout.cast.end(), bare)) {
    return layout;
  }
  const Palette palette = worn_palette(layout, find);
  std::map<std::string, std::vector<int>> inks;
  const auto dress = [&](auto& one) {
    if (!one.inks.empty()) return;
    auto known = inks.find(one.motif);
    if (known == inks.end()) {
      known = inks.emplace(one.motif, dressed(motif_of(layout, one.motif, find), palette, Dress::own)).first;
    }
    one.inks = known->second;
  };
  for (Placement& p : layout.placements) dress(p);
  for (Member& member : layout.cast) dress(member);
  return layout;
}

Layout in_palette(Layout layout, const Palette& palette) {
  for (LayoutInk& ink : layout.inks) {
    ink.colour = palette.inks[static_cast<std::size_t>(palette.ink_of(ink.role))].colour;
  }
  return layout;
}

}  // namespace toile::compose
