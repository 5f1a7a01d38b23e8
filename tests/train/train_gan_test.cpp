#include "toile/train/train_gan.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "tests/train/sample_pack.hpp"
#include "tests/train/stop_after.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/gan_state.hpp"

namespace toile::train {
namespace {

namespace fs = std::filesystem;
using test::Folder;

const GanOptions kSmallGan{.size = 16,
                           .latent = 8,
                           .generator_width = 8,
                           .discriminator_width = 8,
                           .batch = 4,
                           .epochs = 3,
                           .ema = 0.9,
                           .augment = true,
                           .checkpoint_minutes = 0};

std::map<std::string, at::Tensor> checkpoint_of(const fs::path& run) {
  return nets::read_weights(run / "checkpoint.safetensors", "gan-checkpoint").tensors;
}

void expect_same_run(const fs::path& a, const fs::path& b) {
  const auto first = checkpoint_of(a), second = checkpoint_of(b);
  ASSERT_EQ(first.size(), second.size());
  for (const auto& [name, tensor] : first) {
    if (!tensor.is_floating_point()) continue;  // LibTorch's archive of the optimiser's state is not stable bytewise
    EXPECT_TRUE(at::equal(tensor, second.at(name))) << name;
  }
  for (const char* file : {"steps.csv", "epochs.csv", "generator.safetensors"}) {
    EXPECT_EQ(read_file(a / file), read_file(b / file)) << file;
  }
}

TEST(TrainGan, EndsWithTheSameBytesWhenStoppedAndResumed) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 10, 24);
  train_gan(folder / "a.pack", "dots", folder / "whole", kSmallGan, Start::fresh, {});
  // 10 pictures and batches of 4 make 3 steps an epoch: this stops in the middle of the second
  EXPECT_THROW(train_gan(folder / "a.pack", "dots", folder / "parts", kSmallGan, Start::fresh, test::stop_after(5)),
               Error);
  EXPECT_FALSE(fs::exists(folder / "parts" / "generator.safetensors"));
  train_gan(folder / "a.pack", "dots", folder / "parts", kSmallGan, Start::resume, {});
  expect_same_run(folder / "whole", folder / "parts");
}

TEST(TrainGan, LogsEveryStepAndEpochAndShowsItsPictures) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 10, 24);
  std::vector<std::string> pictures, drawings;
  const RunObserver observer{
      .progress = no_progress,
      .picture =
          [&](const fs::path& stem, int width, int height, const std::vector<std::uint8_t>& rgb) {
            EXPECT_EQ(width, 8 * 16);
            EXPECT_EQ(rgb.size(), 3U * width * height);
            pictures.push_back(stem.filename());
          },
      .drawing = [&](const fs::path& stem, const std::string&) { drawings.push_back(stem.filename()); }};
  const GanSummary summary = train_gan(folder / "a.pack", "stripes", folder / "run", kSmallGan, Start::fresh, observer);
  EXPECT_EQ(summary.epochs, 3);
  EXPECT_EQ(summary.steps, 9);
  const std::string steps = read_file(folder / "run" / "steps.csv"), epochs = read_file(folder / "run" / "epochs.csv");
  EXPECT_EQ(std::count(steps.begin(), steps.end(), '\n'), 10);
  EXPECT_EQ(std::count(epochs.begin(), epochs.end(), '\n'), 4);
  EXPECT_TRUE(steps.starts_with("step,epoch,loss_d,loss_g,d_x,d_gz_before,d_gz_after\n"));
  EXPECT_EQ(pictures.front(), "epoch_00001");
  EXPECT_EQ(pictures.back(), "epoch_00003");
  EXPECT_EQ(drawings.back(), "curves");
}

TEST(TrainGan, CanOverfitOneBatch) {
  // Four flat pictures of one colour: the generator must find that colour.
  const Folder folder;
  const PackLayout layout{.kind = "swatches", .channels = 3, .height = 16, .width = 16, .groups = {"flat"}};
  PackWriter writer(folder / "a.pack", layout, std::vector<PackItem>(4, {0, "flat"}));
  for (int i = 0; i < 4; ++i) writer.add(std::vector<std::uint8_t>(3 * 256, 200));
  writer.finish();
  GanOptions options = kSmallGan;
  options.epochs = 600;
  options.ema = 0;
  options.checkpoint_minutes = 5;
  std::vector<std::uint8_t> sheet;
  const RunObserver observer{
      .progress = no_progress,
      .picture = [&](const fs::path&, int, int, const std::vector<std::uint8_t>& rgb) { sheet = rgb; },
      .drawing = {}};
  train_gan(folder / "a.pack", "flat", folder / "run", options, Start::fresh, observer);
  double sum = 0;
  for (const std::uint8_t value : sheet) sum += value;
  EXPECT_NEAR(sum / static_cast<double>(sheet.size()), 200, 40);
}

TEST(TrainGan, DoesNotOverwriteARunAndDoesNotMixOptions) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 5, 24);
  train_gan(folder / "a.pack", "dots", folder / "run", kSmallGan, Start::fresh, {});
  EXPECT_THROW(train_gan(folder / "a.pack", "dots", folder / "run", kSmallGan, Start::fresh, {}), Error);
  EXPECT_THROW(train_gan(folder / "a.pack", "stripes", folder / "run", kSmallGan, Start::resume, {}), Error);
  GanOptions other = kSmallGan;
  other.learning_rate = 1e-3;
  EXPECT_THROW(train_gan(folder / "a.pack", "dots", folder / "run", other, Start::resume, {}), Error);
  GanOptions longer = kSmallGan;
  longer.epochs = 4;
  EXPECT_EQ(train_gan(folder / "a.pack", "dots", folder / "run", longer, Start::resume, {}).epochs, 4);
}

TEST(GanStep, WithoutAveragingIsTheTutorialsStep) {
  // The tutorial's loop written out with LibTorch alone, beside ours, from the same weights.
  GanOptions options = kSmallGan;
  options.ema = 0;
  GanState ours(options), theirs(options);
  const at::Tensor real = torch::rand({4, 3, 16, 16}) * 2 - 1;
  for (int step = 0; step < 3; ++step) {
    const at::Tensor z = latents(4, 8, static_cast<std::uint64_t>(step));
    gan_step(ours, real, z, 0);
    const auto bce = [](const at::Tensor& logits, double label) {
      return torch::binary_cross_entropy(torch::sigmoid(logits), torch::full_like(logits, label));
    };
    theirs.discriminator->zero_grad();
    bce(theirs.discriminator->forward(real), 1).backward();
    const at::Tensor fake = theirs.generator->forward(z);
    bce(theirs.discriminator->forward(fake.detach()), 0).backward();
    theirs.optimizer_d.step();
    theirs.generator->zero_grad();
    bce(theirs.discriminator->forward(fake), 1).backward();
    theirs.optimizer_g.step();
  }
  const auto a = nets::tensors_of(*ours.generator), b = nets::tensors_of(*theirs.generator);
  for (const auto& [name, tensor] : a) {
    EXPECT_TRUE(at::allclose(tensor.to(at::kDouble), b.at(name).to(at::kDouble), 1e-3, 1e-4)) << name;
  }
}

TEST(GanOptions, NameTheValueThatIsOutOfRange) {
  GanOptions options;
  options.learning_rate = 2;
  try {
    options.check();
    FAIL();
  } catch (const Error& problem) {
    EXPECT_STREQ(problem.what(), "learning_rate is 2; it must be from 1e-09 to 1");
  }
  EXPECT_THROW(GanOptions::from_json(Json::Object{{"leaning_rate", 0.1}}), Error);
  EXPECT_EQ(GanOptions::from_json(kSmallGan.to_json()).to_json(), kSmallGan.to_json());
}

}  // namespace
}  // namespace toile::train
