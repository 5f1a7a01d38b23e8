#include "toile/compose/laying.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/json.hpp"
#include "toile/compose/arrange.hpp"
#include "toile/compose/line_work.hpp"

namespace toile::compose {
namespace {

constexpr double kLargestShare = 0.9;  ///< of the repeat that one motif may have
constexpr double kEngravedStem = 0.4;  ///< beside fine lines a stem of the usual width is a bar

void check_room(const Cast& cast, double width_cm) {
  double largest = 0;
  for (const auto* part : {&cast.heroes, &cast.seconds, &cast.fillers, &cast.leaves}) {
    for (const Actor& actor : *part) largest = std::max(largest, actor.size_cm);
  }
  const double least = std::ceil(10 * largest / kLargestShare) / 10;
  if (width_cm >= least) return;
  throw Error(ErrorKind::usage, "the repeat is " + Json(width_cm).dump() +
                                    " cm wide; for its motifs it must be at least " + Json(least).dump() +
                                    " cm, or their scale smaller");
}

}  // namespace

void check_range(const char* what, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorKind::usage, std::string(what) + " is " + Json(value).dump() + "; it must be from " +
                                    Json(low).dump() + " to " + Json(high).dump());
}

void check_laying(const std::string& name, double density, double scale, double width_cm) {
  check_range("density", density, 0.25, 3);
  check_range("scale", scale, 0.25, 3);
  check_range("the repeat's width", width_cm, 4, 200);
  const auto names = arrangement_names();
  if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
  std::string list;
  for (const std::string& known : names) list += (list.empty() ? "" : ", ") + known;
  throw Error(ErrorKind::usage, "the layout is " + name + "; it must be one of " + list);
}

std::vector<Member> members_of(const Cast& cast) {
  std::vector<Member> members;
  const auto add = [&](const std::vector<Actor>& actors, Rank rank) {
    for (const Actor& actor : actors) {
      const Part& part = actor.parts.front();
      members.push_back(
          {.motif = part.motif.name, .rank = rank, .size_cm = actor.size_cm, .inks = part.placement.inks});
    }
  };
  add(cast.heroes, Rank::hero);
  add(cast.seconds, Rank::second);
  add(cast.fillers, Rank::filler);
  add(cast.leaves, Rank::leaf);
  return members;
}

Layout laid(Layout layout, const Cast& cast, const Palette& palette) {
  check_room(cast, layout.width_cm);
  const int band = band_ink(palette);
  const bool engraved = palette.ink_of(Role::main) == 0;  // petals are bare cloth
  Laid made = arranged(layout.name, cast,
                       {.width_cm = layout.width_cm,
                        .height_cm = layout.height_cm,
                        .density = layout.density,
                        .seed = layout.laid,
                        .band = band,
                        .second_band = line_ink(palette, band),
                        .stem = palette.ink_of(Role::stem),
                        .stem_weight = engraved ? kEngravedStem : 1});
  layout.placements = std::move(made.placements);
  std::erase_if(layout.motifs, [](const Motif& motif) { return motif.kind == kLineWork; });
  layout.motifs.insert(layout.motifs.begin(), made.motifs.begin(), made.motifs.end());
  return layout;
}

Layout without_unused_inks(Layout layout) {
  constexpr int kUnused = -1;
  std::vector<int> number(layout.inks.size(), kUnused);
  number[0] = 0;
  for (const Placement& p : layout.placements) {
    for (const int ink : p.inks) number[static_cast<std::size_t>(ink)] = 0;
  }
  // a print has two inks, if only one is seen
  if (number.size() > 1 && std::count(number.begin(), number.end(), kUnused) + 1 == std::ssize(number)) number[1] = 0;
  std::vector<LayoutInk> kept;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (number[i] == kUnused) continue;
    number[i] = static_cast<int>(kept.size());
    kept.push_back(layout.inks[i]);
  }
  layout.inks = std::move(kept);
  const auto renumber = [&](std::vector<int>& inks) {
    for (int& ink : inks) ink = number[static_cast<std::size_t>(ink)];
  };
  for (Placement& p : layout.placements) renumber(p.inks);
  for (Member& member : layout.cast) {
    renumber(member.inks);
    if (std::find(member.inks.begin(), member.inks.end(), kUnused) != member.inks.end()) member.inks.clear();
  }
  return layout;
}

}  // namespace toile::compose
