// Garments by the garment net and by the published U-Net: what GarmentSegmenter opens.

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "toile/base/error.hpp"
#include "toile/base/garment_groups.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/alpha_matte.hpp"
#include "toile/models/cloth_segmenter.hpp"
#include "toile/models/colour_evidence.hpp"
#include "toile/models/matte.hpp"
#include "toile/models/opened_nets.hpp"
#include "toile/nets/garment_net.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/weights.hpp"

namespace toile::models {
namespace {

using image::Plane;

constexpr int kStep = 32;                ///< the net's sides are multiples of this
constexpr double kLooksLarger = 1.125;   ///< than in training, where zooming has shown it larger things too
constexpr int kThreads = 2;              ///< see nets::FixedThreads; more gain little on one photo
constexpr double kLeastShare = 0.004;    ///< of the photo: less is no garment
constexpr double kMostShare = 0.85;      ///< more has no outline: it is cloth, or an empty wall, but no garment
constexpr double kMostLikeness = 0.9;    ///< of a lone garment's colours and its ground's: more is a blank wall
constexpr float kOtherWeight = 2;        ///< of accessories beside the net's own belief, on people
constexpr double kMistakenShare = 0.25;  ///< of the largest garment: less, next to it, is the net's confusion
constexpr double kWornShare = 0.02;      ///< of body pixels beside those of garments: less, and nobody wears them
constexpr std::array kWearable = {GarmentGroup::upper, GarmentGroup::lower, GarmentGroup::dress, GarmentGroup::outer};

/// Chances of each group at half the resolution the net saw, without the border that filled its shape.
std::vector<Plane> chances_of(nets::GarmentNet& net, const Image& photo, int longest) {
  const double scale = 1.0 * longest / std::max(photo.width, photo.height);
  const int width = std::max(1, static_cast<int>(std::lround(photo.width * scale)));
  const int height = std::max(1, static_cast<int>(std::lround(photo.height * scale)));
  const Image small = image::resize(image::on_colour(photo, {255, 255, 255}), width, height);
  const int full_width = (width + kStep - 1) / kStep * kStep, full_height = (height + kStep - 1) / kStep * kStep;
  const int left = (full_width - width) / 2 / 2 * 2, top = (full_height - height) / 2 / 2 * 2;

  at::Tensor input = torch::full({1, 3, full_height, full_width}, -1.0F);  // black, as in training
  auto to = input.accessor<float, 4>();
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        to[0][channel][y + top][x + left] = static_cast<float>(small.at(x, y)[channel]) / 127.5F - 1;
      }
    }
  }
  const at::Tensor chances = net->forward(input).softmax(1)[0];
  const auto from = chances.accessor<float, 3>();
  std::vector<Plane> planes(kGarmentGroups, Plane((width + 1) / 2, (height + 1) / 2));
  for (std::size_t g = 0; g < planes.size(); ++g) {
    for (int y = 0; y < planes[g].height; ++y) {
      for (int x = 0; x < planes[g].width; ++x) {
        planes[g].row(y)[x] = from[static_cast<std::int64_t>(g)][y + top / 2][x + left / 2];
      }
    }
  }
  return planes;
}

/// Area and box of the pixels where `group` is the likeliest, in the photo's pixels.
FoundGarment found_garment(const std::vector<Plane>& chances, GarmentGroup group, const Image& photo) {
  const Plane& own = chances[static_cast<std::size_t>(group)];
  int left = own.width, top = own.height, right = -1, bottom = -1;
  std::size_t count = 0;
  for (int y = 0; y < own.height; ++y) {
    for (int x = 0; x < own.width; ++x) {
      const float value = own.row(y)[x];
      if (std::any_of(chances.begin(), chances.end(), [&](const Plane& p) { return p.row(y)[x] > value; })) continue;
      ++count;
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
  }
  FoundGarment found{.group = kGarmentGroupNames[static_cast<std::size_t>(group)],
                     .share = static_cast<double>(count) / static_cast<double>(own.values.size())};
  if (count == 0) return found;
  const double sx = 1.0 * photo.width / own.width, sy = 1.0 * photo.height / own.height;
  found.x = static_cast<int>(left * sx);
  found.y = static_cast<int>(top * sy);
  found.width = std::min(photo.width, static_cast<int>(std::ceil((right + 1) * sx))) - found.x;
  found.height = std::min(photo.height, static_cast<int>(std::ceil((bottom + 1) * sy))) - found.y;
  return found;
}

/// Where nobody is in the photo, what lies or hangs there is one garment: the net, which learnt from people, often sees
/// several groups in it. All its chances go to the likeliest group. Answers whether it was so.
bool unite_unworn(std::vector<Plane>& chances) {
  std::array<double, kGarmentGroups> sums{};  // pixels that are surely of each group
  for (std::size_t g = 0; g < chances.size(); ++g) {
    sums[g] = static_cast<double>(
        std::count_if(chances[g].values.begin(), chances[g].values.end(), [](float chance) { return chance > 0.5F; }));
  }
  const auto sum_of = [&](GarmentGroup group) { return sums[static_cast<std::size_t>(group)]; };
  double garments = 0;
  GarmentGroup likeliest = kWearable[0];
  for (const GarmentGroup group : kWearable) {
    garments += sum_of(group);
    if (sum_of(group) > sum_of(likeliest)) likeliest = group;
  }
  if (sum_of(GarmentGroup::body) > kWornShare * garments) return false;
  Plane& whole = chances[static_cast<std::size_t>(likeliest)];
  for (const GarmentGroup group : kWearable) {
    if (group == likeliest) continue;
    Plane& part = chances[static_cast<std::size_t>(group)];
    for (std::size_t i = 0; i < whole.values.size(); ++i) whole.values[i] += part.values[i];
    std::fill(part.values.begin(), part.values.end(), 0.0F);
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

/// The groups whose chances are added up for what was asked.
std::vector<GarmentGroup> wanted_groups(Garment garment, const std::array<FoundGarment, 4>& all) {
  if (garment == Garment::all) return {kWearable.begin(), kWearable.end()};
  if (garment != Garment::automatic) {
    return {kWearable[static_cast<std::size_t>(garment) - static_cast<std::size_t>(Garment::upper)]};
  }
  double largest = 0;
  for (const FoundGarment& found : all) largest = std::max(largest, found.share);
  std::vector<GarmentGroup> groups;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_largest = all[i].share == largest;
    if (is_largest || all[i].share < kMistakenShare * largest) groups.push_back(kWearable[i]);
  }
  return groups;
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
    if (trained < kStep || trained > 4096) {
      throw Error(ErrorKind::bad_file, origin + " was trained on photos of an impossible size");
    }
    longest_ = static_cast<int>(kLooksLarger * trained);
    nets::load_tensors(*net_, weights.tensors, origin);
    net_->eval();
  }

  std::vector<std::uint8_t> group_map(const Image& photo) const override {
    const torch::InferenceMode inference;
    const nets::FixedThreads two(kThreads);
    std::vector<Plane> chances = chances_of(net_, photo, longest_);
    if (!unite_unworn(chances)) believe_in_accessories(chances);
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

  std::optional<Segmentation> find(const Image& photo, Garment garment) const override {
    const torch::InferenceMode inference;
    const nets::FixedThreads two(kThreads);
    std::vector<Plane> chances = chances_of(net_, photo, longest_);
    const bool alone = unite_unworn(chances);
    if (auto cut_out = alpha_matte(photo); alone && cut_out) return whole(std::move(*cut_out));
    if (!alone) believe_in_accessories(chances);
    std::array<FoundGarment, 4> all;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = found_garment(chances, kWearable[i], photo);

    Plane chance(chances[0].width, chances[0].height);
    double share = 0;
    for (const GarmentGroup group : wanted_groups(garment, all)) {
      const Plane& own = chances[static_cast<std::size_t>(group)];
      for (std::size_t i = 0; i < chance.values.size(); ++i) chance.values[i] += own.values[i];
      share += all[static_cast<std::size_t>(group) - static_cast<std::size_t>(GarmentGroup::upper)].share;
    }
    const bool blank = alone && colour_likeness(photo, chance) > kMostLikeness;
    Segmentation result;
    if (share >= kLeastShare && share <= kMostShare && !blank) {
      result.matte = matte_of(photo, with_colour_evidence(photo, chance, alone ? kAlone : ColourTrust{}));
    }
    if (cover_of(result.matte) < kLeastShare) return {};  // nothing was tried, or nothing is left
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
    for (const FoundGarment& found : all) {
      if (found.share >= kLeastShare) result.found.push_back(found);
    }
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
  std::optional<Segmentation> find(const Image& photo, Garment garment) const override {
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
