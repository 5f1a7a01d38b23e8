#include "toile/models/sight.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "toile/base/garment_groups.hpp"
#include "toile/models/colour_evidence.hpp"

namespace toile::models {
namespace {

using image::Plane;

constexpr double kMistakenShare = 0.25;  ///< of a garment: less beside it may be a piece that the net mistook
constexpr double kOneCloth = 0.9;        ///< of two pieces' colours: more alike, and they may be one garment
constexpr float kOtherWeight = 2;        ///< of accessories beside the net's own belief, on people
constexpr double kWornShare = 0.02;      ///< of body pixels beside those of garments: less, and nobody wears them
constexpr std::array kWearable = {GarmentGroup::upper, GarmentGroup::lower, GarmentGroup::dress, GarmentGroup::outer};

bool smaller(const FoundGarment& a, const FoundGarment& b) {
  return a.share < b.share;
}

GarmentGroup likeliest_group(const Sight& sight, int x, int y) {
  std::size_t best = 0;
  for (std::size_t g = 1; g < sight.chances.size(); ++g) {
    if (sight.chances[g].row(y)[x] > sight.chances[best].row(y)[x]) best = g;
  }
  return static_cast<GarmentGroup>(best);
}

std::size_t number_of(const FoundGarment& garment) {
  return static_cast<std::size_t>(std::find(kGarmentGroupNames.begin(), kGarmentGroupNames.end(), garment.group) -
                                  kGarmentGroupNames.begin());
}

/// The pixels of one found garment: 1, elsewhere 0.
Plane pixels_of(const Sight& sight, const FoundGarment& one) {
  Plane pixels(sight.chances[0].width, sight.chances[0].height);
  const std::size_t group = number_of(one);
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x) {
      pixels.row(y)[x] = static_cast<std::size_t>(likeliest_group(sight, x, y)) == group &&
                         person_at(sight.people, sight.people.near, pixels, x, y) == one.person;
    }
  }
  return pixels;
}

/// Where no body is in the photo, each thing that lies or hangs there is one garment: the net, which learnt from
/// people, often sees several groups in it. All its chances go to its likeliest group. Answers whether it was so.
bool unite_unworn(Sight& sight) {
  std::vector<Plane>& chances = sight.chances;
  const Plane& first = chances[0];
  double body = 0, garments = 0;  // pixels that surely are
  std::vector<std::array<double, kGarmentGroups>> sums(static_cast<std::size_t>(sight.people.count) + 1);
  for (int y = 0; y < first.height; ++y) {
    for (int x = 0; x < first.width; ++x) {
      const auto who = static_cast<std::size_t>(person_at(sight.people, sight.people.near, first, x, y));
      for (std::size_t g = 0; g < chances.size(); ++g) {
        if (chances[g].row(y)[x] <= 0.5F) continue;
        const auto group = static_cast<GarmentGroup>(g);
        body += group == GarmentGroup::body;
        garments += is_garment(group);
        sums[who][g] += is_garment(group);
      }
    }
  }
  if (body > kWornShare * garments) return false;
  std::vector<std::size_t> likeliest;
  for (const auto& theirs : sums) {
    // where the net is sure of no group, the first garment's
    const auto first_garment = theirs.begin() + static_cast<std::ptrdiff_t>(GarmentGroup::upper);
    const auto most = std::max_element(first_garment, first_garment + std::ssize(kWearable));
    likeliest.push_back(static_cast<std::size_t>(most - theirs.begin()));
  }
  for (int y = 0; y < first.height; ++y) {
    for (int x = 0; x < first.width; ++x) {
      const auto who = static_cast<std::size_t>(person_at(sight.people, sight.people.near, first, x, y));
      float all = 0;
      for (const GarmentGroup group : kWearable) all += chances[static_cast<std::size_t>(group)].row(y)[x];
      for (const GarmentGroup group : kWearable) {
        chances[static_cast<std::size_t>(group)].row(y)[x] =
            static_cast<std::size_t>(group) == likeliest[who] ? all : 0;
      }
    }
  }
  return true;
}

/// Bags, scarves and tights lie on garments and look like them, and are rarer: the net, which counts mistakes by
/// pixels, believes in them too little (a shift of priors: Saerens, Latinne, Decaestecker 2002).
void believe_in_accessories(std::vector<Plane>& chances) {
  Plane& other = chances[static_cast<std::size_t>(GarmentGroup::other)];
  for (std::size_t i = 0; i < other.values.size(); ++i) {
    const float whole = 1 + (kOtherWeight - 1) * other.values[i];
    other.values[i] *= kOtherWeight;
    for (Plane& chance : chances) chance.values[i] /= whole;
  }
}

/// All chances of a piece's group go to that of `whole`, where its wearer is.
void give_to(Sight& sight, const FoundGarment& piece, const FoundGarment& whole) {
  Plane &from = sight.chances[number_of(piece)], &to = sight.chances[number_of(whole)];
  for (int y = 0; y < from.height; ++y) {
    for (int x = 0; x < from.width; ++x) {
      if (person_at(sight.people, sight.people.near, from, x, y) != piece.person) continue;
      to.row(y)[x] += from.row(y)[x];
      from.row(y)[x] = 0;
    }
  }
}

/// Whether the net may have parted `piece` from `larger`. A group without a pixel of its own is no garment, but may be
/// what `larger` lacks to be likely.
bool may_be_one(const FoundGarment& piece, const FoundGarment& larger) {
  return piece.person == larger.person && (piece.share == 0 || piece.share < kMistakenShare * larger.share ||
                                           piece.group == "dress" || larger.group == "dress");
}

/// One garment that goes by two names, as its colours tell, is one again: small pieces, and a skirt or a bodice that
/// the net parted from the rest of a dress. The smaller piece's chances go to the larger one's group, where its wearer
/// is.
void unite_pieces(Sight& sight, const Image& photo) {
  std::vector<FoundGarment> pieces = found_garments(sight, photo);
  std::stable_sort(pieces.begin(), pieces.end(), smaller);
  const ClothColours colours(photo);
  for (auto piece = pieces.begin(); piece != pieces.end(); ++piece) {
    const Plane pixels = pixels_of(sight, *piece);
    const FoundGarment* whole = nullptr;
    double most = kOneCloth;
    for (auto larger = piece + 1; larger != pieces.end(); ++larger) {
      if (!may_be_one(*piece, *larger)) continue;
      const double alike = colours.likeness(pixels, pixels_of(sight, *larger));
      if (alike < most) continue;  // of equal ones the largest
      most = alike;
      whole = &*larger;
    }
    if (whole) give_to(sight, *piece, *whole);
  }
}

}  // namespace

bool settle_groups(Sight& sight, const Image& photo) {
  if (unite_unworn(sight)) return true;
  believe_in_accessories(sight.chances);
  unite_pieces(sight, photo);
  return false;
}

std::vector<FoundGarment> found_garments(const Sight& sight, const Image& photo) {
  const Plane& first = sight.chances[0];
  struct Extent {
    int left = 0, top = 0, right = -1, bottom = -1;
    std::size_t count = 0;
  };
  const auto people = static_cast<std::size_t>(sight.people.count);
  std::vector<Extent> extents(people * kWearable.size(), {.left = first.width, .top = first.height});
  for (int y = 0; y < first.height; ++y) {
    for (int x = 0; x < first.width; ++x) {
      const GarmentGroup group = likeliest_group(sight, x, y);
      if (!is_garment(group)) continue;
      const int who = person_at(sight.people, sight.people.near, first, x, y);
      Extent& extent = extents[static_cast<std::size_t>(who - 1) * kWearable.size() + static_cast<std::size_t>(group) -
                               static_cast<std::size_t>(GarmentGroup::upper)];
      ++extent.count;
      extent.left = std::min(extent.left, x);
      extent.right = std::max(extent.right, x);
      extent.top = std::min(extent.top, y);
      extent.bottom = std::max(extent.bottom, y);
    }
  }
  const double sx = 1.0 * photo.width / first.width, sy = 1.0 * photo.height / first.height;
  std::vector<FoundGarment> found;
  for (std::size_t i = 0; i < extents.size(); ++i) {
    const Extent& extent = extents[i];
    FoundGarment one{.group = kGarmentGroupNames[static_cast<std::size_t>(kWearable[i % kWearable.size()])],
                     .person = static_cast<int>(i / kWearable.size()) + 1,
                     .share = static_cast<double>(extent.count) / static_cast<double>(first.values.size())};
    if (extent.count > 0) {
      one.x = static_cast<int>(extent.left * sx);
      one.y = static_cast<int>(extent.top * sy);
      one.width = std::min(photo.width, static_cast<int>(std::ceil((extent.right + 1) * sx))) - one.x;
      one.height = std::min(photo.height, static_cast<int>(std::ceil((extent.bottom + 1) * sy))) - one.y;
    }
    found.push_back(std::move(one));
  }
  return found;
}

std::vector<FoundGarment> wanted_garments(Garment garment, const std::vector<FoundGarment>& all) {
  using Kind = Garment::Kind;
  const bool any = garment.kind == Kind::automatic || garment.kind == Kind::all;
  std::vector<FoundGarment> wanted;
  for (const FoundGarment& one : all) {
    const bool theirs = garment.person == 0 || one.person == garment.person;
    if (theirs && one.share > 0 && (any || one.group == name_of(Garment{.kind = garment.kind}))) wanted.push_back(one);
  }
  if (garment.kind != Kind::automatic || wanted.empty()) return wanted;
  return {*std::max_element(wanted.begin(), wanted.end(), smaller)};
}

Plane chance_of_groups(const Sight& sight, const std::vector<FoundGarment>& wanted) {
  Plane chance(sight.chances[0].width, sight.chances[0].height);
  for (const GarmentGroup group : kWearable) {
    const auto g = static_cast<std::size_t>(group);
    const bool is_wanted = std::any_of(wanted.begin(), wanted.end(),
                                       [&](const FoundGarment& one) { return one.group == kGarmentGroupNames[g]; });
    if (!is_wanted) continue;
    const Plane& own = sight.chances[g];
    for (std::size_t i = 0; i < chance.values.size(); ++i) chance.values[i] += own.values[i];
  }
  return chance;
}

void keep_wearers(Plane& chance, const Sight& sight, const std::vector<FoundGarment>& wanted) {
  if (sight.people.count == 1) return;
  std::array<bool, kMostPeople + 1> wears{};
  for (const FoundGarment& one : wanted) wears[static_cast<std::size_t>(one.person)] = true;
  for (int y = 0; y < chance.height; ++y) {
    for (int x = 0; x < chance.width; ++x) {
      if (!wears[static_cast<std::size_t>(person_at(sight.people, sight.people.near, chance, x, y))])
        chance.row(y)[x] = 0;
    }
  }
}

}  // namespace toile::models
