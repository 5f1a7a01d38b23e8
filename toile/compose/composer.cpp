#include "toile/compose/composer.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/compose/draw_motif.hpp"
#include "toile/compose/exchange.hpp"
#include "toile/compose/laying.hpp"
#include "toile/compose/learnt_cast.hpp"
#include "toile/compose/motif_pack.hpp"
#include "toile/compose/random.hpp"
#include "toile/compose/repertoire.hpp"

namespace toile::compose {
namespace {

constexpr const char* kLeaf = "leaf";       ///< kind of a designer's own that are leaves
constexpr int kLeastOfOwn = 2;              ///< inks: a designer's motif in one, and its ground
constexpr const char* kPlainHand = "flat";  ///< draws leaves beside pictures of any style

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

const Repertoire& repertoire_of(const std::string& category) {
  for (const Repertoire& known : repertoires()) {
    if (known.category == category) return known;
  }
  throw Error(ErrorKind::usage,
              "there is no composed category " + category + "; there are " + listed(composed_categories()));
}

void check(const ComposeRequest& request) {
  check_laying(request.layout, request.density, request.scale, request.width_cm);
  for (const Change& change : request.changes) check_range("strength", change.strength, 0, 1);
  check_range("the share of the mixed category", request.mix.share, 0, 1);
}

/// The seeds of a print's sides, after all changes but those of motifs, which are exchanged in their places.
struct Seeds {
  std::uint64_t staging, layout, palette, motifs;
};

Seeds seeds_of(const ComposeRequest& request) {
  const std::uint64_t own = derive_seed(request.seed, request.index);
  Seeds seeds{.staging = derive_seed(own, 1),
              .layout = derive_seed(own, 2),
              .palette = derive_seed(own, 3),
              .motifs = derive_seed(own, 4)};
  for (const Change& change : request.changes) {
    if (change.strength == 0) continue;
    // Numbers of their own: a change may well be drawn by the very seed that drew the print.
    if (change.aspect == Aspect::layout) seeds.layout = derive_seed(change.seed, 12);
    if (change.aspect == Aspect::palette) seeds.palette = derive_seed(change.seed, 13);
  }
  return seeds;
}

const Staging& staging_of(const ComposeRequest& request, const Repertoire& repertoire, std::uint64_t seed) {
  std::vector<const Staging*> fitting;
  double sum = 0;
  for (const Staging& staging : repertoire.stagings) {
    if (!request.layout.empty() && staging.layout != request.layout) continue;
    fitting.push_back(&staging);
    sum += staging.weight;
  }
  // A layout that the category doesn't usually play is played by whoever plays the first one.
  if (fitting.empty()) return repertoire.stagings.front();
  double left = Random(seed).unit() * sum;
  for (const Staging* staging : fitting) {
    left -= staging->weight;
    if (left < 0) return *staging;
  }
  return *fitting.back();
}

std::vector<std::string> known(const std::vector<std::string>& kinds) {
  std::vector<std::string> found;
  for (const std::string& kind : kinds) {
    const auto& all = drawn_kinds();
    const bool drawn = std::any_of(all.begin(), all.end(), [&](const DrawnKind& k) { return k.name == kind; });
    if (drawn) found.push_back(kind);
  }
  return found;
}

class Casting {
 public:
  Casting(const ComposeRequest& request, const Hand& hand, const Palette& palette, std::uint64_t seed)
      : request_(request), hand_(hand), palette_(palette), seed_(seed) {}

  std::vector<Actor> actors(const Troupe& troupe) {
    std::vector<Actor> actors;
    std::vector<std::string> kinds = known(troupe.kinds);
    const std::uint64_t part = parts_++;
    if (kinds.empty()) return actors;
    const int count = troupe.least + Random(derive_seed(seed_, part)).whole(troupe.most - troupe.least + 1);
    for (int i = 0; i < count; ++i) {
      Random random(derive_seed(seed_, 16 * (part + 1) + static_cast<std::uint64_t>(i)));
      if (kinds.empty()) kinds = known(troupe.kinds);
      const int k = random.whole(static_cast<int>(kinds.size()));
      actors.push_back(actor(kinds[static_cast<std::size_t>(k)], troupe, i, random));
      kinds.erase(kinds.begin() + k);
      roles_.push_back({&troupe, i, actors.back().parts[0].motif});
    }
    return actors;
  }

  /// The designer's own: all that are leaves, or all others, at one size.
  std::vector<Actor> own(double size_cm, bool leaves) {
    std::vector<Actor> actors;
    for (const Motif& motif : request_.motifs) {
      if ((motif.kind == kLeaf) != leaves) continue;
      actors.push_back(Actor::of(motif, dressed(motif, palette_, Dress::own), size_cm * request_.scale));
    }
    return actors;
  }

  /// A share of the motifs makes room for others of their part: in their places, no larger.
  void exchange(Layout& layout, const Change& change) {
    for (std::size_t r = 0; r < roles_.size(); ++r) {
      Random random(derive_seed(change.seed, r));
      const bool stays = r > 0 && !random.chance(change.strength);  // the first hero always goes
      if (stays) continue;
      Played& role = roles_[r];
      const Actor other = actor(random.pick(known(role.troupe->kinds)), *role.troupe, role.number, random);
      const Motif& motif = other.parts[0].motif;
      const double size = std::min(1.0, reach_of(role.motif) / reach_of(motif));
      const auto give_way = [&](auto& one) {
        if (one.motif != role.motif.name) return;
        one.motif = motif.name;
        one.inks = other.parts[0].placement.inks;
        one.size_cm *= size;
      };
      for (Placement& p : layout.placements) give_way(p);
      for (Member& member : layout.cast) give_way(member);
      role.motif = motif;
    }
  }

 private:
  struct Played {
    const Troupe* troupe;
    int number;
    Motif motif;
  };

  Actor actor(const std::string& kind, const Troupe& troupe, int number, Random& random) const {
    const std::string learnt = request_.learnt ? learnt_kind_for(kind) : "";
    const std::uint64_t seed = random.bits() >> 40U;
    Motif motif = learnt.empty() ? draw_motif(kind, seed, hand_) : shipped_motif(learnt, seed);
    const double size = troupe.size_cm * request_.scale * random.between(0.92, 1.08);
    Dress dress = number % 2 == 1 ? Dress::swapped : Dress::own;
    if (random.chance(0.15) && palette_.inks.size() > 2) dress = Dress::pale;
    std::vector<int> inks = dressed(motif, palette_, dress);
    return Actor::of(std::move(motif), std::move(inks), size);
  }

  const ComposeRequest& request_;
  const Hand& hand_;
  const Palette& palette_;
  std::uint64_t seed_, parts_ = 0;
  std::vector<Played> roles_;
};

/// The layout's name: the staging's, or that of the last change that was strong enough for another one.
std::string layout_name(const ComposeRequest& request, const Staging& staging) {
  constexpr double kAnotherLayout = 0.5;
  std::string name = request.layout.empty() ? staging.layout : request.layout;
  for (const Change& change : request.changes) {
    if (change.aspect != Aspect::layout || change.strength < kAnotherLayout) continue;
    std::vector<std::string> others = layouts_of(request.category);
    std::erase(others, name);
    if (!others.empty()) name = Random(change.seed).pick(others);
  }
  return name;
}

Palette palette_for(const ComposeRequest& request, const Repertoire& repertoire, const Hand& hand, std::uint64_t seed) {
  Random random(seed);
  const Family family = request.family ? *request.family : random.pick(repertoire.families);
  const std::uint64_t own = random.bits();
  const bool another = std::any_of(request.changes.begin(), request.changes.end(), [](const Change& change) {
    return change.aspect == Aspect::palette && change.strength > 0;
  });
  const int least = request.motifs.empty() ? repertoire.least_inks : kLeastOfOwn;
  const Palette palette = request.palette.empty() || another ? palette_from_bank(repertoire.hint, family, own)
                                                             : palette_of(request.palette, least);
  const Printing printing = random.pick(repertoire.printings);
  if (printing == Printing::engraving) return engraved(palette);
  // Learnt motifs have no lines of cloth between their parts: in one ink they would fall apart.
  if (printing == Printing::block && request.palette.size() <= 2 && !request.learnt) {
    return block_printed(palette, hand.shade > 0);
  }
  return palette;
}

/// The staging's leaves; where it has none, those of another one of the category, since the print may be laid
/// otherwise.
Troupe leaves_for(const Repertoire& repertoire, const Staging& staging) {
  if (!staging.leaves.kinds.empty()) return staging.leaves;
  for (const Staging& other : repertoire.stagings) {
    if (other.leaves.kinds.empty()) continue;
    Troupe leaves = other.leaves;
    leaves.size_cm *= staging.heroes.size_cm / other.heroes.size_cm;
    return leaves;
  }
  return {};
}

/// The designer's own play all parts. Where none of them is a leaf, `leaves` are drawn for arrangements that want them:
/// by `drawing`, in the print's inks.
Cast own_cast(Casting& casting, Casting& drawing, const Staging& staging, const Troupe& leaves) {
  constexpr double kSecond = 0.55, kFiller = 0.3;
  const double size = staging.heroes.size_cm;
  Cast cast{casting.own(size, false), casting.own(kSecond * size, false), casting.own(kFiller * size, false),
            casting.own(leaves.size_cm, true)};
  if (cast.leaves.empty()) cast.leaves = drawing.actors(leaves);
  if (!cast.heroes.empty()) return cast;
  return {casting.own(size, true), casting.own(kSecond * size, true), casting.own(kFiller * size, true), {}};
}

Cast cast_of(Casting& casting, const Staging& staging) {
  Cast cast;
  cast.heroes = casting.actors(staging.heroes);
  cast.seconds = casting.actors(staging.seconds);
  cast.fillers = casting.actors(staging.fillers);
  cast.leaves = casting.actors(staging.leaves);
  if (cast.heroes.empty()) cast.heroes = cast.seconds;
  return cast;
}

/// How the other category would be staged.
const Staging& staging_to_join(const ComposeRequest& request) {
  const Repertoire& other = repertoire_of(request.mix.category);
  const std::uint64_t own = derive_seed(request.mix.seed, request.mix.index);
  return staging_of({.category = request.mix.category}, other, derive_seed(own, 1));
}

/// The other's fillers and seconds join first, then leaves, then heroes; each at the size of those whose part they
/// take.
void mix_in(Cast& cast, const Cast& other, double share) {
  const auto join = [&](std::vector<Actor>& own, const std::vector<Actor>& joining, double from) {
    if (share <= from || joining.empty() || own.empty()) return;
    const double size = own.front().size_cm;
    own = joining;
    for (Actor& actor : own) {
      for (Part& part : actor.parts) part.placement.size_cm *= size / actor.size_cm;
      actor.size_cm = size;
    }
  };
  join(cast.seconds, other.seconds, 0);
  join(cast.fillers, other.fillers, 0.25);
  join(cast.leaves, other.leaves, 0.5);
  join(cast.heroes, other.heroes, 0.75);
}

}  // namespace

Aspect aspect_named(const std::string& name) {
  for (const Aspect aspect : {Aspect::motifs, Aspect::layout, Aspect::palette}) {
    if (name_of(aspect) == name) return aspect;
  }
  throw Error(ErrorKind::usage, "what is changed is " + name + "; it must be motifs, layout or palette");
}

std::string name_of(Aspect aspect) {
  return aspect == Aspect::motifs ? "motifs" : aspect == Aspect::layout ? "layout" : "palette";
}

std::vector<std::string> composed_categories() {
  std::vector<std::string> names;
  for (const Repertoire& repertoire : repertoires()) names.push_back(repertoire.category);
  std::sort(names.begin(), names.end());
  return names;
}

bool composes(const std::string& category) {
  const auto known = composed_categories();
  return std::find(known.begin(), known.end(), category) != known.end();
}

std::vector<std::string> layouts_of(const std::string& category) {
  std::vector<std::string> names;
  for (const Staging& staging : repertoire_of(category).stagings) {
    if (std::find(names.begin(), names.end(), staging.layout) == names.end()) names.push_back(staging.layout);
  }
  return names;
}

std::string palette_hint(const std::string& category) {
  for (const Repertoire& known : repertoires()) {
    if (known.category == category) return known.hint;
  }
  return "floral";
}

Motif known_motif(const std::string& name) {
  if (is_drawn_name(name)) return drawn_motif_named(name);
  if (is_learnt_name(name)) return learnt_motif_named(name);
  throw Error(ErrorKind::not_found, "the motif " + name + " is gone");
}

Layout compose(const ComposeRequest& request) {
  check(request);
  const Repertoire& repertoire = repertoire_of(request.category);
  const Seeds seeds = seeds_of(request);
  const Staging& staging = staging_of(request, repertoire, seeds.staging);
  const Hand& hand = hand_named(Random(derive_seed(seeds.motifs, 1000)).pick(repertoire.hands));
  const Palette palette = palette_for(request, repertoire, hand, seeds.palette);

  Casting casting(request, hand, palette, seeds.motifs);
  const Palette growing = with_green_leaves(palette);
  Casting drawing(request, hand_named(kPlainHand), growing, derive_seed(seeds.motifs, 5));
  const bool own = !request.motifs.empty();
  const Troupe leaves = leaves_for(repertoire, staging);
  Cast cast = own ? own_cast(casting, drawing, staging, leaves) : cast_of(casting, staging);
  Casting joining(request, hand, palette, derive_seed(derive_seed(request.mix.seed, request.mix.index), 4));
  if (!request.mix.category.empty()) mix_in(cast, cast_of(joining, staging_to_join(request)), request.mix.share);
  Layout layout{.name = layout_name(request, staging),
                .category = request.category,
                .seed = request.seed,
                .width_cm = request.width_cm,
                .height_cm = request.width_cm,
                .density = request.density,
                .scale = request.scale,
                .inks = palette.inks,
                .cast = members_of(cast),
                .laid = seeds.layout};
  layout = laid(std::move(layout), cast, own ? growing : palette);
  for (const Change& change : request.changes) {
    if (change.aspect == Aspect::motifs && change.strength > 0) casting.exchange(layout, change);
  }
  layout.motifs.insert(layout.motifs.end(), request.motifs.begin(), request.motifs.end());
  return without_unused_inks(std::move(layout));
}

}  // namespace toile::compose
