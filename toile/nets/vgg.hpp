#pragma once
/// VGG-19 (Simonyan and Zisserman, 2015) up to relu3_1: frozen eyes by which pictures are compared.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/pimpl.h>

#include <vector>

#include "toile/base/named_array.hpp"

namespace toile::nets {

/// The "normalised" network of neural style transfer: activations are scaled to mean 1. Its first layer, a 1x1
/// transform of colours, is folded into the second.
class Vgg19Impl : public torch::nn::Module {
 public:
  Vgg19Impl();

  /// pictures (n, 3, h, w), sRGB 0..1, h and w multiples of 4. Feature maps relu1_2, relu2_2 and relu3_1: 64, 128 and
  /// 256 channels at full, half and quarter side.
  std::vector<at::Tensor> forward(const at::Tensor& pictures);

 private:
  torch::nn::ModuleList convs_;
};
TORCH_MODULE(Vgg19);

/// Copies the arrays "0.weight", "0.bias", "2.weight", ... of the published network into `net`. Throws
/// `Error{bad_file}` when one is missing or of another shape.
void load_published(Vgg19Impl& net, const std::vector<NamedArray>& arrays);

}  // namespace toile::nets
