#include "toile/models/pattern_generator.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/models/find_weights.hpp"
#include "toile/nets/dcgan.hpp"
#include "toile/nets/weights.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::models {
namespace {

namespace fs = std::filesystem;
using test::Folder;

/// A models folder with one narrow, random generator called "tweed", named by $TOILE_MODELS for as long as it lives.
class TweedModels {
 public:
  TweedModels() {
    fs::create_directories(folder_ / "patterns");
    torch::manual_seed(3);
    const nets::DcganConfig config{.size = 32, .latent = 8, .generator_width = 8};
    nets::DcganGenerator net(config);
    net->train();
    for (int i = 0; i < 20; ++i) net->forward(torch::randn({16, 8, 1, 1}));  // running statistics for batch norm
    nets::write_weights(folder_ / "patterns/tweed.safetensors",
                        {"dcgan-generator", config.to_json(), Json::Object{}, nets::tensors_of(*net)},
                        nets::Storage::fp16);
    setenv("TOILE_MODELS", folder_.path().c_str(), 1);
  }
  ~TweedModels() { unsetenv("TOILE_MODELS"); }

 private:
  Folder folder_;
};

TEST(PatternGenerator, KnowsTheCategoriesItHasWeightsFor) {
  const TweedModels models;
  const auto known = pattern_categories();
  EXPECT_NE(std::find(known.begin(), known.end(), "tweed"), known.end());
}

TEST(PatternGenerator, MakesSeamlessTilesOfTheSizeAsked) {
  const TweedModels models;
  const auto generator = PatternGenerator::open("tweed");
  for (const int size : {64, 128, 333}) {
    const Pattern pattern = generator.generate({.category = "tweed", .size = size});
    EXPECT_EQ(pattern.tile.width, size);
    EXPECT_EQ(pattern.tile.height, size);
    if (size % 4 != 0) continue;
    // The tile is a grid of 4 x 4 blocks: its edge must look like any border between blocks inside.
    Image rolled = pattern.tile;
    for (int y = 0; y < size; ++y) {
      for (int x = 0; x < size; ++x) {
        std::copy_n(pattern.tile.at((x + size / 4) % size, (y + size / 4) % size), 3, rolled.at(x, y));
      }
    }
    EXPECT_NEAR(pattern::seam_score(pattern.tile) / pattern::seam_score(rolled), 1, 0.25) << size;
  }
}

TEST(PatternGenerator, GivesTheSameBytesForASeedWhateverTheThreads) {
  const TweedModels models;
  const auto generator = PatternGenerator::open("tweed");
  const int threads = at::get_num_threads();
  at::set_num_threads(1);
  const Image one = generator.generate({.category = "tweed", .seed = 4, .index = 2}).tile;
  at::set_num_threads(3);
  EXPECT_EQ(one, generator.generate({.category = "tweed", .seed = 4, .index = 2}).tile);
  EXPECT_NE(one, generator.generate({.category = "tweed", .seed = 5, .index = 2}).tile);
  EXPECT_NE(one, generator.generate({.category = "tweed", .seed = 4, .index = 3}).tile);
  at::set_num_threads(threads);
}

TEST(PatternGenerator, RefusesUnknownCategoriesAndSizes) {
  const TweedModels models;
  EXPECT_THROW(PatternGenerator::open("lace"), Error);
  const auto generator = PatternGenerator::open("tweed");
  EXPECT_THROW(generator.generate({.category = "tweed", .size = 63}), Error);
  EXPECT_THROW(generator.generate({.category = "tweed", .size = 4097}), Error);
}

TEST(FindWeights, SaysWhereItLooked) {
  const TweedModels models;
  try {
    find_weights("patterns/lace");
    FAIL();
  } catch (const Error& problem) {
    EXPECT_NE(std::string(problem.what()).find(getenv("TOILE_MODELS")), std::string::npos);
  }
  EXPECT_THROW(find_weights("patterns/tweed", "nowhere.safetensors"), Error);
}

}  // namespace
}  // namespace toile::models
