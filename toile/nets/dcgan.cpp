#include "toile/nets/dcgan.hpp"

#include <torch/torch.h>

#include "toile/base/error.hpp"
#include "toile/nets/transposed_conv.hpp"

namespace toile::nets {
namespace {

constexpr double kInitialDeviation = 0.02;
constexpr double kLeak = 0.2;
constexpr int kMaxSize = 512;

torch::nn::BatchNorm2d batch_norm(std::int64_t channels) {
  torch::nn::BatchNorm2d norm(channels);
  torch::nn::init::normal_(norm->weight, 1.0, kInitialDeviation);
  return norm;
}

torch::nn::LeakyReLU leaky_relu() {
  return torch::nn::LeakyReLU(torch::nn::LeakyReLUOptions().negative_slope(kLeak).inplace(true));
}

/// A positive whole number of a config, or a sentence.
int positive(const Json& json, const char* key, int limit) {
  const std::int64_t value = json.at(key).integer();
  if (value < 1 || value > limit) {
    throw Error(ErrorKind::bad_file, "the net's " + std::string(key) + " is " + std::to_string(value) + "; 1 to " +
                                         std::to_string(limit) + " is possible");
  }
  return static_cast<int>(value);
}

}  // namespace

int DcganConfig::base() const {
  for (const int first : {4, 7}) {
    for (int side = 2 * first; side <= kMaxSize; side *= 2) {
      if (side == size) return first;
    }
  }
  throw Error(ErrorKind::usage, "a DCGAN's picture size is 4*2^k or 7*2^k pixels up to " + std::to_string(kMaxSize) +
                                    " (64, 128, 224, ...), not " + std::to_string(size));
}

int DcganConfig::doublings() const {
  int count = 0;
  for (int side = base(); side < size; side *= 2) ++count;
  return count;
}

Json DcganConfig::to_json() const {
  return Json::Object{{"size", size},
                      {"latent", latent},
                      {"generator_width", generator_width},
                      {"discriminator_width", discriminator_width}};
}

DcganConfig DcganConfig::from_json(const Json& json) {
  DcganConfig config{.size = positive(json, "size", kMaxSize),
                     .latent = positive(json, "latent", 4096),
                     .generator_width = positive(json, "generator_width", 512),
                     .discriminator_width = positive(json, "discriminator_width", 512)};
  config.base();
  return config;
}

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
  return main_[layer + 1]->as<torch::nn::BatchNorm2d>()->forward(x).relu_();
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
    x = main_[layer + 1]->as<torch::nn::BatchNorm2d>()->forward(convolve(x, layer));
    at::leaky_relu_(x, kLeak);
  }
  return at::conv2d(x, main_[layer]->as<Kernel>()->weight).flatten();
}

}  // namespace toile::nets
