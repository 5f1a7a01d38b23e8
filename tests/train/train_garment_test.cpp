#include "toile/train/train_garment.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "tests/train/stop_after.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/pack.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/garment_batches.hpp"
#include "toile/train/garment_state.hpp"

namespace toile::train {
namespace {

namespace fs = std::filesystem;
using test::Folder;

const GarmentOptions kSmallGarment{.epochs = 3,
                                   .batch = 2,
                                   .learning_rate = 3e-3,
                                   .encoder_rate = 1,
                                   .encoder_width = 0.125,
                                   .decoder_width = 0.125,
                                   .checkpoint_minutes = 0};

/// Photos of 128 x 128, seen at 64 x 64: a bright "upper" square somewhere on a dark ground; two of every five are for
/// validation.
void write_photos(const fs::path& path, int count) {
  constexpr int kSide = 128;
  std::vector<PackItem> items;
  for (int i = 0; i < count; ++i) items.push_back({i % 5 < 3 ? 0 : 1, std::to_string(i)});
  PackWriter writer(
      path, {.kind = "garment-labels", .channels = 4, .height = 128, .width = 128, .groups = {"train", "val"}}, items);
  for (int i = 0; i < count; ++i) {
    std::vector<std::uint8_t> planes(4 * kSide * kSide, 30);
    std::fill(planes.begin() + 3 * kSide * kSide, planes.end(), 0);
    for (int y = 20 + 2 * i; y < 84 + 2 * i; ++y) {
      for (int x = 32; x < 96; ++x) {
        for (int c = 0; c < 3; ++c) planes[static_cast<std::size_t>((c * kSide + y) * kSide + x)] = 220;
        planes[static_cast<std::size_t>((3 * kSide + y) * kSide + x)] = 3;
      }
    }
    writer.add(planes);
  }
  writer.finish();
}

TEST(TrainGarment, EndsWithTheSameBytesWhenStoppedAndResumed) {
  const Folder folder;
  write_photos(folder / "a.pack", 10);
  train_garment(folder / "a.pack", {}, folder / "whole", kSmallGarment, Start::fresh, {});
  EXPECT_THROW(train_garment(folder / "a.pack", {}, folder / "parts", kSmallGarment, Start::fresh, test::stop_after(4)),
               Error);
  EXPECT_FALSE(fs::exists(folder / "parts" / "garment.safetensors"));
  train_garment(folder / "a.pack", {}, folder / "parts", kSmallGarment, Start::resume, {});
  for (const char* file : {"garment.safetensors", "epochs.csv"}) {
    EXPECT_EQ(read_file(folder / "whole" / file), read_file(folder / "parts" / file)) << file;
  }
}

TEST(TrainGarment, LearnsABrightSquare) {
  const Folder folder;
  write_photos(folder / "a.pack", 10);
  GarmentOptions options = kSmallGarment;
  options.epochs = 60;
  options.checkpoint_minutes = 5;
  const auto summary = train_garment(folder / "a.pack", {}, folder / "run", options, Start::fresh, {});
  EXPECT_GT(summary.best.garment, 0.7);
  EXPECT_GT(summary.best.groups[2], 0.7);
  EXPECT_GE(summary.best_epoch, 1);
}

TEST(TrainGarment, TellsWhatItStartedFromButNotWhereThatLay) {
  const Folder folder;
  write_photos(folder / "a.pack", 5);
  GarmentOptions options = kSmallGarment;
  options.epochs = 1;
  train_garment(folder / "a.pack", {}, folder / "first", options, Start::fresh, {});
  options.from = (folder / "first" / "garment.safetensors").string();
  train_garment(folder / "a.pack", {}, folder / "second", options, Start::fresh, {});
  const auto card = nets::read_weights(folder / "second" / "garment.safetensors", "garment-net").card;
  EXPECT_EQ(card.at("options").at("from").string(), "garment.safetensors");
}

TEST(TrainGarment, DoesNotOverwriteARunAndDoesNotMixOptions) {
  const Folder folder;
  write_photos(folder / "a.pack", 5);
  train_garment(folder / "a.pack", {}, folder / "run", kSmallGarment, Start::fresh, {});
  EXPECT_THROW(train_garment(folder / "a.pack", {}, folder / "run", kSmallGarment, Start::fresh, {}), Error);
  GarmentOptions other = kSmallGarment;
  other.batch = 3;
  EXPECT_THROW(train_garment(folder / "a.pack", {}, folder / "run", other, Start::resume, {}), Error);
}

TEST(TrainGarment, StartsFromABackboneInTensorFlowsOrder) {
  GarmentOptions options = kSmallGarment;
  GarmentState plain(options, {});
  std::vector<NamedArray> backbone;
  const auto own = nets::tensors_of(*plain.net->encoder);
  for (const auto& [name, tensor] : own) {
    // convs.N.weight (out, in, kh, kw) -> N_conv_w (out, kh, kw, in); depthwise (c, 1, kh, kw) -> (1, kh, kw, c)
    const bool weight = name.ends_with("weight"), depthwise = weight && tensor.size(1) == 1 && tensor.size(2) == 3;
    const at::Tensor sample = weight ? torch::randn_like(tensor) : tensor;
    const at::Tensor stored = !weight     ? sample
                              : depthwise ? sample.permute({1, 2, 3, 0})
                                          : sample.permute({0, 2, 3, 1});
    const at::Tensor plain_values = stored.contiguous();
    const auto* values = plain_values.data_ptr<float>();
    const std::string number = name.substr(6, name.find('.', 6) - 6);
    backbone.push_back({.name = number + (depthwise ? "_dwconv_" : "_conv_") + (weight ? "w" : "b"),
                        .shape = stored.sizes().vec(),
                        .values = {values, values + plain_values.numel()}});
    if (name == "convs.33.weight") {
      GarmentState before(options, {});
      EXPECT_FALSE(at::equal(nets::tensors_of(*before.net->encoder).at(name), sample));
    }
  }
  const GarmentState started(options, backbone);
  const auto loaded = nets::tensors_of(*started.net->encoder);
  for (const NamedArray& array : backbone) {
    if (array.name != "33_conv_w" && array.name != "4_dwconv_w") continue;
    const at::Tensor weight = loaded.at("convs." + std::to_string(std::atoi(array.name.c_str())) + ".weight");
    const at::Tensor back = (array.name == "33_conv_w" ? weight.permute({0, 2, 3, 1}) : weight.permute({1, 2, 3, 0}));
    EXPECT_TRUE(at::equal(back.flatten(), torch::tensor(array.values))) << array.name;
  }
  backbone.pop_back();
  EXPECT_THROW(GarmentState(options, backbone), Error);
}

TEST(GarmentBatches, NeverInventLabels) {
  const Folder folder;
  write_photos(folder / "a.pack", 10);
  const Pack pack(folder / "a.pack", "garment-labels");
  const GarmentBatches batches(pack, 4, 1);
  for (int step = 0; step < 5; ++step) {
    const LabelledPhotos photos = batches.at_step(step);
    const at::Tensor known = (photos.labels == 0).logical_or(photos.labels == 3).logical_or(photos.labels == 255);
    EXPECT_TRUE(known.all().item<bool>());
    EXPECT_GE(photos.pictures.min().item<float>(), -1);
    EXPECT_LE(photos.pictures.max().item<float>(), 1);
  }
  EXPECT_TRUE(at::equal(batches.at_step(3).pictures, GarmentBatches(pack, 4, 1).at_step(3).pictures));
}

TEST(GarmentBatches, MoveLabelsWithTheirPhotos) {
  const Folder folder;
  write_photos(folder / "a.pack", 10);
  const Pack pack(folder / "a.pack", "garment-labels");
  const LabelledPhotos photos = GarmentBatches(pack, 8, 1).at_step(0);
  const at::Tensor grey = photos.pictures.mean(1);
  for (int i = 0; i < 8; ++i) {
    const at::Tensor on = photos.labels[i] == 3, off = photos.labels[i] == 0;
    if (on.sum().item<int>() < 20 || off.sum().item<int>() < 20) continue;
    EXPECT_GT(grey[i].masked_select(on).mean().item<float>(), grey[i].masked_select(off).mean().item<float>() + 0.3);
  }
}

}  // namespace
}  // namespace toile::train
