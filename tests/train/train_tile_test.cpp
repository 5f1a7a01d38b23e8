#include "toile/train/train_tile.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "tests/train/sample_pack.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/tile_batches.hpp"

namespace toile::train {
namespace {

namespace fs = std::filesystem;
using test::Folder;

const TileOptions kSmall{.size = 24,
                         .crop = 16,
                         .width = 4,
                         .waves = 1,
                         .pixel_width = 4,
                         .feature_width = 0,
                         .batch = 6,
                         .steps = 8,
                         .checkpoint_minutes = 100};

RunObserver stop_after(int steps) {
  return {.progress = [steps](const Progress& p) { return p.done < steps; }, .picture = {}, .drawing = {}};
}

TEST(TrainTile, EndsWithTheSameBytesWhenStoppedAndResumed) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 5, 24);
  train_tile(folder / "a.pack", {}, {}, folder / "whole", kSmall, Start::fresh, {});
  EXPECT_THROW(train_tile(folder / "a.pack", {}, {}, folder / "parts", kSmall, Start::fresh, stop_after(3)), Error);
  train_tile(folder / "a.pack", {}, {}, folder / "parts", kSmall, Start::resume, {});
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

TEST(TrainTile, FindsTheColourOfFlatSwatches) {
  const Folder folder;
  const PackLayout layout{.kind = "swatches", .channels = 3, .height = 24, .width = 24, .groups = {"flat"}};
  PackWriter writer(folder / "a.pack", layout, std::vector<PackItem>(4, {0, "flat"}));
  for (int i = 0; i < 4; ++i) writer.add(std::vector<std::uint8_t>(3 * 24 * 24, 210));
  writer.finish();
  TileOptions options = kSmall;
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

TEST(TrainTile, NamesWhatIsWrong) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 5, 24);
  EXPECT_THROW(train_tile(folder / "a.pack", {"tweed"}, {}, folder / "run", kSmall, Start::fresh, {}), Error);
  TileOptions wrong = kSmall;
  wrong.crop = 20;
  EXPECT_THROW(train_tile(folder / "a.pack", {}, {}, folder / "run", wrong, Start::fresh, {}), Error);
  wrong = kSmall;
  wrong.feature_width = 8;  // and no backbone
  EXPECT_THROW(train_tile(folder / "a.pack", {}, {}, folder / "run", wrong, Start::fresh, {}), Error);
  train_tile(folder / "a.pack", {"dots"}, {}, folder / "dots", kSmall, Start::fresh, {});
  EXPECT_THROW(train_tile(folder / "a.pack", {"dots"}, {}, folder / "dots", kSmall, Start::fresh, {}), Error);
  EXPECT_THROW(train_tile(folder / "a.pack", {"stripes"}, {}, folder / "dots", kSmall, Start::resume, {}), Error);
}

TEST(TileBatches, LetTheCategoriesTakeTurns) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 5, 24);
  const Pack pack(folder / "a.pack", "swatches");
  const TileBatches batches(pack, {"dots", "stripes"}, 24, 16, 12, 1);
  const LabelledSwatches first = batches.at_step(0), second = batches.at_step(1);
  EXPECT_TRUE(at::equal(first.category, torch::tensor({0, 1}).repeat_interleave(6)));
  EXPECT_TRUE(at::equal(second.category, torch::tensor({0, 1}).repeat_interleave(6)));
  EXPECT_EQ(first.pictures.sizes(), (std::vector<std::int64_t>{12, 3, 16, 16}));
  EXPECT_TRUE(at::equal(first.pictures, batches.at_step(0).pictures));
  EXPECT_FALSE(at::equal(first.pictures, second.pictures));
}

}  // namespace
}  // namespace toile::train
