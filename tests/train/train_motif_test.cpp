#include "toile/train/train_motif.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "tests/train/sample_pack.hpp"
#include "tests/train/stop_after.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/pack.hpp"
#include "toile/nets/motif_net.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/motif_batches.hpp"
#include "toile/train/motif_codes.hpp"
#include "toile/train/motif_losses.hpp"

namespace toile::train {
namespace {

namespace fs = std::filesystem;
using test::Folder;

constexpr int kSide = nets::MotifConfig::kSide;
const MotifOptions kSmallMotif{
    .width = 4, .code = 8, .batch = 4, .seen = 0, .mixed = 0, .steps = 6, .checkpoint_minutes = 100};

TEST(TrainMotif, EndsWithTheSameBytesWhenStoppedAndResumed) {
  const Folder folder;
  test::write_sample_motifs(folder / "m.pack", 3);
  train_motif(folder / "m.pack", {}, {}, folder / "whole", kSmallMotif, Start::fresh, {});
  EXPECT_THROW(train_motif(folder / "m.pack", {}, {}, folder / "parts", kSmallMotif, Start::fresh, test::stop_after(2)),
               Error);
  train_motif(folder / "m.pack", {}, {}, folder / "parts", kSmallMotif, Start::resume, {});
  for (const char* file : {"motifs.safetensors", "steps.csv"}) {
    EXPECT_EQ(read_file(folder / "whole" / file), read_file(folder / "parts" / file)) << file;
  }
  const auto a = nets::read_weights(folder / "whole/checkpoint.safetensors").tensors;
  const auto b = nets::read_weights(folder / "parts/checkpoint.safetensors").tensors;
  for (const auto& [name, tensor] : a) {
    if (!tensor.is_floating_point()) continue;  // LibTorch's archive of the optimiser's state is not stable bytewise
    EXPECT_TRUE(at::equal(tensor, b.at(name))) << name;
  }
}

TEST(TrainMotif, LearnsAHandfulOfMotifsByHeart) {
  const Folder folder;
  test::write_sample_motifs(folder / "m.pack", 2);
  MotifOptions options = kSmallMotif;
  options.steps = 100;
  options.turn = 0;
  options.noise = 0;
  options.learning_rate = 5e-3;
  int width = 0, height = 0;
  const auto summary = train_motif(
      folder / "m.pack", {}, {}, folder / "run", options, Start::fresh,
      {.progress = no_progress,
       .picture = [&](const fs::path&, int w, int h, const std::vector<std::uint8_t>&) { width = w, height = h; },
       .drawing = {}});
  EXPECT_EQ(summary.steps, 100);
  EXPECT_GT(summary.last.right, 0.93);
  EXPECT_GT(width, kSide);
  EXPECT_GT(height, kSide);
}

TEST(TrainMotif, WithoutGivingBackNothingButTheCriticTeaches) {
  const Folder folder;
  test::write_sample_motifs(folder / "m.pack", 3);
  MotifOptions options = kSmallMotif;  // and kSmallMotif has no critic
  options.given_back = 0;
  const auto logits_after = [&](int steps) {
    options.steps = steps;
    const fs::path run = folder / std::to_string(steps);
    train_motif(folder / "m.pack", {}, {}, run, options, Start::fresh, {});
    return nets::read_weights(run / "checkpoint.safetensors").tensors.at("decoder.to_logits");
  };
  EXPECT_TRUE(at::equal(logits_after(1), logits_after(4)));
  options.given_back = 1;
  EXPECT_FALSE(at::equal(logits_after(2), logits_after(5)));
}

TEST(TrainMotif, StartsFromTheNetsOfAnEarlierRun) {
  const Folder folder;
  test::write_sample_motifs(folder / "m.pack", 3);
  test::write_sample_motifs(folder / "more.pack", 4);
  train_motif(folder / "m.pack", {}, {}, folder / "first", kSmallMotif, Start::fresh, {});
  MotifOptions still = kSmallMotif;
  still.steps = 1;
  still.learning_rate = 1e-9;
  train_motif(folder / "more.pack", {}, folder / "first/motifs.safetensors", folder / "second", still, Start::fresh,
              {});
  const auto first = nets::read_weights(folder / "first/motifs.safetensors").tensors;
  const auto second = nets::read_weights(folder / "second/motifs.safetensors").tensors;
  EXPECT_TRUE(at::allclose(first.at("decoder.to_logits").to(at::kFloat), second.at("decoder.to_logits").to(at::kFloat),
                           1e-3, 1e-4));
  EXPECT_EQ(second.at("decoder.codes").size(0), 8);
}

TEST(TrainMotif, NamesWhatIsWrong) {
  const Folder folder;
  test::write_sample_motifs(folder / "small.pack", 3, 32);
  EXPECT_THROW(train_motif(folder / "small.pack", {}, {}, folder / "run", kSmallMotif, Start::fresh, {}), Error);
  test::write_sample_motifs(folder / "m.pack", 3);
  MotifOptions wrong = kSmallMotif;
  wrong.seen = 2;  // and no eyes
  EXPECT_THROW(train_motif(folder / "m.pack", {}, {}, folder / "run", wrong, Start::fresh, {}), Error);
  wrong.seen = 5;  // of four
  EXPECT_THROW(train_motif(folder / "m.pack", {}, {}, folder / "run", wrong, Start::fresh, {}), Error);
  train_motif(folder / "m.pack", {}, {}, folder / "run", kSmallMotif, Start::fresh, {});
  EXPECT_THROW(train_motif(folder / "m.pack", {}, {}, folder / "run", kSmallMotif, Start::fresh, {}), Error);
  MotifOptions other = kSmallMotif;
  other.code = 9;
  EXPECT_THROW(train_motif(folder / "m.pack", {}, {}, folder / "run", other, Start::resume, {}), Error);
}

TEST(MotifBatches, TurnMotifsAsTheStepSays) {
  const Folder folder;
  test::write_sample_motifs(folder / "m.pack", 3);
  const Pack pack(folder / "m.pack", "motifs");
  const MotifBatches batches(pack, 8, 20, 1);
  const InkedMotifs first = batches.at_step(0, 0, {});
  EXPECT_EQ(first.inks.sizes(), (std::vector<std::int64_t>{8, kSide, kSide}));
  EXPECT_TRUE(at::equal(first.inks, batches.at_step(0, 0, {}).inks));
  EXPECT_FALSE(at::equal(first.inks, batches.at_step(1, 0, {}).inks));
  EXPECT_EQ(first.inks.select(1, 0).min().item<std::int64_t>(), 7) << "outside of the motif is nothing";
  // Unturned, every motif is itself or its mirror image, and these are symmetric but for the middle's half pixel.
  const MotifBatches still(pack, 8, 0, 1);
  const InkedMotifs batch = still.at_step(0, 0, {});
  const at::Tensor own = still.inks().index_select(0, batch.index).to(at::kLong);
  EXPECT_GT((batch.inks == own).to(at::kFloat).mean().item<double>(), 0.97);
}

TEST(PrincipalComponents, KeepApartWhatDiffersAndHaveMeanSquareOne) {
  torch::manual_seed(1);
  const at::Tensor rows = torch::randn({40, 6}) * torch::tensor({4.0, 2.0, 1.0, 0.5, 0.1, 0.1}) + 3;
  const Components components = principal_components(rows, 4);
  const at::Tensor codes = at::linear(rows, components.weight, components.bias);
  EXPECT_LT(codes.mean(0).abs().max().item<double>(), 1e-4);
  EXPECT_NEAR(codes.square().mean().item<double>(), 1, 0.05);
  const at::Tensor correlation = at::matmul(codes.t(), codes) / 40;
  EXPECT_LT((correlation - at::diag(at::diagonal(correlation))).abs().max().item<double>(), 1e-3);
  EXPECT_GT(correlation[0][0].item<double>(), correlation[3][3].item<double>());
  EXPECT_EQ(principal_components(rows.slice(0, 0, 1), 4).weight.abs().max().item<double>(), 0) << "one row has none";
}

TEST(InkDistance, CountsAStemForMoreThanAsMuchOfABody) {
  at::Tensor body = torch::full({1, kSide, kSide}, 7, at::kLong);
  body.slice(1, 30, 90).slice(2, 30, 90).fill_(3);
  at::Tensor inks = body.clone();
  inks.slice(1, 90, 120).slice(2, 60, 62).fill_(3);  // a stem two pixels wide
  const auto without = [&](const at::Tensor& seen) {
    const at::Tensor sure = at::log_softmax(8 * at::one_hot(seen, 8).permute({0, 3, 1, 2}).to(at::kFloat), 1);
    return ink_distance(sure, inks, shares_of(inks)).item<double>();
  };
  at::Tensor bitten = inks.clone();
  bitten.slice(1, 30, 60).slice(2, 30, 32).fill_(7);  // as many pixels of the body's edge
  EXPECT_GT(without(body), 1.5 * without(bitten));
  EXPECT_LT(without(inks), 0.1 * without(bitten));
}

}  // namespace
}  // namespace toile::train
