#include "toile/nets/garment_net.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "toile/base/error.hpp"
#include "toile/nets/weights.hpp"

namespace toile::nets {
namespace {

GarmentNetConfig narrow() {
  return {.encoder = {.width = 0.125}, .decoder = {8, 8, 4, 4}};
}

TEST(MobileNetV2, HasThePublishedLayersAtWidthOne) {
  MobileNetV2 net(MobileNetV2Config{});
  const auto tensors = tensors_of(*net);
  EXPECT_EQ(tensors.size(), 2U * 51);  // 51 convolutions up to the last bottleneck
  EXPECT_EQ(tensors.at("convs.0.weight").sizes(), at::IntArrayRef({32, 3, 3, 3}));
  EXPECT_EQ(tensors.at("convs.1.weight").sizes(), at::IntArrayRef({32, 1, 3, 3}));
  EXPECT_EQ(tensors.at("convs.33.weight").sizes(), at::IntArrayRef({576, 96, 1, 1}));
  EXPECT_EQ(tensors.at("convs.50.weight").sizes(), at::IntArrayRef({320, 960, 1, 1}));
  std::int64_t weights = 0;
  for (const auto& [name, tensor] : tensors) weights += tensor.numel();
  // torchvision's features without the last convolution have 1811712; folding leaves one number of two a channel
  EXPECT_EQ(weights, 1811712 - 15776);
}

TEST(MobileNetV2, HalvesTheSideFiveTimes) {
  MobileNetV2 net(MobileNetV2Config{.width = 0.125});
  const auto channels = net->channels();
  const auto features = net->forward(torch::randn({2, 3, 96, 64}));
  for (std::size_t i = 0; i < features.size(); ++i) {
    EXPECT_EQ(features[i].sizes(), at::IntArrayRef({2, channels[i], 48 >> i, 32 >> i}));
  }
}

TEST(SameConv, PadsRightAndBelowAtStrideTwoAsTensorFlowDoes) {
  SameConv conv(1, 1, 3, 2, 1);
  const torch::NoGradGuard no_grad;
  conv->parameters()[0].fill_(1);
  conv->parameters()[1].fill_(0);
  const at::Tensor out = conv->forward(torch::ones({1, 1, 4, 4}));
  EXPECT_EQ(out.flatten()[0].item<float>(), 9);  // nothing is added left and above
  EXPECT_EQ(out.flatten()[3].item<float>(), 4);
}

TEST(GarmentNet, AnswersAtHalfTheSideForEveryLabelAndAtAQuarterForPeople) {
  GarmentNet net(narrow());
  const GarmentAnswer answer = net->forward(torch::randn({2, 3, 64, 96}));
  EXPECT_EQ(answer.labels.sizes(), at::IntArrayRef({2, 13, 32, 48}));
  EXPECT_EQ(answer.people.sizes(), at::IntArrayRef({2, 3, 16, 24}));
}

TEST(GarmentNet, GivesGradientsToAllItsWeights) {
  GarmentNet net(narrow());
  const GarmentAnswer answer = net->forward(torch::randn({2, 3, 64, 64}));
  (answer.labels.square().mean() + answer.people.square().mean()).backward();
  for (const auto& item : net->named_parameters()) {
    ASSERT_TRUE(item.value().grad().defined()) << item.key();
  }
}

TEST(GarmentNetConfig, ComesBackFromJsonAndRefusesNonsense) {
  EXPECT_EQ(GarmentNetConfig::from_json(narrow().to_json()).to_json(), narrow().to_json());
  Json wrong = narrow().to_json();
  wrong.set("decoder", Json::Array{8, 8});
  EXPECT_THROW(GarmentNetConfig::from_json(wrong), Error);
  wrong.set("decoder", Json::Array{8, 8, 0, 4});
  EXPECT_THROW(GarmentNetConfig::from_json(wrong), Error);
  wrong = narrow().to_json();
  wrong.set("wide", 17);
  EXPECT_THROW(GarmentNetConfig::from_json(wrong), Error);
  const Json older = Json::Object{{"encoder", narrow().encoder.to_json()}, {"decoder", Json::Array{8, 8, 4, 4}}};
  EXPECT_THROW(GarmentNetConfig::from_json(older), Error);
}

}  // namespace
}  // namespace toile::nets
