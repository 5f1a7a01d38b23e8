#include "toile/compose/layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/compose/stamp.hpp"
#include "toile/compose/wear.hpp"

namespace toile::compose {

Motif motif_of(const Layout& layout, const std::string& name, const FindMotif& find) {
  for (const Motif& motif : layout.motifs) {
    if (motif.name == name) return motif;
  }
  if (!find) throw Error(ErrorKind::not_found, "the motif " + name + " is gone");
  return find(name);
}

namespace {

Print printed_as_dressed(const Layout& layout, const FindMotif& find, int width) {
  std::vector<Ink> inks;
  for (const LayoutInk& ink : layout.inks) inks.push_back({.colour = ink.colour, .name = name_of(ink.role)});
  const double pixels_a_cm = width / layout.width_cm;
  const int height = std::max(1, static_cast<int>(std::lround(layout.height_cm * pixels_a_cm)));
  Print print = Print::ground(width, height, std::move(inks));
  print.width_cm = layout.width_cm;

  std::map<std::string, Motif> motifs;
  std::vector<const Placement*> order;
  for (const Placement& placement : layout.placements) {
    order.push_back(&placement);
    if (!motifs.contains(placement.motif)) {
      motifs.emplace(placement.motif, motif_of(layout, placement.motif, find));
    }
  }
  std::stable_sort(order.begin(), order.end(), [](auto a, auto b) { return a->layer < b->layer; });
  for_rows(height, [&](int first, int last) {
    for (const Placement* p : order) {
      stamp(print, motifs.at(p->motif),
            {.x = p->x_cm * pixels_a_cm,
             .y = p->y_cm * pixels_a_cm,
             .size = p->size_cm * pixels_a_cm,
             .angle = p->angle,
             .mirrored = p->mirrored,
             .inks = p->inks},
            {first, last});
    }
  });
  return print;
}

}  // namespace

Print printed(const Layout& layout, const FindMotif& find, int width) {
  const bool bare = std::any_of(layout.placements.begin(), layout.placements.end(),
                                [](const Placement& p) { return p.inks.empty(); });
  return bare ? printed_as_dressed(dressed(layout, find), find, width) : printed_as_dressed(layout, find, width);
}

Layout recoloured(Layout layout, const std::vector<pattern::Rgb>& colours) {
  if (colours.size() != layout.inks.size()) {
    throw Error(ErrorKind::usage, std::to_string(colours.size()) + " colours for a print of " +
                                      std::to_string(layout.inks.size()) + " inks; there must be one for each");
  }
  for (std::size_t i = 0; i < colours.size(); ++i) layout.inks[i].colour = colours[i];
  return layout;
}

}  // namespace toile::compose
