#include "toile/nets/dcgan.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "toile/base/error.hpp"
#include "toile/nets/weights.hpp"

namespace toile::nets {
namespace {

using Shapes = std::map<std::string, std::vector<std::int64_t>>;

Shapes shapes_of(const torch::nn::Module& net) {
  Shapes shapes;
  for (const auto& item : net.named_parameters()) shapes[item.key()] = item.value().sizes().vec();
  return shapes;
}

TEST(Dcgan, IsTheTutorialsLayerForLayerAt64Pixels) {
  const Shapes generator = {{"main.0.weight", {100, 512, 4, 4}}, {"main.1.weight", {512}}, {"main.1.bias", {512}},
                            {"main.3.weight", {512, 256, 4, 4}}, {"main.4.weight", {256}}, {"main.4.bias", {256}},
                            {"main.6.weight", {256, 128, 4, 4}}, {"main.7.weight", {128}}, {"main.7.bias", {128}},
                            {"main.9.weight", {128, 64, 4, 4}},  {"main.10.weight", {64}}, {"main.10.bias", {64}},
                            {"main.12.weight", {64, 3, 4, 4}}};
  const Shapes discriminator = {
      {"main.0.weight", {64, 3, 4, 4}}, {"main.2.weight", {128, 64, 4, 4}},  {"main.3.weight", {128}},
      {"main.3.bias", {128}},           {"main.5.weight", {256, 128, 4, 4}}, {"main.6.weight", {256}},
      {"main.6.bias", {256}},           {"main.8.weight", {512, 256, 4, 4}}, {"main.9.weight", {512}},
      {"main.9.bias", {512}},           {"main.11.weight", {1, 512, 4, 4}}};
  EXPECT_EQ(shapes_of(*DcganGenerator(DcganConfig{})), generator);
  EXPECT_EQ(shapes_of(*DcganDiscriminator(DcganConfig{})), discriminator);
}

/// The same network from LibTorch's own layers, sharing the weights of `net`.
torch::nn::Sequential reference_generator(DcganGeneratorImpl& net) {
  const auto ours = tensors_of(net);
  torch::nn::Sequential reference;
  const auto transposed = [&](const std::string& name, int stride, int padding) {
    const at::Tensor weight = ours.at(name);
    torch::nn::ConvTranspose2d layer(torch::nn::ConvTranspose2dOptions(weight.size(0), weight.size(1), weight.size(2))
                                         .stride(stride)
                                         .padding(padding)
                                         .bias(false));
    layer->weight.set_data(weight.clone());
    reference->push_back(layer);
  };
  transposed("main.0.weight", 1, 0);
  for (int layer = 0; ours.contains("main." + std::to_string(layer + 3) + ".weight"); layer += 3) {
    const std::string norm = "main." + std::to_string(layer + 1);
    torch::nn::BatchNorm2d batch_norm(ours.at(norm + ".weight").size(0));
    batch_norm->weight.set_data(ours.at(norm + ".weight").clone());
    batch_norm->bias.set_data(ours.at(norm + ".bias").clone());
    reference->push_back(batch_norm);
    reference->push_back(torch::nn::ReLU());
    transposed("main." + std::to_string(layer + 3) + ".weight", 2, 1);
  }
  reference->push_back(torch::nn::Tanh());
  return reference;
}

TEST(Dcgan, GivesWhatLibTorchsLayersGiveAtEverySize) {
  torch::manual_seed(1);
  for (const int size : {64, 128, 56, 224}) {
    DcganGenerator net(DcganConfig{.size = size, .latent = 10, .generator_width = 4});
    auto reference = reference_generator(*net);
    const at::Tensor z = torch::randn({2, 10, 1, 1});
    const at::Tensor pictures = net->forward(z);
    ASSERT_EQ(pictures.sizes(), at::IntArrayRef({2, 3, size, size}));
    EXPECT_TRUE(at::allclose(pictures, reference->forward(z), 1e-4, 1e-4)) << size;
    DcganDiscriminator judge(DcganConfig{.size = size, .discriminator_width = 4});
    EXPECT_EQ(judge->forward(pictures).sizes(), at::IntArrayRef({2}));
  }
}

TEST(Dcgan, StartsFromThePapersDistributions) {
  torch::manual_seed(1);
  for (const auto& item : DcganGenerator(DcganConfig{})->named_parameters()) {
    const at::Tensor& weight = item.value();
    if (weight.dim() == 4) {
      EXPECT_NEAR(weight.mean().item<double>(), 0, 0.002) << item.key();
      EXPECT_NEAR(weight.std().item<double>(), 0.02, 0.002) << item.key();
    } else if (item.key().ends_with("weight")) {
      EXPECT_NEAR(weight.mean().item<double>(), 1, 0.01) << item.key();
      EXPECT_NEAR(weight.std().item<double>(), 0.02, 0.01) << item.key();
    } else {
      EXPECT_EQ(weight.abs().max().item<double>(), 0) << item.key();
    }
  }
}

TEST(Dcgan, OnATorusCommutesWithAShiftOfItsInput) {
  torch::manual_seed(1);
  const torch::NoGradGuard no_grad;
  DcganGenerator net(DcganConfig{.size = 32, .latent = 10, .generator_width = 4});
  net->train();  // a fresh net has no running statistics yet; those of the batch don't change by a shift
  const at::Tensor z = torch::randn({1, 10, 3, 2});
  const at::Tensor tile = net->forward_torus(z);
  ASSERT_EQ(tile.sizes(), at::IntArrayRef({1, 3, 96, 64}));
  const at::Tensor shifted = net->forward_torus(z.roll({1, 1}, {2, 3}));
  EXPECT_TRUE(at::allclose(shifted, tile.roll({32, 32}, {2, 3}), 1e-4, 1e-5));
  EXPECT_FALSE(at::allclose(tile, tile.roll({32}, {3}), 1e-2, 1e-2))
      << "the blocks must differ for this to say a thing";
}

TEST(Dcgan, RefusesSizesThatAreNeither4Nor7TimesAPowerOfTwo) {
  for (const int size : {0, -64, 4, 7, 48, 100, 225, 1024}) {
    EXPECT_THROW(DcganConfig{.size = size}.base(), Error) << size;
  }
  EXPECT_EQ(DcganConfig{.size = 224}.base(), 7);
  EXPECT_EQ(DcganConfig{.size = 224}.doublings(), 5);
}

TEST(DcganConfig, ComesBackFromJsonAndRefusesNonsense) {
  const DcganConfig config{.size = 128, .latent = 32, .generator_width = 48, .discriminator_width = 24};
  EXPECT_EQ(DcganConfig::from_json(config.to_json()).to_json(), config.to_json());
  Json huge = config.to_json();
  huge.set("latent", 1e9);
  EXPECT_THROW(DcganConfig::from_json(huge), Error);
}

}  // namespace
}  // namespace toile::nets
