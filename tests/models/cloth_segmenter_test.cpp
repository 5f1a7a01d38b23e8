#include "toile/models/cloth_segmenter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/models/find_weights.hpp"
#include "toile/models/import_unet.hpp"
#include "toile/nets/unet.hpp"
#include "toile/nets/weights.hpp"

namespace toile::models {
namespace {

using test::Folder;
using testing::HasSubstr;

const nets::UnetConfig kNarrow = {.encoder = {.width = 0.1, .depth = 0.1}, .decoder = {8, 8, 4, 4, 4}};

/// A narrow net whose logits are `spread` times something, plus `bias`.
nets::Unet net(float spread, float bias) {
  torch::manual_seed(8);
  nets::Unet net(kNarrow);
  const torch::NoGradGuard no_grad;
  for (auto& item : net->named_parameters()) {
    if (item.key() == "segmentation_head.0.weight") item.value().mul_(spread);
    if (item.key() == "segmentation_head.0.bias") item.value().fill_(bias);
  }
  net->eval();
  return net;
}

nets::Weights weights(nets::Unet net) {
  return {kClothUnet, kNarrow.to_json(), Json::Object{}, nets::tensors_of(*net)};
}

TEST(ClothSegmenter, FollowsThePublishedPipeline) {
  const Image photo = test::blobs(600, 800);
  const auto pixels =
      torch::tensor(at::ArrayRef<std::uint8_t>(photo.rgb)).reshape({1, 800, 600, 3}).permute({0, 3, 1, 2});
  const at::Tensor mean = torch::tensor({0.485, 0.456, 0.406}).view({1, 3, 1, 1}).to(at::kFloat);
  const at::Tensor deviation = torch::tensor({0.229, 0.224, 0.225}).view({1, 3, 1, 1}).to(at::kFloat);
  const torch::NoGradGuard no_grad;
  const at::Tensor input = at::constant_pad_nd((pixels.to(at::kFloat) / 255 - mean) / deviation, {4, 4, 0, 0});
  const float bias = -net(1, 0)->forward(input).median().item<float>();  // half of it is cloth
  const at::Tensor wanted = (net(1, bias)->forward(input)[0][0].slice(1, 4, 604) > 0).contiguous();

  const Segmentation got = ClothSegmenter(weights(net(1, bias)), "test").find(photo);
  ASSERT_EQ(got.matte.width, 600);
  ASSERT_EQ(got.matte.height, 800);
  int different = 0;
  for (std::size_t i = 0; i < got.matte.pixels(); ++i) {
    ASSERT_TRUE(got.matte.cover[i] == 0 || got.matte.cover[i] == 255);
    different += (got.matte.cover[i] == 255) != wanted.data_ptr<bool>()[i];
  }
  EXPECT_LT(different, 50);  // folding moves logits by their last digits
  ASSERT_EQ(got.found.size(), 1U);
  EXPECT_NEAR(got.found[0].share, 0.5, 0.05);
}

TEST(ClothSegmenter, SaysWhereTheClothIs) {
  const Segmentation all =
      ClothSegmenter(weights(net(0, 1)), "test").find(test::noise(70, 30), {.kind = Garment::Kind::all});
  ASSERT_EQ(all.found.size(), 1U);
  EXPECT_EQ(all.found[0].group, "garment");
  EXPECT_EQ(all.found[0].share, 1);
  EXPECT_EQ(all.found[0].width, 70);
  EXPECT_EQ(all.found[0].height, 30);
  EXPECT_EQ(all.matte, Mask::filled(70, 30, 255));
}

TEST(ClothSegmenter, LeavesOutWhatIsClear) {
  Image photo = test::noise(64, 64);
  photo.alpha.assign(photo.pixels(), 255);
  photo.alpha[5] = 0;
  const Segmentation got = ClothSegmenter(weights(net(0, 1)), "test").find(photo);
  EXPECT_EQ(got.matte.cover[5], 0);
  EXPECT_EQ(got.matte.cover[6], 255);
}

TEST(ClothSegmenter, SaysWhatItCannotDo) {
  const ClothSegmenter nothing(weights(net(0, -1)), "test");
  const Image photo = test::noise(64, 48);
  EXPECT_EQ(nothing.find(photo).matte.pixels(), 0U);
  EXPECT_THAT(test::sentence(ErrorKind::usage, [&] { nothing.find(photo, {.kind = Garment::Kind::upper}); }),
              HasSubstr("garment is upper"));
}

TEST(GarmentSegmenter, OpensAnImportedNetByItsName) {
  const Folder home;
  setenv("XDG_DATA_HOME", home.path().c_str(), 1);
  const auto file = imported_file(kPublishedUnet);
  EXPECT_EQ(file, home / "toile/models/Unet_2020-10-30.safetensors");
  EXPECT_THAT(test::sentence(ErrorKind::not_found, [] { GarmentSegmenter::open(kPublishedUnet); }),
              HasSubstr("toile models import"));
  std::filesystem::create_directories(file.parent_path());
  nets::write_weights(file, weights(net(0, 1)), nets::Storage::as_is);
  const Image photo = test::noise(40, 40);
  EXPECT_EQ(GarmentSegmenter::open(kPublishedUnet).segment(photo).matte, Mask::filled(40, 40, 255));
  EXPECT_EQ(GarmentSegmenter::open(file).segment(photo).matte, Mask::filled(40, 40, 255));
  unsetenv("XDG_DATA_HOME");
}

TEST(ImportUnet, NamesTheTensorThatIsWrong) {
  const Folder folder;
  const auto said = [&](const std::vector<NamedArray>& arrays) {
    return test::sentence(ErrorKind::bad_file, [&] { import_unet(arrays, "weights.zip", folder / "out"); });
  };
  EXPECT_EQ(said({{"model.encoder.conv_stem.weight", {1}, {0}}}),
            "tensor encoder.conv_stem.weight of weights.zip is 1, 40x3x3x3 is needed");
  EXPECT_EQ(said({}), "weights.zip lacks the tensor encoder.conv_stem.weight");
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

}  // namespace
}  // namespace toile::models
