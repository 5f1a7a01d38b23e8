#include "toile/nets/vgg.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <array>

#include "toile/base/error.hpp"

namespace toile::nets {
namespace {

struct Layer {
  int number;  ///< in the published network, where reflection, ReLU and pooling count too
  std::int64_t in, out;
};
constexpr std::array<Layer, 5> kLayers = {{{2, 3, 64}, {5, 64, 64}, {9, 64, 128}, {12, 128, 128}, {16, 128, 256}}};

at::Tensor array_named(const std::vector<NamedArray>& arrays, const std::string& name, at::IntArrayRef shape) {
  const auto found = std::find_if(arrays.begin(), arrays.end(), [&](const auto& a) { return a.name == name; });
  if (found == arrays.end()) throw Error(ErrorKind::bad_file, "the VGG-19 network lacks the array " + name);
  if (at::IntArrayRef(found->shape) != shape) {
    throw Error(ErrorKind::bad_file, "the VGG-19 network's array " + name + " is of another shape");
  }
  auto* values = const_cast<float*>(found->values.data());  // only read
  return torch::from_blob(values, found->shape, at::kFloat);
}

}  // namespace

Vgg19Impl::Vgg19Impl() : convs_(register_module("convs", torch::nn::ModuleList())) {
  for (const Layer& layer : kLayers) {
    convs_->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(layer.in, layer.out, 3)));
  }
}

std::vector<at::Tensor> Vgg19Impl::forward(const at::Tensor& pictures) {
  const auto conv = [&](std::size_t i, const at::Tensor& x) {
    return convs_[i]->as<torch::nn::Conv2d>()->forward(at::reflection_pad2d(x, {1, 1, 1, 1})).relu_();
  };
  const at::Tensor one = conv(1, conv(0, pictures));
  const at::Tensor two = conv(3, conv(2, at::max_pool2d(one, 2)));
  return {one, two, conv(4, at::max_pool2d(two, 2))};
}

void load_published(Vgg19Impl& net, const std::vector<NamedArray>& arrays) {
  const torch::NoGradGuard no_grad;
  auto parameters = net.named_parameters();
  for (std::size_t i = 0; i < kLayers.size(); ++i) {
    const Layer& layer = kLayers[i];
    const std::string name = std::to_string(layer.number), own = "convs." + std::to_string(i);
    at::Tensor weight = array_named(arrays, name + ".weight", {layer.out, layer.in, 3, 3});
    at::Tensor bias = array_named(arrays, name + ".bias", {layer.out});
    if (i == 0) {  // the transform of colours, a 1x1 convolution, becomes part of the first 3x3 one
      const at::Tensor colours = array_named(arrays, "0.weight", {3, 3, 1, 1}).flatten(1);
      bias = bias + at::matmul(weight.sum({2, 3}), array_named(arrays, "0.bias", {3}));
      weight = at::einsum("ochw,cd->odhw", {weight, colours});
    }
    parameters[own + ".weight"].copy_(weight);
    parameters[own + ".bias"].copy_(bias);
  }
}

}  // namespace toile::nets
