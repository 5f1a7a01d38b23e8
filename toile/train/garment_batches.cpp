#include "toile/train/garment_batches.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "toile/base/error.hpp"
#include "toile/base/garment_groups.hpp"
#include "toile/base/seed.hpp"

namespace toile::train {
namespace {

namespace F = torch::nn::functional;

using Random = std::mt19937_64;

float uniform(Random& random, float low, float high) {
  return low + (high - low) * static_cast<float>(random() >> 40) * 0x1p-24F;
}

constexpr float kCloseLook = 1.4F;        ///< zoom from which the pack's full detail is needed
constexpr std::uint64_t kPastedInto = 3;  ///< of so many photos one

/// How a photo is looked at.
struct View {
  float zoom = 1;   ///< 1: all of it
  at::Tensor grid;  ///< (1, h, w, 2) for grid_sample
};

/// Mirror, scale, turn by up to 10 degrees, and shift about the middle.
View random_view(Random& random, std::int64_t h, std::int64_t w) {
  const float mirror = random() % 2 ? -1.0F : 1.0F;
  const float zoom = std::exp(uniform(random, std::log(0.65F), std::log(2.8F)));
  const float stretch = std::exp(uniform(random, -0.1F, 0.1F));
  const float turn = uniform(random, -0.17F, 0.17F), aspect = static_cast<float>(w) / static_cast<float>(h);
  const float room = std::max(0.1F, 1 - 1 / zoom);
  at::Tensor theta = torch::zeros({1, 2, 3});
  auto t = theta.accessor<float, 3>();
  t[0][0][0] = mirror * stretch / zoom * std::cos(turn);
  t[0][0][1] = -std::sin(turn) / stretch / zoom / aspect;
  t[0][1][0] = mirror * std::sin(turn) * stretch / zoom * aspect;
  t[0][1][1] = 1 / stretch / zoom * std::cos(turn);
  t[0][0][2] = uniform(random, -room, room);
  t[0][1][2] = uniform(random, -room, room);
  return {zoom, F::affine_grid(theta, {1, 1, h, w}, false)};
}

/// How the light on a photo changes.
struct Light {
  float gamma = 1, gain = 1, saturation = 1;
  std::array<float, 3> tint = {1, 1, 1};
};

Light random_light(Random& random) {
  Light light;
  light.gain = uniform(random, 0.75F, 1.25F);
  light.gamma = uniform(random, 0.7F, 1.4F);
  light.saturation = random() % 12 == 0 ? 0.0F : uniform(random, 0.5F, 1.5F);
  for (float& channel : light.tint) channel = uniform(random, 0.9F, 1.1F);
  return light;
}

/// picture (n, 3, h, w), values 0..1.
at::Tensor relit(const at::Tensor& picture, const Light& light) {
  at::Tensor x = picture.clamp_min(1e-3).pow(light.gamma) * light.gain;
  const at::Tensor grey = x.mean(1, true);
  x = grey + (x - grey) * light.saturation;
  return (x * torch::tensor(at::ArrayRef<float>(light.tint)).view({3, 1, 1})).clamp(0, 1);
}

/// Who stands in a photo beside whom it shows, and whether before them.
struct Pasted {
  bool chosen = false;
  std::size_t photo = 0;
  bool before = false;
};

/// Where `labels` (n, h, w) know of a person or of what somebody wears.
at::Tensor somebody(const at::Tensor& labels) {
  return (labels > 0).logical_and(labels != static_cast<std::int64_t>(kIgnoredLabel));
}

/// Puts who is in `other` into `photo`, before or behind whom it shows; the cut's edge is softened by a pixel.
void paste(const LabelledPhotos& other, LabelledPhotos& photo, bool before) {
  at::Tensor there = somebody(other.labels);
  if (!before) there = there.logical_and(photo.who == 0);
  const at::Tensor soft = at::avg_pool2d(there.unsqueeze(1).to(at::kFloat), 3, 1, 1, false, false);
  photo.pictures = photo.pictures + (other.pictures - photo.pictures) * soft;
  photo.labels = at::where(there, other.labels, photo.labels);
  photo.who = photo.who.masked_fill(there, 2);
}

}  // namespace

GarmentBatches::GarmentBatches(const Pack& pack, int batch, std::uint64_t seed)
    : pack_(pack), training_(pack.items_of("train")), validation_(pack.items_of("val")), batch_(batch), seed_(seed) {
  if (training_.empty()) throw Error(ErrorKind::bad_file, "the pack has no photo to train on");
  if (pack.layout().channels != 4 || pack.layout().height % (32 * kPackDetail) != 0 ||
      pack.layout().width % (32 * kPackDetail) != 0) {
    throw Error(ErrorKind::bad_file, "a garment pack has 4 planes and sides that are multiples of 64");
  }
}

std::int64_t GarmentBatches::steps_per_epoch() const {
  return (std::ssize(training_) + batch_ - 1) / batch_;
}

LabelledPhotos GarmentBatches::load(const std::vector<std::size_t>& indices) const {
  const std::int64_t h = pack_.layout().height, w = pack_.layout().width;
  std::vector<at::Tensor> all;
  for (const std::size_t index : indices) {
    // from_blob wants a mutable pointer; the tensor is only read, the mapping is read-only
    auto* bytes = const_cast<std::uint8_t*>(pack_.planes(index).data());
    all.push_back(torch::from_blob(bytes, {4, h, w}, at::kByte));
  }
  const at::Tensor planes = torch::stack(all);
  return {.pictures = planes.slice(1, 0, 3).to(at::kFloat).div_(127.5).sub_(1),
          .labels = planes.select(1, 3).to(at::kLong),
          .who = {}};
}

LabelledPhotos GarmentBatches::looked_at(std::size_t index, float zoom, const at::Tensor& grid) const {
  const auto sample = [&](const at::Tensor& x, const auto& mode) {
    return F::grid_sample(x, grid,
                          F::GridSampleFuncOptions().mode(mode).padding_mode(torch::kZeros).align_corners(false));
  };
  const LabelledPhotos photo = load({index});
  const at::Tensor light = photo.pictures.add(1).div(2);
  // labels are picked, never mixed; what lies outside the photo (0 after the shift by one) is ignored
  const at::Tensor picked =
      sample(photo.labels.add(1).unsqueeze(1).to(at::kFloat), torch::kNearest).squeeze(1).round().to(at::kLong).sub(1);
  const at::Tensor labels = picked.masked_fill(picked < 0, static_cast<std::int64_t>(kIgnoredLabel));
  return {.pictures = sample(zoom < kCloseLook ? at::avg_pool2d(light, kPackDetail) : light, torch::kBilinear),
          .labels = labels,
          .who = somebody(labels).to(at::kLong)};
}

LabelledPhotos GarmentBatches::at_step(std::int64_t step) const {
  return at_step(step, torch::arange(batch_));
}

LabelledPhotos GarmentBatches::at_step(std::int64_t step, const at::Tensor& members) const {
  const std::int64_t epoch = step / steps_per_epoch();
  std::vector<std::size_t> order = training_;
  Random shuffle(derive_seed(derive_seed(seed_, 1), static_cast<std::uint64_t>(epoch)));
  std::shuffle(order.begin(), order.end(), shuffle);
  std::vector<std::size_t> chosen;
  const std::int64_t first = step % steps_per_epoch() * batch_;
  for (int i = 0; i < batch_; ++i) chosen.push_back(order[static_cast<std::size_t>((first + i) % std::ssize(order))]);

  Random random(derive_seed(derive_seed(seed_, 2), static_cast<std::uint64_t>(step)));
  // everybody's chances are drawn here, so that who works on which photo changes nothing
  std::vector<View> views, other_views;
  std::vector<Light> lights;
  std::vector<Pasted> pasted;
  for (int i = 0; i < batch_; ++i) {
    views.push_back(random_view(random, height(), width()));
    lights.push_back(random_light(random));
    pasted.push_back({.chosen = random() % kPastedInto == 0,
                      .photo = training_[random() % training_.size()],
                      .before = random() % 3 > 0});
    other_views.push_back(random_view(random, height(), width()));
  }
  std::vector<at::Tensor> pictures, labels, who;
  for (std::int64_t i = 0; i < members.numel(); ++i) {
    const auto member = static_cast<std::size_t>(members[i].item<std::int64_t>());
    LabelledPhotos photo = looked_at(chosen[member], views[member].zoom, views[member].grid);
    if (pasted[member].chosen) {
      paste(looked_at(pasted[member].photo, other_views[member].zoom, other_views[member].grid), photo,
            pasted[member].before);
    }
    pictures.push_back(relit(photo.pictures, lights[member]));
    labels.push_back(photo.labels);
    who.push_back(photo.who);
  }
  return {.pictures = at::cat(pictures).mul(2).sub(1), .labels = at::cat(labels), .who = at::cat(who)};
}

LabelledPhotos GarmentBatches::validation(std::size_t first, std::size_t count) const {
  const std::size_t last = std::min(first + count, validation_.size());
  const LabelledPhotos photos = load({validation_.begin() + static_cast<std::ptrdiff_t>(first),
                                      validation_.begin() + static_cast<std::ptrdiff_t>(last)});
  return {.pictures = at::avg_pool2d(photos.pictures, kPackDetail),
          .labels = photos.labels.slice(1, 0, {}, kPackDetail).slice(2, 0, {}, kPackDetail),
          .who = {}};
}

}  // namespace toile::train
