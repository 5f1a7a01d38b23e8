#include "toile/models/cloth_segmenter.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/image/plane.hpp"
#include "toile/image/resize.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/unet.hpp"
#include "toile/nets/weights.hpp"

namespace toile::models {
namespace {

using image::Plane;

constexpr int kLongest = 800;          ///< the longest side of photos in training
constexpr int kStep = 32;              ///< the net's sides are multiples of this
constexpr double kLeastShare = 0.004;  ///< of the photo: less is no garment
constexpr std::array kMean = {0.485F, 0.456F, 0.406F}, kDeviation = {0.229F, 0.224F, 0.225F};  ///< of ImageNet, 0..1

/// Where on an axis of `from` pixels sample `i` of `to` lies: `first`, `second` and the share of `second`.
struct Between {
  int first, second;
  float share;
};
Between between(int i, int from, int to) {
  const double at = std::clamp((i + 0.5) * from / to - 0.5, 0.0, from - 1.0);
  const int first = static_cast<int>(at);
  return {.first = first, .second = std::min(first + 1, from - 1), .share = static_cast<float>(at - first)};
}

/// (1, 3, height, width), normalised. Samples are bilinear without smoothing and of 8 bits, as the net was
/// trained with.
at::Tensor normalised(const Image& photo, int width, int height) {
  at::Tensor input = torch::empty({1, 3, height, width});
  auto to = input.accessor<float, 4>();
  for (int y = 0; y < height; ++y) {
    const Between down = between(y, photo.height, height);
    for (int x = 0; x < width; ++x) {
      const Between across = between(x, photo.width, width);
      for (std::size_t c = 0; c < 3; ++c) {
        const auto mix = [&](float a, float b, float share) { return a + (b - a) * share; };
        const auto row = [&](int at) {
          return mix(photo.at(across.first, at)[c], photo.at(across.second, at)[c], across.share);
        };
        const float value = std::round(mix(row(down.first), row(down.second), down.share)) / 255;
        to[0][static_cast<std::int64_t>(c)][y][x] = (value - kMean[c]) / kDeviation[c];
      }
    }
  }
  return input;
}

/// The net's logits at the resolution it saw, without the border that filled its shape.
Plane logits_of(nets::Unet& net, const Image& photo) {
  const double scale = 1.0 * kLongest / std::max(photo.width, photo.height);
  const int width = std::max(1, static_cast<int>(std::lround(photo.width * scale)));
  const int height = std::max(1, static_cast<int>(std::lround(photo.height * scale)));
  const int right = (kStep - width % kStep) % kStep, below = (kStep - height % kStep) % kStep;
  const int left = right / 2, top = below / 2;
  const at::Tensor input = at::constant_pad_nd(normalised(image::on_colour(photo, {255, 255, 255}), width, height),
                                               {left, right - left, top, below - top});
  const at::Tensor logits = net->forward(input)[0][0].contiguous();
  const auto from = logits.accessor<float, 2>();
  Plane plane(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) plane.row(y)[x] = from[y + top][x + left];
  }
  return plane;
}

}  // namespace

struct ClothSegmenter::Net {
  mutable nets::Unet net;
};

ClothSegmenter::ClothSegmenter(const nets::Weights& weights, const std::string& origin)
    : net_(new Net{nets::open_unet(nets::UnetConfig::from_json(weights.config), weights.tensors, origin)}) {}

ClothSegmenter::ClothSegmenter(ClothSegmenter&&) noexcept = default;
ClothSegmenter::~ClothSegmenter() = default;

Segmentation ClothSegmenter::find(const Image& photo, Garment garment) const {
  if (garment.kind > Garment::Kind::all || garment.person > 1) {
    throw Error(ErrorKind::usage,
                "garment is " + name_of(garment) + "; this net doesn't tell garments apart, so it must be auto or all");
  }
  const torch::InferenceMode inference;
  const nets::FixedThreads two(2);  // as GarmentSegmenter
  const Plane logits = image::resample(logits_of(net_->net, photo), photo.width, photo.height);
  Mask matte = Mask::filled(photo.width, photo.height, 0);
  matte.dpi = photo.dpi;
  for (std::size_t i = 0; i < matte.cover.size(); ++i) {
    if (logits.values[i] > 0) matte.cover[i] = photo.alpha.empty() ? 255 : photo.alpha[i];
  }
  const FoundGarment found = found_in(matte);
  if (found.share < kLeastShare) return {};
  return {.matte = std::move(matte), .found = {found}};
}

}  // namespace toile::models
