#include "toile/nets/motif_net.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/nets/vgg.hpp"
#include "toile/nets/weights.hpp"

namespace toile::nets {
namespace {

const MotifConfig kSmall{.kinds = 3, .motifs = 5, .code = 8, .width = 4};

TEST(MotifNet, GivesEveryPixelAClassForACode) {
  const torch::NoGradGuard no_grad;
  torch::manual_seed(1);
  MotifDecoder decoder(kSmall);
  MotifEncoder encoder(kSmall);
  const at::Tensor codes = encoder->forward(torch::rand({2, MotifConfig::kClasses, 64, 64}));
  EXPECT_EQ(codes.sizes(), (std::vector<std::int64_t>{2, 8}));
  EXPECT_NEAR(codes.square().mean().item<double>(), 1, 1e-3) << "codes lie on the sphere";
  const at::Tensor logits = decoder->forward(codes, torch::tensor({0, 2}));
  EXPECT_EQ(logits.sizes(), (std::vector<std::int64_t>{2, MotifConfig::kClasses, 128, 128}));
  EXPECT_FALSE(at::allclose(logits, decoder->forward(codes, torch::tensor({1, 2})))) << "the kind counts";
}

TEST(MotifNet, IsTheSameAfterSavingAndLoading) {
  const torch::NoGradGuard no_grad;
  const test::Folder folder;
  torch::manual_seed(1);
  MotifDecoder saved(kSmall), loaded(kSmall);
  saved->set_motifs(torch::randn({5, 8}), torch::tensor({0, 0, 1, 2, 2}), torch::randint(255, {5, 7, 3}).to(at::kByte));
  write_weights(folder / "a.safetensors", {"motif-nets", kSmall.to_json(), Json::Object{}, tensors_of(*saved)},
                Storage::as_is);
  const Weights weights = read_weights(folder / "a.safetensors", "motif-nets");
  EXPECT_EQ(MotifConfig::from_json(weights.config).code, kSmall.code);
  load_tensors(*loaded, weights.tensors, "a file");
  const at::Tensor codes = on_sphere(torch::randn({2, 8})), kinds = torch::tensor({1, 2});
  EXPECT_TRUE(at::equal(saved->forward(codes, kinds), loaded->forward(codes, kinds)));
  EXPECT_TRUE(at::equal(saved->palettes(), loaded->palettes()));
}

TEST(MotifConfig, RefusesWhatIsOutOfRange) {
  Json json = kSmall.to_json();
  json.set("code", 0);
  EXPECT_THROW(MotifConfig::from_json(json), Error);
}

TEST(Vgg19, LooksAtThreeDepthsAndNamesAMissingArray) {
  const torch::NoGradGuard no_grad;
  Vgg19 net;
  const auto maps = net->forward(torch::rand({1, 3, 16, 16}));
  ASSERT_EQ(maps.size(), 3U);
  EXPECT_EQ(maps[0].sizes(), (std::vector<std::int64_t>{1, 64, 16, 16}));
  EXPECT_EQ(maps[1].sizes(), (std::vector<std::int64_t>{1, 128, 8, 8}));
  EXPECT_EQ(maps[2].sizes(), (std::vector<std::int64_t>{1, 256, 4, 4}));
  try {
    load_published(*net, {{"0.weight", {3, 3, 1, 1}, std::vector<float>(9)}});
    FAIL() << "an array is missing";
  } catch (const Error& problem) {
    EXPECT_NE(std::string(problem.what()).find("2.weight"), std::string::npos);
  }
}

}  // namespace
}  // namespace toile::nets
