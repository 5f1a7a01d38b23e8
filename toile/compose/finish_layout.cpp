#include "toile/compose/finish_layout.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "toile/base/error.hpp"
#include "toile/compose/draw_motif.hpp"
#include "toile/compose/laying.hpp"
#include "toile/compose/wear.hpp"

namespace toile::compose {
namespace {

/// The first ink of each colour stands for all of it.
Layout with_distinct_inks(Layout layout) {
  const auto first = [&](int ink) {
    const pattern::Rgb& colour = layout.inks[static_cast<std::size_t>(ink)].colour;
    const auto found = std::find_if(layout.inks.begin(), layout.inks.end(),
                                    [&](const LayoutInk& one) { return one.colour == colour; });
    return static_cast<int>(found - layout.inks.begin());
  };
  for (Placement& p : layout.placements) std::transform(p.inks.begin(), p.inks.end(), p.inks.begin(), first);
  for (Member& m : layout.cast) std::transform(m.inks.begin(), m.inks.end(), m.inks.begin(), first);
  return layout;
}

double inside(double place, double side) {
  const double within = std::fmod(place, side);
  return within < 0 ? within + side : within;
}

}  // namespace

Layout in_fewest_inks(Layout layout) {
  return without_unused_inks(with_distinct_inks(std::move(layout)));
}

Layout finished(Layout layout, const FindMotif& find) {
  if (layout.placements.empty()) {
    throw Error(ErrorKind::usage, "there is no motif on this print; lay at least one before it is kept");
  }
  layout = in_fewest_inks(dressed(std::move(layout), find));
  layout = dressed(std::move(layout), find);  // members whose inks have gone
  std::set<std::string> names;
  for (Placement& p : layout.placements) {
    p.x_cm = inside(p.x_cm, layout.width_cm);
    p.y_cm = inside(p.y_cm, layout.height_cm);
    names.insert(p.motif);
  }
  for (const Member& member : layout.cast) names.insert(member.motif);
  std::erase_if(layout.motifs, [&](const Motif& motif) { return !names.contains(motif.name); });
  for (const Motif& motif : layout.motifs) names.erase(motif.name);
  for (const std::string& name : names) {
    if (!is_drawn_name(name)) layout.motifs.push_back(motif_of(layout, name, find));
  }
  return layout;
}

}  // namespace toile::compose
