// Light on printed cloth and what is printed on it in one place, by nets: what ShadingReader opens.

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "toile/image/colour.hpp"
#include "toile/models/opened_nets.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/shading_net.hpp"
#include "toile/nets/weights.hpp"

namespace toile::models {
namespace {

using image::Plane;

constexpr int kShadingThreads = 2;  ///< see nets::FixedThreads; more gain little on one garment
constexpr float kDarkest = 0.002F;  ///< linear; as in training

/// `plane` less its mean under `cover`, and 0 where nothing is covered, in one channel (h, w) of the cells.
void put(const Plane& plane, float mean, const Plane& cover, at::TensorAccessor<float, 2> to) {
  for (int y = 0; y < plane.height; ++y) {
    for (int x = 0; x < plane.width; ++x) to[y][x] = (plane.row(y)[x] - mean) * cover.row(y)[x];
  }
}

float mean_under(const Plane& cover, const Plane& plane) {
  double sum = 0, weight = 0;
  for (std::size_t i = 0; i < plane.values.size(); ++i) {
    sum += static_cast<double>(cover.values[i]) * plane.values[i];
    weight += cover.values[i];
  }
  return static_cast<float>(sum / std::max(weight, 1.0));
}

/// (1, 5, h, w) with sides that are multiples of `step`: see nets::ShadingNet.
at::Tensor cells_of(std::array<Plane, 3> colours, const Plane& told, const Plane& cover, std::int64_t step) {
  at::Tensor cells =
      torch::zeros({1, 5, (cover.height + step - 1) / step * step, (cover.width + step - 1) / step * step});
  auto to = cells.accessor<float, 4>()[0];
  float mean = 0;
  for (Plane& colour : colours) {
    for (float& value : colour.values) value = std::log2(std::max(kDarkest, value));
    mean += mean_under(cover, colour) / 3;
  }
  for (std::int64_t c = 0; c < 3; ++c) put(colours[static_cast<std::size_t>(c)], mean, cover, to[c]);
  put(told, mean_under(cover, told), cover, to[3]);
  put(Plane(cover.width, cover.height, 1), 0, cover, to[4]);
  return cells;
}

/// The part of (h, w) that `like` is as large as.
Plane plane_of(const at::Tensor& tensor, const Plane& like) {
  const auto from = tensor.accessor<float, 2>();
  Plane out(like.width, like.height);
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) out.row(y)[x] = from[y][x];
  }
  return out;
}

/// Makes `net` of the weights in a file of this `kind`.
void open(const std::filesystem::path& file, const char* kind, nets::FoldedUnetConfig& config, auto& net) {
  const nets::Weights weights = nets::read_weights(file, kind);
  config = nets::FoldedUnetConfig::from_json(weights.config);
  net = std::remove_reference_t<decltype(net)>(config);
  nets::load_tensors(*net, weights.tensors, file.string());
  net->eval();
}

class OpenedShadingNet : public ShadingNet {
 public:
  explicit OpenedShadingNet(const std::filesystem::path& file) { open(file, kShadingNet, config_, net_); }

  ReadShading read(const Plane& red, const Plane& green, const Plane& blue, const Plane& told,
                   const Plane& cover) const override {
    const torch::InferenceMode no_grad;
    const nets::FixedThreads threads(kShadingThreads);
    const at::Tensor cells = cells_of({red, green, blue}, told, cover, config_.step());
    const nets::ShadingTensors shading = net_->forward(cells);
    const at::Tensor doubt = at::upsample_bilinear2d(shading.doubt, {cells.size(2), cells.size(3)}, false)[0];
    return {.light = plane_of(shading.light[0][0], cover),
            .told_doubt = plane_of(doubt[0], cover),
            .doubt = plane_of(doubt[1], cover)};
  }

 private:
  nets::FoldedUnetConfig config_;
  mutable nets::ShadingNet net_{nullptr};  ///< LibTorch's `forward` isn't const
};

class OpenedMarkNet : public MarkNet {
 public:
  explicit OpenedMarkNet(const std::filesystem::path& file) { open(file, kMarkNet, config_, net_); }

  Plane marks(const Plane& red, const Plane& green, const Plane& blue, const Plane& cover) const override {
    const torch::InferenceMode no_grad;
    const nets::FixedThreads threads(kShadingThreads);
    Plane luminance(red.width, red.height);
    for (std::size_t i = 0; i < luminance.values.size(); ++i) {
      luminance.values[i] =
          std::log2(std::max(kDarkest, image::luminance(red.values[i], green.values[i], blue.values[i])));
    }
    const at::Tensor cells = cells_of({red, green, blue}, luminance, cover, config_.step());
    const at::Tensor found = at::sigmoid(net_->forward(cells));
    return plane_of(at::upsample_bilinear2d(found, {cells.size(2), cells.size(3)}, false)[0][0], cover);
  }

 private:
  nets::FoldedUnetConfig config_;
  mutable nets::MarkNet net_{nullptr};  ///< LibTorch's `forward` isn't const
};

}  // namespace

std::unique_ptr<ShadingNet> open_shading_net(const std::filesystem::path& file) {
  return std::make_unique<OpenedShadingNet>(file);
}

std::unique_ptr<MarkNet> open_mark_net(const std::filesystem::path& file) {
  return std::make_unique<OpenedMarkNet>(file);
}

}  // namespace toile::models
