#include "toile/models/pattern_generator.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/models/find_weights.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/nets/dcgan.hpp"
#include "toile/nets/tile_discriminator.hpp"
#include "toile/nets/tile_generator.hpp"
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
    EXPECT_NEAR(pattern::seam_score(pattern.tile), 1, 0.15) << size;
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

/// A models folder with a narrow, random tile generator for "tweed" and "lace" and its critic; with 0 inks it paints
/// colours itself.
class TileModels {
 public:
  explicit TileModels(int inks = 0, const char* second = "lace") {
    fs::create_directories(folder_ / "patterns");
    torch::manual_seed(3);
    const nets::TileConfig config{.categories = 2,
                                  .swatches = 8,
                                  .global = 8,
                                  .local = 4,
                                  .style = 16,
                                  .channels = {16, 16, 12, 8, 4},
                                  .convolutions = 1,
                                  .inks = inks};
    nets::TileGenerator net(config);
    nets::TilePalette palettes;
    if (inks > 0) palettes = {torch::rand({8, inks, 3}) * 2 - 1, torch::ones({8, inks}, at::kBool)};
    net->set_swatches(torch::randn({8, 8}), torch::rand({8, 2, 2}) * 2 - 1, torch::ones({8, 2}), palettes,
                      at::floor_divide(torch::arange(8), 4));
    for (int i = 0; i < 300; ++i)
      net->track_mean(net->style(torch::randn({8, 8}), torch::arange(8) % 2), torch::arange(8) % 2);
    nets::PixelDiscriminator critic(4, 2);
    nets::Tensors tensors;
    nets::add_with_prefix(tensors, "generator.", nets::tensors_of(*net));
    nets::add_with_prefix(tensors, "critic.", nets::tensors_of(*critic));
    Json json = config.to_json();
    json.set("critic_width", 4);
    nets::write_weights(folder_ / "patterns/tile.safetensors",
                        {"tile-generator", json, Json::Object{{"categories", Json::Array{"tweed", second}}}, tensors},
                        nets::Storage::fp16);
    setenv("TOILE_MODELS", folder_.path().c_str(), 1);
  }
  ~TileModels() { unsetenv("TOILE_MODELS"); }

 private:
  Folder folder_;
};

double difference(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) sum += std::abs(1.0 * a.rgb[i] - b.rgb[i]);
  return sum / static_cast<double>(a.rgb.size());
}

TEST(TilePatterns, KnowEveryCategoryOfTheFile) {
  const TileModels models;
  const auto known = pattern_categories();
  for (const char* category : {"tweed", "lace"}) {
    EXPECT_NE(std::find(known.begin(), known.end(), category), known.end()) << category;
    EXPECT_EQ(PatternGenerator::open(category).categories(), (std::vector<std::string>{"tweed", "lace"}));
  }
  EXPECT_THROW(PatternGenerator::open("silk"), Error);
}

TEST(TilePatterns, AreSeamlessInTheMean) {
  const TileModels models;
  const auto generator = PatternGenerator::open("lace");
  double sum = 0;
  for (std::uint64_t i = 0; i < 40; ++i) {
    sum += pattern::seam_score(generator.generate({.category = "lace", .size = 192, .index = i}).tile);
  }
  EXPECT_NEAR(sum / 40, 1, 0.03);
}

TEST(TilePatterns, GiveTheSameBytesForARequestWhateverTheThreads) {
  const TileModels models;
  const auto generator = PatternGenerator::open("tweed");
  const PatternRequest request{.category = "tweed", .size = 160, .seed = 9, .index = 3, .mix = "lace"};
  const int threads = at::get_num_threads();
  at::set_num_threads(1);
  const Image one = generator.generate(request).tile;
  at::set_num_threads(3);
  EXPECT_EQ(one, generator.generate(request).tile);
  at::set_num_threads(threads);
}

TEST(TilePatterns, VaryFromTheSameTileToAnother) {
  const TileModels models;
  const auto generator = PatternGenerator::open("tweed");
  const PatternRequest first{.category = "tweed", .size = 128, .seed = 2};
  const Image tile = generator.generate(first).tile;
  const auto moved = [&](double strength) {
    PatternRequest near = first;
    near.variations.push_back({.seed = 5, .strength = strength});
    return difference(tile, generator.generate(near).tile);
  };
  EXPECT_EQ(moved(0), 0);
  EXPECT_GT(moved(0.004), 0);
  EXPECT_LT(moved(0.004), 0.8 * moved(1));
}

TEST(TilePatterns, MixSmoothlyFromOneCategoryToTheOther) {
  const TileModels models;
  const auto generator = PatternGenerator::open("tweed");
  const auto mixed = [&](double share) {
    return generator.generate({.category = "tweed", .size = 128, .mix = "lace", .mix_share = share}).tile;
  };
  EXPECT_EQ(mixed(0), generator.generate({.category = "tweed", .size = 128}).tile);
  EXPECT_GT(difference(mixed(0), mixed(1)), 0);
  EXPECT_LT(difference(mixed(0), mixed(0.03)), 0.8 * difference(mixed(0), mixed(1)));
  EXPECT_THROW(generator.generate({.category = "tweed", .mix = "silk"}), Error);
  EXPECT_THROW(generator.generate({.category = "tweed", .mix = "lace", .mix_share = 1.5}), Error);
}

TEST(TilePatterns, MixWithTheVeryTileThatIsNamed) {
  const TileModels models;
  const auto generator = PatternGenerator::open("tweed");
  const auto mixed = [&](std::uint64_t seed, double share) {
    return generator
        .generate({.category = "tweed", .size = 128, .mix = "lace", .mix_share = share, .mix_origin = Origin{seed, 2}})
        .tile;
  };
  EXPECT_EQ(mixed(5, 0), generator.generate({.category = "tweed", .size = 128}).tile);
  EXPECT_GT(difference(mixed(5, 0.5), mixed(6, 0.5)), 0);
}

TEST(TilePatterns, AreAllOfOneStyleAtTruncationZero) {
  const TileModels models;
  const auto generator = PatternGenerator::open("tweed");
  const auto mean_colours = [&](double truncation) {
    std::vector<double> means;
    for (std::uint64_t i = 0; i < 6; ++i) {
      const Image tile =
          generator.generate({.category = "tweed", .size = 128, .index = i, .truncation = truncation}).tile;
      double sum = 0;
      for (const std::uint8_t value : tile.rgb) sum += value;
      means.push_back(sum / static_cast<double>(tile.rgb.size()));
    }
    const auto [low, high] = std::minmax_element(means.begin(), means.end());
    return *high - *low;
  };
  EXPECT_LT(mean_colours(0), mean_colours(1));
}

TEST(TilePatterns, OfANetWithInksArePrints) {
  const TileModels models(4);
  const auto generator = PatternGenerator::open("lace");
  const PatternRequest request{.category = "lace", .size = 200, .seed = 3};
  const Made made = generator.make(request);
  ASSERT_TRUE(made.print);
  const Print& print = *made.print;
  EXPECT_EQ(print.width, 200);
  ASSERT_GE(print.inks.size(), 2U);
  ASSERT_LE(print.inks.size(), 4U);
  for (std::size_t i = 0; i < print.pixels(); ++i) {
    int sum = 0;
    for (std::size_t k = 0; k < print.inks.size(); ++k) sum += print.plane(static_cast<int>(k))[i];
    ASSERT_EQ(sum, 255);
  }
  EXPECT_EQ(pattern::rendered(print), made.pattern.tile) << "the print is cut where its picture is";
  EXPECT_EQ(generator.make(request).pattern.tile, made.pattern.tile);
  PatternRequest other = request;
  other.colours.assign(print.inks.size(), {10, 200, 90});
  for (const std::uint8_t channel : {0, 1, 2}) {
    EXPECT_EQ(generator.generate(other).tile.rgb[channel], other.colours[0][channel]);
  }
  other.colours.resize(5);
  EXPECT_THROW(generator.generate(other), Error) << "a palette of the wrong length";
}

/// Of a print, the mean over its pixels of the largest share of an ink, 0..1.
double hardness(const Print& print) {
  double sum = 0;
  for (std::size_t i = 0; i < print.pixels(); ++i) {
    int largest = 0;
    for (int k = 0; k < std::ssize(print.inks); ++k) largest = std::max<int>(largest, print.plane(k)[i]);
    sum += largest / 255.0;
  }
  return sum / static_cast<double>(print.pixels());
}

TEST(TilePatterns, OfZebrasHaveHarderEdgesThanOthersOfTheSameNet) {
  const auto made_as = [](const char* category) {
    const TileModels models(4, category);
    const PatternRequest request{.category = category, .size = 200, .seed = 3, .making = Making::learnt};
    return PatternGenerator::open(category, {}, Making::learnt).make(request).print.value();
  };
  const Print lace = made_as("lace"), zebra = made_as("zebra");
  EXPECT_LE(zebra.inks.size(), lace.inks.size());
  EXPECT_GT(hardness(zebra), hardness(lace) + 0.05);
}

TEST(TilePatterns, AreExactOrDrawnByHand) {
  const TileModels models;
  const auto generator = PatternGenerator::open("tweed");
  const auto tile = [&](std::optional<double> regularity) {
    return generator.generate({.category = "tweed", .size = 256, .regularity = regularity, .filter = false}).tile;
  };
  EXPECT_NE(tile(1), tile(0));
  EXPECT_NE(tile(1), tile(0.5));
  EXPECT_EQ(tile({}), tile(0)) << "tweed is no category that is exact by default";
  for (const double wrong : {-0.1, 1.1, std::nan("")}) EXPECT_THROW(tile(wrong), Error);
}

TEST(PatternRequest, KnowsWhatIsUsuallyExact) {
  EXPECT_EQ(regularity_of({.category = "houndstooth"}), 1);
  EXPECT_EQ(regularity_of({.category = "cheetah"}), 0);
  EXPECT_EQ(regularity_of({.category = "houndstooth", .regularity = 0.5}), 0.5);
  EXPECT_EQ(regularity_of({.category = "houndstooth", .mix = "cheetah", .mix_share = 0.25}), 0.75);
  const auto note = metadata_of({.category = "houndstooth"}, "tile.safetensors");
  EXPECT_EQ(request_from(note, "a.png").regularity, 1) << "what was usual when it was made";
  auto old = note;
  old["toile:request"].erase(old["toile:request"].find(",\"regularity\":1"), 15);
  EXPECT_EQ(request_from(old, "a.png").regularity, 0) << "before there was a choice, tiles were drawn by hand";
}

TEST(TilePatterns, SayHowTheyWereMade) {
  const PatternRequest request{.category = "tweed",
                               .size = 200,
                               .seed = 18446744073709551615ULL,
                               .index = 4,
                               .mix = "lace",
                               .mix_share = 0.25,
                               .mix_origin = Origin{18446744073709551614ULL, 3},
                               .regularity = 0.625,
                               .truncation = 0.5,
                               .filter = false,
                               .variations = {{3, 0.5}, {7, 1}}};
  const PatternRequest read = request_from(metadata_of(request, "tile.safetensors"), "a.png");
  EXPECT_EQ(metadata_of(read, "tile.safetensors"), metadata_of(request, "tile.safetensors"));
  EXPECT_EQ(read.seed, request.seed);
  EXPECT_EQ(read.mix_origin->seed, request.mix_origin->seed);
  EXPECT_EQ(read.regularity, 0.625);
  EXPECT_THROW(request_from({}, "a.png"), Error);
  EXPECT_THROW(request_from({{"toile:request", "{\"category\": 3}"}}, "a.png"), Error);
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
