// Garments by the garment net and by the published U-Net: what GarmentSegmenter opens.

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iterator>
#include <numeric>

#include "toile/base/error.hpp"
#include "toile/base/garment_groups.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/alpha_matte.hpp"
#include "toile/models/cloth_segmenter.hpp"
#include "toile/models/colour_evidence.hpp"
#include "toile/models/matte.hpp"
#include "toile/models/opened_nets.hpp"
#include "toile/models/people.hpp"
#include "toile/nets/garment_net.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/weights.hpp"

namespace toile::models {
namespace {

using image::Plane;

constexpr int kGarmentStep = 32;              ///< the net's sides are multiples of this
constexpr double kLooksLarger = 1.125;        ///< than in training, where zooming has shown it larger things too
constexpr int kThreads = 2;                   ///< see nets::FixedThreads; more gain little on one photo
constexpr double kLeastGarmentShare = 0.004;  ///< of the photo: less is no garment
constexpr double kMostShare = 0.85;           ///< more has no outline: it is cloth, or an empty wall, but no garment
constexpr double kMostLikeness = 0.9;         ///< of a lone garment's colours and its ground's: more is a blank wall
constexpr float kOtherWeight = 2;             ///< of accessories beside the net's own belief, on people
constexpr double kMistakenShare = 0.25;       ///< of the largest garment: less may be a piece of it that the net mistook
constexpr double kOneCloth = 0.9;             ///< of two pieces' colours: more alike, and they may be one garment
constexpr double kWornShare = 0.02;           ///< of body pixels beside those of garments: less, and nobody wears them
constexpr std::array kWearable = {GarmentGroup::upper, GarmentGroup::lower, GarmentGroup::dress, GarmentGroup::outer};

/// Where a photo lies in the picture that the net sees of it.
struct Seen {
  int width = 0, height = 0;            ///< of the photo, brought to the net's size
  int full_width = 0, full_height = 0;  ///< of the picture with its border
  int left = 0, top = 0;                ///< of the photo within it, multiples of 4
};

Seen seen_at(const Image& photo, int longest) {
  const double scale = 1.0 * longest / std::max(photo.width, photo.height);
  Seen seen{.width = std::max(1, static_cast<int>(std::lround(photo.width * scale))),
            .height = std::max(1, static_cast<int>(std::lround(photo.height * scale)))};
  seen.full_width = (seen.width + kGarmentStep - 1) / kGarmentStep * kGarmentStep;
  seen.full_height = (seen.height + kGarmentStep - 1) / kGarmentStep * kGarmentStep;
  seen.left = (seen.full_width - seen.width) / 2 / 4 * 4;
  seen.top = (seen.full_height - seen.height) / 2 / 4 * 4;
  return seen;
}

at::Tensor picture_of(const Image& photo, const Seen& seen) {
  const Image small = image::resize(image::on_colour(photo, {255, 255, 255}), seen.width, seen.height);
  at::Tensor input = torch::full({1, 3, seen.full_height, seen.full_width}, -1.0F);  // black, as in training
  auto to = input.accessor<float, 4>();
  for (int y = 0; y < seen.height; ++y) {
    for (int x = 0; x < seen.width; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        to[0][channel][y + seen.top][x + seen.left] = static_cast<float>(small.at(x, y)[channel]) / 127.5F - 1;
      }
    }
  }
  return input;
}

/// The photo's part of one channel (h, w) of the net's answer, which has a pixel for `cell` x `cell` of the picture.
Plane photo_part(const at::Tensor& channel, const Seen& seen, int cell) {
  Plane plane((seen.width + cell - 1) / cell, (seen.height + cell - 1) / cell);
  const auto from = channel.accessor<float, 2>();
  for (int y = 0; y < plane.height; ++y) {
    for (int x = 0; x < plane.width; ++x) plane.row(y)[x] = from[y + seen.top / cell][x + seen.left / cell];
  }
  return plane;
}

/// What the net sees in a photo.
struct Sight {
  std::vector<Plane> chances;  ///< of each group, at half the resolution the net saw
  People people;               ///< at a quarter of it
};

Sight sight_of(nets::GarmentNet& net, const Image& photo, int longest) {
  const Seen seen = seen_at(photo, longest);
  const nets::GarmentAnswer answer = net->forward(picture_of(photo, seen));
  const at::Tensor labels = answer.labels.softmax(1)[0], people = answer.people[0];
  Sight sight;
  sight.chances.resize(kGarmentGroups);
  for (std::size_t label = 0; label < kGarmentLabels; ++label) {
    const Plane own = photo_part(labels[static_cast<std::int64_t>(label)], seen, 2);
    Plane& group = sight.chances[static_cast<std::size_t>(kGroupOfLabel[label])];
    if (group.values.empty()) {
      group = own;
    } else {
      std::transform(own.values.begin(), own.values.end(), group.values.begin(), group.values.begin(), std::plus());
    }
  }
  const Plane centre = photo_part(people[0], seen, 4);
  Plane somebody = image::resample(sight.chances[0], centre.width, centre.height);
  for (float& value : somebody.values) value = 1 - value;
  sight.people = people_of(centre, photo_part(people[1], seen, 4), photo_part(people[2], seen, 4), somebody);
  return sight;
}

GarmentGroup likeliest_group(const Sight& sight, int x, int y) {
  std::size_t best = 0;
  for (std::size_t g = 1; g < sight.chances.size(); ++g) {
    if (sight.chances[g].row(y)[x] > sight.chances[best].row(y)[x]) best = g;
  }
  return static_cast<GarmentGroup>(best);
}

/// Area and box, in the photo's pixels, of the garments of everyone: the pixels where `group` is the likeliest, by
/// person.
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

/// The share of the picture that `matte` covers.
double cover_of(const Mask& matte) {
  const double sum = std::accumulate(matte.cover.begin(), matte.cover.end(), 0.0);
  return matte.cover.empty() ? 0 : sum / 255 / static_cast<double>(matte.cover.size());
}

/// The pixels of one found garment: 1, elsewhere 0.
Plane pixels_of(const Sight& sight, const FoundGarment& one) {
  Plane pixels(sight.chances[0].width, sight.chances[0].height);
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x) {
      pixels.row(y)[x] = kGarmentGroupNames[static_cast<std::size_t>(likeliest_group(sight, x, y))] == one.group &&
                         person_at(sight.people, sight.people.near, pixels, x, y) == one.person;
    }
  }
  return pixels;
}

/// The largest garment, and what its wearer has on besides that is a piece of it by all the colours tell: small pieces,
/// and a skirt or a bodice that the net parted from the rest of a dress.
std::vector<FoundGarment> largest_garment(const Sight& sight, const Image& photo, const std::vector<FoundGarment>& all) {
  const FoundGarment& largest =
      *std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.share < b.share; });
  const Plane pixels = pixels_of(sight, largest);
  std::vector<FoundGarment> wanted = {largest};
  for (const FoundGarment& one : all) {
    const bool may_be_piece = one.share > 0 && one.person == largest.person && one.group != largest.group &&
                              (one.share < kMistakenShare * largest.share || one.group == "dress" ||
                               largest.group == "dress");
    if (may_be_piece && colour_likeness(photo, pixels, pixels_of(sight, one)) > kOneCloth) wanted.push_back(one);
  }
  return wanted;
}

/// The garments whose chances are added up for what was asked.
std::vector<FoundGarment> wanted_garments(const Sight& sight, const Image& photo, Garment garment,
                                          const std::vector<FoundGarment>& all) {
  using Kind = Garment::Kind;
  std::vector<FoundGarment> wanted;
  for (const FoundGarment& one : all) {
    const bool theirs = garment.person == 0 || one.person == garment.person;
    const bool any = garment.kind == Kind::automatic || garment.kind == Kind::all;
    if (theirs && one.share > 0 && (any || one.group == name_of(Garment{.kind = garment.kind}))) wanted.push_back(one);
  }
  if (garment.kind != Kind::automatic || wanted.empty()) return wanted;
  return largest_garment(sight, photo, wanted);
}

/// The chance that a pixel belongs to a garment of one of these groups, whoever wears it.
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

/// Takes out of `chance` (any size) what belongs to others than those who wear these.
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

/// A matte of which nobody can say what is worn in it.
Segmentation whole(Mask matte) {
  const FoundGarment found = found_in(matte);
  return {.matte = std::move(matte), .found = {found}};
}

/// The net that tells garments apart.
class GroupNet : public GarmentNet {
 public:
  GroupNet(const nets::Weights& weights, const std::string& origin)
      : net_(nets::GarmentNetConfig::from_json(weights.config)) {
    const auto trained =
        static_cast<int>(std::max(weights.card.at("height").integer(), weights.card.at("width").integer()));
    if (trained < kGarmentStep || trained > 4096) {
      throw Error(ErrorKind::bad_file, origin + " was trained on photos of an impossible size");
    }
    longest_ = static_cast<int>(kLooksLarger * trained);
    nets::load_tensors(*net_, weights.tensors, origin);
    net_->eval();
  }

  std::vector<std::uint8_t> group_map(const Image& photo) const override {
    const torch::InferenceMode inference;
    const nets::FixedThreads two(kThreads);
    Sight sight = sight_of(net_, photo, longest_);
    if (!unite_unworn(sight)) believe_in_accessories(sight.chances);
    const std::vector<Plane>& chances = sight.chances;
    std::vector<std::uint8_t> groups(photo.pixels(), 0);
    Plane best = image::resample(chances[0], photo.width, photo.height);
    for (std::size_t g = 1; g < chances.size(); ++g) {
      const Plane own = image::resample(chances[g], photo.width, photo.height);
      for (std::size_t i = 0; i < groups.size(); ++i) {
        if (own.values[i] <= best.values[i]) continue;
        best.values[i] = own.values[i];
        groups[i] = static_cast<std::uint8_t>(g);
      }
    }
    return groups;
  }

  Segmentation find(const Image& photo, Garment garment) const override {
    const torch::InferenceMode inference;
    const nets::FixedThreads two(kThreads);
    Sight sight = sight_of(net_, photo, longest_);
    const bool alone = unite_unworn(sight);
    if (auto cut_out = alpha_matte(photo); alone && cut_out) return whole(std::move(*cut_out));
    if (!alone) believe_in_accessories(sight.chances);
    const std::vector<FoundGarment> all = found_garments(sight, photo);
    const std::vector<FoundGarment> wanted = wanted_garments(sight, photo, garment, all);
    double share = 0;
    for (const FoundGarment& one : wanted) share += one.share;

    Segmentation result;
    std::copy_if(all.begin(), all.end(), std::back_inserter(result.found),
                 [](const FoundGarment& found) { return found.share >= kLeastGarmentShare; });
    std::stable_sort(result.found.begin(), result.found.end(),
                     [](const auto& a, const auto& b) { return a.share > b.share; });
    if (share < kLeastGarmentShare || share > kMostShare) return result;
    // Colours are judged for everybody at once: what two people wear may look alike, and is no ground. The same goes
    // for whatever lies about, each of one group.
    const Plane everybodys = chance_of_groups(sight, alone ? all : wanted);
    if (alone && ground_likeness(photo, everybodys) > kMostLikeness) return result;
    Plane chance = with_colour_evidence(photo, everybodys);
    const Plane& skin = sight.chances[static_cast<std::size_t>(GarmentGroup::body)];
    chance = alone ? without_foreign_islands(photo, chance) : without_islands_of_skin(photo, chance, skin);
    keep_wearers(chance, sight, wanted);
    Mask matte = matte_of(photo, chance);
    if (cover_of(matte) >= kLeastGarmentShare) result.matte = std::move(matte);
    return result;
  }

 private:
  int longest_ = 0;  ///< the longest side of photos for the net
  mutable nets::GarmentNet net_;
};

/// The net that knows cloth as a whole.
class ClothNet : public GarmentNet {
 public:
  ClothNet(const nets::Weights& weights, const std::string& origin) : cloth_(weights, origin) {}
  Segmentation find(const Image& photo, Garment garment) const override {
    auto cut_out = alpha_matte(photo);
    return cut_out ? whole(std::move(*cut_out)) : cloth_.find(photo, garment);
  }
  std::vector<std::uint8_t> group_map(const Image&) const override { return {}; }

 private:
  ClothSegmenter cloth_;
};

}  // namespace

std::unique_ptr<GarmentNet> open_garment_net(const std::filesystem::path& file) {
  const nets::Weights weights = nets::read_weights(file);
  if (weights.kind == kClothUnet) return std::make_unique<ClothNet>(weights, file.string());
  return std::make_unique<GroupNet>(weights, file.string());
}

}  // namespace toile::models
