#include "toile/train/swatch_batches.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <set>

#include "tests/folder.hpp"
#include "tests/train/sample_pack.hpp"
#include "toile/base/error.hpp"

namespace toile::train {
namespace {

/// Pictures of one flat grey each, so that a batch shows which ones it took.
Pack grey_pack(const std::filesystem::path& path, int count) {
  std::vector<PackItem> items(static_cast<std::size_t>(count), {0, "grey"});
  PackWriter writer(path, {.kind = "swatches", .channels = 3, .height = 20, .width = 20, .groups = {"grey"}}, items);
  for (int i = 0; i < count; ++i) writer.add(std::vector<std::uint8_t>(1200, static_cast<std::uint8_t>(i)));
  writer.finish();
  return Pack(path, "swatches");
}

TEST(SwatchBatches, AreAFunctionOfSeedAndStep) {
  const test::Folder folder;
  test::write_sample_pack(folder / "a.pack", 10, 40);
  const Pack pack(folder / "a.pack", "swatches");
  const SwatchBatches one(pack, "dots", 32, 4, true, 5), same(pack, "dots", 32, 4, true, 5),
      other(pack, "dots", 32, 4, true, 6);
  same.at_step(3);
  EXPECT_TRUE(at::equal(one.at_step(7), same.at_step(7)));
  EXPECT_FALSE(at::equal(one.at_step(7), other.at_step(7)));
  EXPECT_EQ(one.at_step(0).sizes(), at::IntArrayRef({4, 3, 32, 32}));
}

TEST(SwatchBatches, ShowEveryPictureOnceAnEpoch) {
  const test::Folder folder;
  const SwatchBatches batches(grey_pack(folder / "a.pack", 10), "grey", 8, 4, false, 1);
  ASSERT_EQ(batches.steps_per_epoch(), 3);
  std::vector<int> seen;
  for (int step = 0; step < 3; ++step) {
    const at::Tensor batch = batches.at_step(step).add(1).mul(127.5).round();
    for (int i = 0; i < 4; ++i) seen.push_back(batch[i][0][0][0].item<int>());
  }
  EXPECT_EQ(std::set(seen.begin(), seen.begin() + 10).size(), 10U);
}

TEST(SwatchBatches, LieBetweenMinusOneAndOne) {
  const test::Folder folder;
  test::write_sample_pack(folder / "a.pack", 3, 40);
  const at::Tensor batch = SwatchBatches(Pack(folder / "a.pack", "swatches"), "dots", 16, 8, false, 1).at_step(0);
  EXPECT_GE(batch.min().item<float>(), -1);
  EXPECT_LE(batch.max().item<float>(), 1);
  EXPECT_GT(batch.max().item<float>(), batch.min().item<float>() + 0.5);
}

TEST(SwatchBatches, RefuseAnUnknownCategory) {
  const test::Folder folder;
  test::write_sample_pack(folder / "a.pack", 3, 40);
  EXPECT_THROW(SwatchBatches(Pack(folder / "a.pack", "swatches"), "paisley", 16, 8, false, 1), Error);
}

}  // namespace
}  // namespace toile::train
