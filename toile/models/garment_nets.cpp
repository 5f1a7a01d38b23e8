// Garments by the garment net and by the published U-Net: what GarmentSegmenter opens.

#include <torch/torch.h>

#include <algorithm>
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
#include "toile/models/sight.hpp"
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

/// The share of the picture that `matte` covers.
double cover_of(const Mask& matte) {
  const double sum = std::accumulate(matte.cover.begin(), matte.cover.end(), 0.0);
  return matte.cover.empty() ? 0 : sum / 255 / static_cast<double>(matte.cover.size());
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
    settle_groups(sight, photo);
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
    const bool alone = settle_groups(sight, photo);
    if (auto cut_out = alpha_matte(photo); alone && cut_out) return whole(std::move(*cut_out));
    const std::vector<FoundGarment> all = found_garments(sight, photo);
    const std::vector<FoundGarment> wanted = wanted_garments(garment, all);
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
