#include "toile/nets/weights.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/nets/dcgan.hpp"

namespace toile::nets {
namespace {

using test::Folder;

DcganGenerator small_net() {
  torch::manual_seed(7);
  return DcganGenerator(DcganConfig{.size = 16, .latent = 4, .generator_width = 4});
}

std::string complaint(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& problem) {
    return problem.what();
  }
  return "no error";
}

TEST(Weights, OfASavedNetEqualTheLoadedOnes) {
  const Folder folder;
  DcganGenerator net = small_net(), other = small_net();
  for (auto& parameter : other->parameters()) torch::NoGradGuard(), parameter.set_data(torch::zeros_like(parameter));
  const Json card = Json::Object{{"categories", Json::Array{"dots"}}};
  write_weights(folder / "a", {"kind", Json::Object{{"x", 1}}, card, tensors_of(*net)}, Storage::as_is);
  const Weights read = read_weights(folder / "a", "kind");
  load_tensors(*other, read.tensors, "a");
  EXPECT_EQ(read.card, card);
  for (const auto& [name, tensor] : tensors_of(*net))
    EXPECT_TRUE(at::equal(tensor, tensors_of(*other).at(name))) << name;
}

TEST(Weights, KeepEveryDtypeAsItIsOrHalveFloatsOnly) {
  const Folder folder;
  const std::map<std::string, at::Tensor> tensors = {{"f", torch::randn({3, 2})},
                                                     {"i", torch::arange(5)},
                                                     {"b", torch::ones({0}, at::kByte)},
                                                     {"s", torch::tensor(2.5)}};
  write_weights(folder / "a", {"kind", Json::Object{}, Json::Object{}, tensors}, Storage::as_is);
  write_weights(folder / "h", {"kind", Json::Object{}, Json::Object{}, tensors}, Storage::fp16);
  for (const auto& [name, tensor] : read_weights(folder / "a").tensors)
    EXPECT_TRUE(at::equal(tensor, tensors.at(name)));
  const auto halved = read_weights(folder / "h").tensors;
  EXPECT_EQ(halved.at("f").scalar_type(), at::kHalf);
  EXPECT_EQ(halved.at("i").scalar_type(), at::kLong);
}

TEST(Weights, NameTheTensorThatIsWrong) {
  DcganGenerator net = small_net();
  auto tensors = tensors_of(*net);
  tensors.erase("main.3.weight");
  EXPECT_EQ(complaint([&] { load_tensors(*net, tensors, "file"); }), "file lacks the tensor main.3.weight");
  tensors["main.3.weight"] = torch::zeros({2, 2});
  EXPECT_EQ(complaint([&] { load_tensors(*net, tensors, "file"); }),
            "tensor main.3.weight of file is 2x2, 8x4x4x4 is needed");
  tensors = tensors_of(*net);
  tensors["extra"] = torch::zeros({1});
  EXPECT_EQ(complaint([&] { load_tensors(*net, tensors, "file"); }), "file has the unknown tensor extra");
}

TEST(Weights, OfAnotherKindAreRefused) {
  const Folder folder;
  write_weights(folder / "a", {"garment-net", Json::Object{}, Json::Object{}, {}}, Storage::fp16);
  const std::string said = complaint([&] { read_weights(folder / "a", "dcgan-generator"); });
  EXPECT_NE(said.find("it holds a garment-net, a dcgan-generator is needed"), std::string::npos) << said;
}

TEST(Weights, CutShortAtAnyByteAreRefused) {
  const Folder folder;
  write_weights(folder / "a", {"kind", Json::Object{}, Json::Object{}, {{"t", torch::randn({4})}}}, Storage::as_is);
  const std::string whole = read_file(folder / "a");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    write_file(folder / "cut", whole.substr(0, length));
    EXPECT_THROW(read_weights(folder / "cut"), Error) << length;
  }
}

}  // namespace
}  // namespace toile::nets
