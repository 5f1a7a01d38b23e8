#include "toile/train/train_tile.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "tests/train/sample_pack.hpp"
#include "tests/train/stop_after.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/swatch_codes.hpp"
#include "toile/train/texture_distance.hpp"
#include "toile/train/tile_batches.hpp"

namespace toile::train {
namespace {

namespace fs = std::filesystem;
using test::Folder;

const TileOptions kSmallTile{
    .size = 32, .width = 4, .pixel_width = 4, .feature_width = 0, .batch = 6, .steps = 8, .checkpoint_minutes = 100};

TEST(TrainTile, EndsWithTheSameBytesWhenStoppedAndResumed) {
  const Folder folder;
  test::write_sample_inks(folder / "a.pack", 5, 64);
  train_tile(folder / "a.pack", {}, {}, folder / "whole", kSmallTile, Start::fresh, {});
  EXPECT_THROW(train_tile(folder / "a.pack", {}, {}, folder / "parts", kSmallTile, Start::fresh, test::stop_after(3)),
               Error);
  train_tile(folder / "a.pack", {}, {}, folder / "parts", kSmallTile, Start::resume, {});
  for (const char* file : {"generator.safetensors", "steps.csv"}) {
    EXPECT_EQ(read_file(folder / "whole" / file), read_file(folder / "parts" / file)) << file;
  }
  const auto a = nets::read_weights(folder / "whole/checkpoint.safetensors").tensors;
  const auto b = nets::read_weights(folder / "parts/checkpoint.safetensors").tensors;
  for (const auto& [name, tensor] : a) {
    if (!tensor.is_floating_point()) continue;  // LibTorch's archive of the optimiser's state is not stable bytewise
    EXPECT_TRUE(at::equal(tensor, b.at(name))) << name;
  }
}

TEST(TrainTile, FindsTheInkOfPlainSwatches) {
  const Folder folder;
  const PackLayout layout{.kind = "inks", .channels = 1, .height = 32, .width = 32, .groups = {"flat"}};
  PackWriter writer(folder / "a.pack", layout, std::vector<PackItem>(4, {0, "flat", {{0, 0, 0}, {210, 210, 210}}}));
  for (int i = 0; i < 4; ++i) writer.add(std::vector<std::uint8_t>(32 * 32, 1));
  writer.finish();
  TileOptions options = kSmallTile;
  options.steps = 400;
  options.colour = 0;
  options.learning_rate = 2e-3;
  std::vector<std::uint8_t> sheet;
  train_tile(folder / "a.pack", {}, {}, folder / "run", options, Start::fresh,
             {.progress = no_progress,
              .picture = [&](const fs::path&, int, int, const std::vector<std::uint8_t>& rgb) { sheet = rgb; },
              .drawing = {}});
  double sum = 0;
  for (const std::uint8_t value : sheet) sum += value;
  EXPECT_NEAR(sum / static_cast<double>(sheet.size()), 210, 40);
}

TEST(TrainTile, StartsFromTheWeightsOfAnother) {
  const Folder folder;
  test::write_sample_inks(folder / "a.pack", 5, 64);
  test::write_sample_inks(folder / "larger.pack", 7, 64);
  train_tile(folder / "a.pack", {}, {}, folder / "first", kSmallTile, Start::fresh, {});
  TileOptions options = kSmallTile;
  options.from = (folder / "first/generator.safetensors").string();
  options.steps = 1;
  options.learning_rate = 1e-9;
  train_tile(folder / "larger.pack", {}, {}, folder / "second", options, Start::fresh, {});
  const auto first = nets::read_weights(folder / "first/generator.safetensors").tensors;
  const auto second = nets::read_weights(folder / "second/generator.safetensors").tensors;
  for (const char* name : {"generator.embedding", "generator.levels.2.weight", "critic.convs.1.weight"}) {
    EXPECT_TRUE(at::allclose(first.at(name).to(at::kFloat), second.at(name).to(at::kFloat), 1e-2, 1e-3)) << name;
  }
  EXPECT_EQ(second.at("generator.codes").size(0), 14) << "its swatches are its own";
  EXPECT_THROW(train_tile(folder / "a.pack", {"dots"}, {}, folder / "third", options, Start::fresh, {}), Error);
  options.width = 3;
  EXPECT_THROW(train_tile(folder / "a.pack", {}, {}, folder / "third", options, Start::fresh, {}), Error);
}

TEST(TrainTile, NamesWhatIsWrong) {
  const Folder folder;
  test::write_sample_inks(folder / "a.pack", 5, 64);
  EXPECT_THROW(train_tile(folder / "a.pack", {"tweed"}, {}, folder / "run", kSmallTile, Start::fresh, {}), Error);
  TileOptions wrong = kSmallTile;
  wrong.size = 40;
  EXPECT_THROW(train_tile(folder / "a.pack", {}, {}, folder / "run", wrong, Start::fresh, {}), Error);
  wrong = kSmallTile;
  wrong.feature_width = 8;  // and no backbone
  EXPECT_THROW(train_tile(folder / "a.pack", {}, {}, folder / "run", wrong, Start::fresh, {}), Error);
  test::write_sample_pack(folder / "photos.pack", 5, 32);
  EXPECT_THROW(train_tile(folder / "photos.pack", {}, {}, folder / "run", kSmallTile, Start::fresh, {}), Error);
  test::write_sample_inks(folder / "one.pack", 1, 64);
  EXPECT_THROW(train_tile(folder / "one.pack", {}, {}, folder / "run", kSmallTile, Start::fresh, {}), Error);
  train_tile(folder / "a.pack", {"dots"}, {}, folder / "dots", kSmallTile, Start::fresh, {});
  EXPECT_THROW(train_tile(folder / "a.pack", {"dots"}, {}, folder / "dots", kSmallTile, Start::fresh, {}), Error);
  EXPECT_THROW(train_tile(folder / "a.pack", {"stripes"}, {}, folder / "dots", kSmallTile, Start::resume, {}), Error);
}

TEST(TileBatches, LetTheCategoriesTakeTurns) {
  const Folder folder;
  test::write_sample_inks(folder / "a.pack", 5, 64);
  const Pack pack(folder / "a.pack", "inks");
  const TileBatches batches(pack, {"dots", "stripes"}, 32, 12, 1);
  const LabelledSwatches first = batches.at_step(0), second = batches.at_step(1);
  EXPECT_TRUE(at::equal(first.category, torch::tensor({0, 1}).repeat_interleave(6)));
  EXPECT_TRUE(at::equal(second.category, torch::tensor({0, 1}).repeat_interleave(6)));
  EXPECT_EQ(first.shares.sizes(), (std::vector<std::int64_t>{12, 8, 32, 32}));
  EXPECT_TRUE(at::equal(first.shares, batches.at_step(0).shares));
  EXPECT_FALSE(at::equal(first.shares, second.shares));
  EXPECT_LT((first.shares.sum(1) - 1).abs().max().item<double>(), 1e-6);
  EXPECT_TRUE(at::equal(first.palette.used.sum(1), torch::full({12}, 2, at::kLong)));
}

TEST(TileBatches, RefuseAnInkThatThePaletteLacks) {
  const Folder folder;
  const PackLayout layout{.kind = "inks", .channels = 1, .height = 32, .width = 32, .groups = {"a"}};
  PackWriter writer(folder / "a.pack", layout, std::vector<PackItem>(4, {0, "flat", {{0, 0, 0}, {210, 210, 210}}}));
  for (int i = 0; i < 4; ++i) writer.add(std::vector<std::uint8_t>(32 * 32, 2));
  writer.finish();
  EXPECT_THROW(TileBatches(Pack(folder / "a.pack", "inks"), {"a"}, 16, 6, 1), Error);
}

TEST(TileBatches, SayHowAViewWasTurned) {
  const Folder folder;
  test::write_sample_inks(folder / "a.pack", 5, 64);
  const TileBatches batches(Pack(folder / "a.pack", "inks"), {"stripes"}, 32, 6, 1);
  const at::Tensor wave = batches.lattices().cycles.select(1, 0).select(0, 0);  // stripes: waves go right
  EXPECT_NEAR(wave[0].item<double>(), 0, 1e-6);
  EXPECT_NEAR(wave[1].abs().item<double>(), 0.125, 0.02);
  EXPECT_GT(batches.lattices().strength[0][0].item<double>(), 0.8);
  EXPECT_EQ(batches.lattices().strength[0][1].item<double>(), 0) << "stripes have one wave";
  for (int step = 0; step < 4; ++step) {
    const LabelledSwatches batch = batches.at_step(step);
    for (std::int64_t i = 0; i < 6; ++i) {
      const at::Tensor turned = at::mv(batch.turn[i], wave).abs();
      const bool rows_alike = at::equal(batch.shares[i], batch.shares[i].roll(4, 1));
      EXPECT_EQ(turned[1].item<double>() > turned[0].item<double>(), rows_alike);
    }
  }
}

TEST(SwatchLattices, HaveNoStrengthInOnePlainColour) {
  const SwatchLattices plain = swatch_lattices(torch::full({1, 3, 32, 32}, 90, at::kByte));
  EXPECT_EQ(plain.strength.abs().max().item<double>(), 0);
  EXPECT_EQ(plain.cycles.abs().max().item<double>(), 0);
}

TEST(SwatchLattices, HaveNoStrengthInNoise) {
  torch::manual_seed(1);
  const at::Tensor noise = at::avg_pool2d(torch::rand({4, 3, 64, 64}), 3, 1, 1).mul(255).to(at::kByte);
  EXPECT_LT(swatch_lattices(noise).strength.max().item<double>(), 0.3);
}

TEST(SwatchCodes, TellSwatchesOfOneLookFromOthers) {
  torch::manual_seed(1);
  // four dark ones, four light ones
  const at::Tensor base = torch::tensor({40, 200}).repeat_interleave(4).view({8, 1, 1, 1});
  const at::Tensor pictures = (base + torch::randint(0, 30, {8, 3, 32, 32})).to(at::kByte);
  nets::MobileNetV2 none{nullptr};
  const at::Tensor codes = swatch_codes(pictures, none, 4);
  EXPECT_EQ(codes.sizes(), (std::vector<std::int64_t>{8, 4}));
  EXPECT_LT((codes[0] - codes[1]).norm().item<double>(), (codes[0] - codes[5]).norm().item<double>());
  EXPECT_NEAR(codes.select(1, 0).square().mean().item<double>(), 1, 0.05);
  EXPECT_TRUE(at::equal(codes, swatch_codes(pictures, none, 4)));
  EXPECT_EQ(swatch_codes(pictures.slice(0, 0, 1), none, 4).abs().max().item<double>(), 0) << "one swatch has no others";
}

TEST(TextureDistance, SeesWhatIsThereAndNotWhere) {
  torch::manual_seed(1);
  auto random = torch::make_generator<at::CPUGeneratorImpl>(1);
  const at::Tensor one = torch::randn({2, 3, 8, 8});
  EXPECT_NEAR(texture_distance(one.roll({3, 2}, {2, 3}), one, random).max().item<double>(), 0, 1e-9);
  EXPECT_GT(texture_distance(one + 1, one, random).min().item<double>(), 0.1);
  EXPECT_GT(texture_distance(one * 2, one, random).min().item<double>(), 0.1);
}

}  // namespace
}  // namespace toile::train
