#include "toile/nets/dcgan.hpp"

#include <torch/torch.h>

#include "toile/nets/batch_norm.hpp"
#include "toile/nets/transposed_conv.hpp"

namespace toile::nets {
namespace {

constexpr double kInitialDeviation = 0.02;
constexpr double kLeak = 0.2;

BatchNorm batch_norm(std::int64_t channels) {
  BatchNorm norm(channels);
  torch::nn::init::normal_(norm->weight, 1.0, kInitialDeviation);
  return norm;
}

torch::nn::LeakyReLU leaky_relu() {
  return torch::nn::LeakyReLU(torch::nn::LeakyReLUOptions().negative_slope(kLeak).inplace(true));
}

}  // namespace

KernelImpl::KernelImpl(at::IntArrayRef shape)
    : weight(register_parameter("weight", torch::randn(shape) * kInitialDeviation)) {}

DcganGeneratorImpl::DcganGeneratorImpl(const DcganConfig& config)
    : main_(register_module("main", torch::nn::ModuleList())) {
  const std::int64_t base = config.base();
  std::int64_t channels = static_cast<std::int64_t>(config.generator_width) << (config.doublings() - 1);
  main_->push_back(Kernel(at::IntArrayRef{config.latent, channels, base, base}));
  for (int i = 1; i < config.doublings(); ++i) {
    main_->push_back(batch_norm(channels));
    main_->push_back(torch::nn::ReLU(true));
    main_->push_back(Kernel(at::IntArrayRef{channels, channels / 2, 4, 4}));
    channels /= 2;
  }
  main_->push_back(batch_norm(channels));
  main_->push_back(torch::nn::ReLU(true));
  main_->push_back(Kernel(at::IntArrayRef{channels, 3, 4, 4}));
  main_->push_back(torch::nn::Tanh());
}

/// The batch norm and ReLU that follow layer `layer`, in place.
at::Tensor DcganGeneratorImpl::hidden(at::Tensor x, std::size_t layer) {
  return main_[layer + 1]->as<BatchNorm>()->forward(x).relu_();
}

at::Tensor DcganGeneratorImpl::forward(const at::Tensor& z) {
  at::Tensor x = project_to_blocks(z, main_[0]->as<Kernel>()->weight);
  for (std::size_t layer = 0; layer + 3 < main_->size(); layer += 3) {
    x = transposed_conv2d(hidden(x, layer), main_[layer + 3]->as<Kernel>()->weight, 2, 1);
  }
  return torch::tanh(x);
}

at::Tensor DcganGeneratorImpl::forward_torus(const at::Tensor& z) {
  at::Tensor x = project_to_blocks(z, main_[0]->as<Kernel>()->weight);
  for (std::size_t layer = 0; layer + 3 < main_->size(); layer += 3) {
    // One wrapped pixel at each side covers the kernel's reach; the two pixels it becomes are cut off again.
    x = transposed_conv2d(wrap(hidden(x, layer), 1), main_[layer + 3]->as<Kernel>()->weight, 2, 1);
    x = x.slice(2, 2, x.size(2) - 2).slice(3, 2, x.size(3) - 2);
  }
  return torch::tanh(x);
}

DcganDiscriminatorImpl::DcganDiscriminatorImpl(const DcganConfig& config)
    : main_(register_module("main", torch::nn::ModuleList())) {
  const std::int64_t base = config.base();
  std::int64_t channels = config.discriminator_width;
  main_->push_back(Kernel(at::IntArrayRef{channels, 3, 4, 4}));
  main_->push_back(leaky_relu());
  for (int i = 1; i < config.doublings(); ++i) {
    main_->push_back(Kernel(at::IntArrayRef{2 * channels, channels, 4, 4}));
    main_->push_back(batch_norm(2 * channels));
    main_->push_back(leaky_relu());
    channels *= 2;
  }
  main_->push_back(Kernel(at::IntArrayRef{1, channels, base, base}));
}

at::Tensor DcganDiscriminatorImpl::forward(const at::Tensor& pictures) {
  const auto convolve = [&](const at::Tensor& x, std::size_t layer) {
    return at::conv2d(x, main_[layer]->as<Kernel>()->weight, {}, 2, 1);
  };
  at::Tensor x = at::leaky_relu(convolve(pictures, 0), kLeak);
  std::size_t layer = 2;
  for (; layer + 1 < main_->size(); layer += 3) {
    x = main_[layer + 1]->as<BatchNorm>()->forward(convolve(x, layer));
    at::leaky_relu_(x, kLeak);
  }
  return at::conv2d(x, main_[layer]->as<Kernel>()->weight).flatten();
}

}  // namespace toile::nets
