#include "toile/compose/exchange.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/compose/wear.hpp"
#include "toile/image/oklab.hpp"

namespace toile::compose {
namespace {

constexpr std::size_t kMostScreens = 12;
constexpr double kAlike = 0.055;  ///< distance in Oklab below which two inks pass for one

std::vector<int> inks_for(const Layout& layout, const Motif& motif, const std::vector<int>& inks,
                          const FindMotif& find) {
  return inks.empty() ? dressed(motif, worn_palette(layout, find), Dress::own) : inks;
}

/// What changes in a placement or a member whose motif another one replaces.
struct Relief {
  const Motif& motif;
  double size;
  std::vector<int> inks;

  Relief(const Motif& from, const Motif& to, std::vector<int> worn)
      : motif(to), size(std::min(1.0, reach_of(from) / reach_of(to))), inks(std::move(worn)) {}
  void operator()(auto& one) const {
    one.motif = motif.name;
    one.inks = inks;
    one.size_cm *= size;
  }
};

/// The member of the cast that a motif of this size would be.
Rank rank_for(const Layout& layout, double size_cm) {
  constexpr double kHero = 0.6, kFiller = 0.3;
  double largest = 0;
  for (const Member& member : layout.cast) largest = std::max(largest, member.size_cm);
  if (size_cm >= kHero * largest) return Rank::hero;
  return size_cm > kFiller * largest ? Rank::second : Rank::filler;
}

double heroic_size(const Layout& layout) {
  double largest = 0;
  for (const Placement& p : layout.placements) {
    if (p.size_cm < 0.6 * layout.width_cm) largest = std::max(largest, p.size_cm);
  }
  return largest > 0 ? largest : layout.width_cm / 4;
}

}  // namespace

double reach_of(const Motif& motif) {
  return std::hypot(motif.width, motif.height) / 2;
}

Layout exchanged(Layout layout, const std::string& from, const std::string& to, const std::vector<int>& inks,
                 const FindMotif& find) {
  const auto lies = [&](const auto& one) { return one.motif == from; };
  if (std::none_of(layout.placements.begin(), layout.placements.end(), lies)) {
    throw Error(ErrorKind::usage, "the motif " + from + " doesn't lie in this layout; there is none to exchange");
  }
  const Motif gone = motif_of(layout, from, find), motif = motif_of(layout, to, find);
  const Relief relieve(gone, motif, inks_for(layout, motif, inks, find));
  for (Placement& p : layout.placements) {
    if (lies(p)) relieve(p);
  }
  for (Member& member : layout.cast) {
    if (lies(member)) relieve(member);
  }
  return layout;
}

Layout exchanged_at(Layout layout, std::size_t at, const std::string& to, const std::vector<int>& inks,
                    const FindMotif& find) {
  if (at >= layout.placements.size()) {
    throw Error(ErrorKind::usage, "there is no placement " + std::to_string(at) + "; the layout has " +
                                      std::to_string(layout.placements.size()));
  }
  const Motif gone = motif_of(layout, layout.placements[at].motif, find), motif = motif_of(layout, to, find);
  const Relief relieve(gone, motif, inks_for(layout, motif, inks, find));
  relieve(layout.placements[at]);
  return layout;
}

Layout with_motif(Layout layout, const std::string& motif, double x_cm, double y_cm, std::optional<double> size_cm,
                  const std::vector<int>& inks, const FindMotif& find) {
  const Motif joining = motif_of(layout, motif, find);
  Placement placement{.motif = motif,
                      .x_cm = x_cm,
                      .y_cm = y_cm,
                      .size_cm = size_cm.value_or(heroic_size(layout)),
                      .inks = inks_for(layout, joining, inks, find)};
  for (const Placement& p : layout.placements) placement.layer = std::max(placement.layer, p.layer);
  const bool cast =
      std::any_of(layout.cast.begin(), layout.cast.end(), [&](const Member& member) { return member.motif == motif; });
  if (!cast && !layout.cast.empty()) {
    layout.cast.push_back({.motif = motif,
                           .rank = rank_for(layout, placement.size_cm),
                           .size_cm = placement.size_cm,
                           .inks = placement.inks});
  }
  layout.placements.push_back(std::move(placement));
  return layout;
}

Inked with_inks(Layout layout, const std::vector<LayoutInk>& colours) {
  std::vector<int> numbers;
  for (const LayoutInk& wanted : colours) {
    std::size_t likest = 0;
    for (std::size_t i = 1; i < layout.inks.size(); ++i) {
      if (image::difference(layout.inks[i].colour.data(), wanted.colour.data()) <
          image::difference(layout.inks[likest].colour.data(), wanted.colour.data()))
        likest = i;
    }
    if (image::difference(layout.inks[likest].colour.data(), wanted.colour.data()) > kAlike &&
        layout.inks.size() < kMostScreens) {
      likest = layout.inks.size();
      layout.inks.push_back(wanted);
    }
    numbers.push_back(static_cast<int>(likest));
  }
  return {std::move(layout), std::move(numbers)};
}

}  // namespace toile::compose
