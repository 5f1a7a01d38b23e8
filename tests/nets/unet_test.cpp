#include "toile/nets/unet.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <torch/torch.h>

#include <cstring>

#include "tests/stand_in.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/nets/weights.hpp"

namespace toile::nets {
namespace {

UnetConfig narrow() {
  return {.encoder = {.width = 0.1, .depth = 0.1}, .decoder = {8, 8, 6, 4, 4}, .classes = 2};
}

/// A narrow net whose batch norms have seen something.
Unet lived_in() {
  torch::manual_seed(5);
  Unet net(narrow());
  const torch::NoGradGuard no_grad;
  for (auto& item : net->named_buffers()) {
    if (item.key().ends_with("running_mean")) item.value().normal_(0, 0.2);
    if (item.key().ends_with("running_var")) item.value().uniform_(0.5, 1.5);
  }
  net->eval();
  return net;
}

std::map<std::string, at::Tensor> published() {
  std::map<std::string, at::Tensor> tensors;
  for (const NamedArray& array : test::stand_in_unet())
    tensors[array.name] = torch::tensor(array.values).reshape(array.shape);
  return tensors;
}

/// The last numbers of a file, as float32: those of an .npy file whose shape is known.
at::Tensor numbers_of(const std::filesystem::path& path, at::IntArrayRef shape) {
  at::Tensor tensor = torch::empty(shape);
  const std::string bytes = read_file(path);
  if (bytes.size() < tensor.nbytes()) throw std::runtime_error(path.string() + " is too short");
  std::memcpy(tensor.data_ptr(), bytes.data() + bytes.size() - tensor.nbytes(), tensor.nbytes());
  return tensor;
}

double largest_difference(const at::Tensor& a, const at::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

TEST(EfficientNet, RoundsItsChannelsAsThePublishedB3) {
  const EfficientNetConfig b3;
  EXPECT_EQ(b3.scaled(32), 40);
  EXPECT_EQ(b3.scaled(112), 136);
  EXPECT_EQ(b3.scaled(1280), 1536);
  EXPECT_EQ(b3.repeats(3), 5);
  EXPECT_EQ(EfficientNetConfig{.width = 0.1}.scaled(32), 8);
}

TEST(EfficientNet, HalvesTheSideFiveTimes) {
  EfficientNet net(narrow().encoder, Norms::folded);
  const torch::NoGradGuard no_grad;
  const auto channels = net->channels();
  const auto features = net->forward(torch::randn({2, 3, 96, 64}));
  for (std::size_t i = 0; i < features.size(); ++i) {
    EXPECT_EQ(features[i].sizes(), at::IntArrayRef({2, channels[i], 48 >> i, 32 >> i}));
  }
}

TEST(Unet, HasThePublishedTensors) {
  const auto ours = tensors_of(*Unet(UnetConfig{}));
  const auto theirs = published();
  EXPECT_EQ(ours.size(), theirs.size());
  for (const auto& [name, tensor] : theirs) {
    ASSERT_TRUE(ours.contains(name)) << name;
    EXPECT_EQ(ours.at(name).sizes(), tensor.sizes()) << name;
  }
}

// The logits are those of stock PyTorch (functional calls on the same numbers, without folding), 64 pixels a
// side.
TEST(Unet, GivesTheLogitsOfTheReferenceNetwork) {
  const torch::NoGradGuard no_grad;
  at::Tensor input = torch::empty({1, 3, 64, 64});
  float* to = input.data_ptr<float>();
  for (std::int64_t i = 0; i < input.numel(); ++i) {
    to[i] = static_cast<float>(test::uniform(test::crc32("input"), static_cast<std::uint64_t>(i)) - 0.5);
  }
  const at::Tensor logits = numbers_of("tests/unet/logits.f32", {1, 1, 64, 64});
  Unet net((UnetConfig()));
  load_tensors(*net, published(), "the stand-in");
  net->eval();
  EXPECT_LT(largest_difference(net->forward(input), logits), 1e-4);
  EXPECT_LT(largest_difference(open_unet(UnetConfig{}, published(), "the stand-in")->forward(input), logits), 1e-3);
}

// The same with the published network's own code behind the numbers, where its files are.
TEST(Unet, GivesThePublishedLogits) {
  const char* folder = getenv("TOILE_PARITY");
  if (!folder) GTEST_SKIP() << "set TOILE_PARITY to the folder of input.npy and logits.npy";
  const torch::NoGradGuard no_grad;
  const std::filesystem::path files = folder;
  const at::Tensor input = numbers_of(files / "input.npy", {1, 3, 256, 192});
  const at::Tensor logits = numbers_of(files / "logits.npy", {1, 1, 256, 192});
  Unet net((UnetConfig()));
  load_tensors(*net, published(), "the stand-in");
  net->eval();
  const double plain = largest_difference(net->forward(input), logits);
  const double fused = largest_difference(open_unet(UnetConfig{}, published(), "the stand-in")->forward(input), logits);
  std::printf("largest difference: %.2g as published, %.2g folded\n", plain, fused);
  EXPECT_LT(plain, 1e-4);
  EXPECT_LT(fused, 1e-3);
}

TEST(Unet, ComputesTheSameWithItsNormsFolded) {
  const torch::NoGradGuard no_grad;
  Unet net = lived_in();
  Unet folded = open_unet(narrow(), tensors_of(*net), "test");
  for (const auto& item : folded->named_parameters()) EXPECT_EQ(item.key().find("bn"), std::string::npos) << item.key();
  const at::Tensor pictures = torch::randn({2, 3, 64, 96});
  const at::Tensor logits = net->forward(pictures);
  EXPECT_EQ(logits.sizes(), at::IntArrayRef({2, 2, 64, 96}));
  EXPECT_GT(logits.std().item<float>(), 0);
  EXPECT_LT(largest_difference(folded->forward(pictures), logits), 1e-4);
}

TEST(Unet, FoldsIntoNewTensorsAndLeavesTheNetAlone) {
  const torch::NoGradGuard no_grad;
  Unet net = lived_in();
  const at::Tensor pictures = torch::randn({1, 3, 32, 32});
  const at::Tensor before = net->forward(pictures);
  fold_batch_norms(*net);
  EXPECT_TRUE(at::equal(net->forward(pictures), before));
}

TEST(Unet, NamesTheTensorThatIsWrong) {
  auto tensors = tensors_of(*lived_in());
  tensors["encoder.conv_stem.weight"] = torch::zeros({8, 3, 5, 5});
  try {
    open_unet(narrow(), tensors, "FILE");
    FAIL();
  } catch (const Error& problem) {
    EXPECT_STREQ(problem.what(), "tensor encoder.conv_stem.weight of FILE is 8x3x5x5, 8x3x3x3 is needed");
  }
}

TEST(UnetConfig, ComesBackFromJsonAndRefusesNonsense) {
  EXPECT_EQ(UnetConfig::from_json(narrow().to_json()).to_json(), narrow().to_json());
  Json wrong = narrow().to_json();
  wrong.set("decoder", Json::Array{8, 8});
  EXPECT_THROW(UnetConfig::from_json(wrong), Error);
  wrong = narrow().to_json();
  wrong.set("classes", 0);
  EXPECT_THROW(UnetConfig::from_json(wrong), Error);
  wrong.set("encoder", Json::Object{{"width", 0}, {"depth", 1}});
  EXPECT_THROW(UnetConfig::from_json(wrong), Error);
}

}  // namespace
}  // namespace toile::nets
