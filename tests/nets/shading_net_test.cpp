#include "toile/nets/shading_net.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "toile/base/error.hpp"

namespace toile::nets {
namespace {

TEST(ShadingNet, GivesLightOfThePicturesSizeAndItsDoubts) {
  torch::manual_seed(1);
  const torch::NoGradGuard no_grad;
  const FoldedUnetConfig config{.channels = {4, 6, 8}};
  ASSERT_EQ(config.step(), 16);
  ShadingNet net(config);
  const at::Tensor cells = torch::randn({2, 5, 32, 48});
  const ShadingTensors shading = net->forward(cells);
  EXPECT_EQ(shading.light.sizes(), (std::vector<std::int64_t>{2, 1, 32, 48}));
  EXPECT_EQ(shading.doubt.sizes(), (std::vector<std::int64_t>{2, 2, 8, 12}));
}

TEST(ShadingNet, ThatHasLearntNothingSaysWhatColoursTell) {
  const torch::NoGradGuard no_grad;
  ShadingNet net(FoldedUnetConfig{.channels = {4, 6}});
  for (auto& parameter : net->parameters()) parameter.zero_();
  const at::Tensor cells = torch::randn({1, 5, 8, 8});
  EXPECT_TRUE(torch::equal(net->forward(cells).light, cells.slice(1, 3, 4)));
}

TEST(MarkNet, SaysHowSurelySomethingIsPrintedOnEachPlace) {
  torch::manual_seed(1);
  const torch::NoGradGuard no_grad;
  MarkNet net(FoldedUnetConfig{.channels = {4, 6, 8}});
  EXPECT_EQ(net->forward(torch::randn({2, 5, 32, 48})).sizes(), (std::vector<std::int64_t>{2, 1, 8, 12}));
}

TEST(FoldedUnetConfig, GoesThroughJsonAndRefusesWhatIsImpossible) {
  const FoldedUnetConfig config{.channels = {8, 16, 24}};
  EXPECT_EQ(FoldedUnetConfig::from_json(config.to_json()).channels, config.channels);
  EXPECT_THROW(FoldedUnetConfig::from_json(Json::parse(R"({"channels": [8]})")), Error);
  EXPECT_THROW(FoldedUnetConfig::from_json(Json::parse(R"({"channels": [8, 0]})")), Error);
  EXPECT_THROW(FoldedUnetConfig::from_json(Json::parse(R"({"channels": [8, 8, 8, 8, 8, 8, 8]})")), Error);
  EXPECT_THROW(FoldedUnetConfig::from_json(Json::parse("{}")), Error);
}

}  // namespace
}  // namespace toile::nets
