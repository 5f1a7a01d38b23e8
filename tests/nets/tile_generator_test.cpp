#include "toile/nets/tile_generator.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "toile/base/error.hpp"
#include "toile/nets/tile_discriminator.hpp"

namespace toile::nets {
namespace {

const TileConfig kSmall{
    .categories = 3, .swatches = 5, .global = 8, .local = 4, .style = 16, .channels = {16, 16, 12, 8, 4}, .inks = 4};

/// A palette for each of `n` prints: three inks of four, but for the first print, which has two.
TilePalette some_palette(std::int64_t n) {
  TilePalette palette{torch::rand({n, 4, 3}) * 2 - 1, torch::ones({n, 4}, at::kBool)};
  palette.used.select(1, 3).fill_(false);
  palette.used[0][2] = false;
  return palette;
}

/// A generator whose noise and waves count, as in a trained one.
TileGenerator random_generator() {
  torch::manual_seed(2);
  TileGenerator net(kSmall);
  const torch::NoGradGuard no_grad;
  for (auto& item : net->named_parameters()) {
    if (item.key().ends_with("noise_strength")) item.value().normal_();
  }
  return net;
}

TileField rolled(const TileField& field, std::int64_t down, std::int64_t right) {
  TileField moved{.lattice = field.lattice,
                  .strength = field.strength,
                  .local = at::roll(field.local, {down, right}, {2, 3}),
                  .noise = {}};
  for (std::size_t k = 0; k < field.noise.size(); ++k) {
    moved.noise.push_back(at::roll(field.noise[k], {down << k, right << k}, {2, 3}));
  }
  return moved;
}

TEST(TileGenerator, ShiftsItsTileWhenItsLatentsAreShifted) {
  const torch::NoGradGuard no_grad;
  auto net = random_generator();
  const at::Tensor style = net->style(torch::randn({2, 8}), torch::tensor({0, 2}));
  // Waves stand still when the latents move: with a lattice of no cycles the law is exact.
  const TileField field = draw_field(kSmall, 2, 5, 7, 3);
  const TilePalette palette = some_palette(2);
  const at::Tensor tile = net->shares(style, field, palette), moved = net->shares(style, rolled(field, 2, 3), palette);
  EXPECT_LT((at::roll(tile, {32, 48}, {2, 3}) - moved).abs().max().item<double>(), 1e-4);
}

TEST(TileGenerator, ItsWavesFitTheTileAWholeNumberOfTimes) {
  const torch::NoGradGuard no_grad;
  auto net = random_generator();
  // With constant latents and no noise the waves are all there is: the left edge must go on where the right one ends.
  const at::Tensor style = net->style(torch::randn({1, 8}), torch::tensor({1}));
  TileField field = draw_field(kSmall, 1, 6, 6, 3);
  field.lattice = torch::tensor({0.31F, 0.17F, -0.24F, 0.55F}).view({1, 2, 2});
  field.strength.fill_(1);
  field.local.zero_();
  for (at::Tensor& noise : field.noise) noise.zero_();
  const at::Tensor tile = net->shares(style, field, some_palette(1));
  ASSERT_GT(tile.std().item<double>(), 1e-3) << "the waves must show";
  const auto step = [&](const at::Tensor& a, const at::Tensor& b) { return (a - b).abs().mean().item<double>(); };
  const at::Tensor ahead = at::roll(tile, {-1}, {3});
  const double seam = step(tile.select(3, 95), ahead.select(3, 95));
  double largest = 0;
  for (int x = 0; x < 95; ++x) largest = std::max(largest, step(tile.select(3, x), ahead.select(3, x)));
  EXPECT_LE(seam, 1.05 * largest);
}

/// 8 x 6 cells, on a lattice whose vectors are 32 pixels down and 24 right: a whole number of pixels, cycles and cells.
TileField latticed(double first, double second) {
  TileField field = draw_field(kSmall, 1, 8, 6, 3);
  field.lattice = torch::tensor({0.5F, 0.0F, 0.0F, 2.0F / 3}).view({1, 2, 2});
  field.strength = torch::tensor({first, second}, at::kFloat).view({1, 2});
  return field;
}

double change_under_shift(TileGenerator& net, const TileField& field, std::int64_t down, std::int64_t right) {
  const at::Tensor style = net->style(torch::ones({1, 8}), torch::tensor({1}));
  const at::Tensor tile = net->shares(style, field, some_palette(1));
  return (at::roll(tile, {down, right}, {2, 3}) - tile).abs().max().item<double>();
}

TEST(TileGenerator, AtRegularityOneAShiftByALatticeVectorChangesNothing) {
  const torch::NoGradGuard no_grad;
  auto net = random_generator();
  const TileField drawn = latticed(1, 0.5), exact = regular(drawn, torch::ones({1}), 7);
  EXPECT_LT(change_under_shift(net, exact, 32, 0), 1e-5);
  EXPECT_LT(change_under_shift(net, exact, 0, 24), 1e-5);
  EXPECT_LT(change_under_shift(net, exact, 64, 48), 1e-5);
  EXPECT_GT(change_under_shift(net, exact, 8, 0), 1e-3) << "it isn't just plain";
  EXPECT_GT(change_under_shift(net, drawn, 32, 0), 1e-2) << "by hand, repeats differ";
  const TileField half = regular(drawn, torch::full({1}, 0.9), 7);
  EXPECT_GT(change_under_shift(net, half, 32, 0), 1e-3);
}

TEST(TileGenerator, AtRegularityZeroTheFieldStaysAsItWas) {
  const TileField drawn = latticed(0.3, 0), same = regular(drawn, torch::zeros({1}), 7);
  EXPECT_TRUE(at::equal(same.local, drawn.local));
  EXPECT_TRUE(at::equal(same.strength, drawn.strength));
  for (std::size_t level = 0; level < drawn.noise.size(); ++level) {
    EXPECT_TRUE(at::equal(same.noise[level], drawn.noise[level]));
  }
}

TEST(TileGenerator, ExactStripesHaveNoSecondWaveAndWhatHasNoneGetsBoth) {
  EXPECT_TRUE(at::equal(regular(latticed(1, 0), torch::ones({1}), 7).strength, torch::tensor({{1.0F, 0.0F}})));
  EXPECT_TRUE(at::equal(regular(latticed(0, 0), torch::ones({1}), 7).strength, torch::tensor({{1.0F, 1.0F}})));
}

TEST(TileGenerator, OrganicPrintsSeeNoLattice) {
  const torch::NoGradGuard no_grad;
  auto net = random_generator();
  const at::Tensor style = net->style(torch::ones({1, 8}), torch::tensor({1}));
  TileField one = latticed(0, 0), other = one;
  other.lattice = one.lattice.flip(1) + 0.3;
  const TilePalette palette = some_palette(1);
  EXPECT_TRUE(at::equal(net->shares(style, one, palette), net->shares(style, other, palette)));
}

TEST(TileGenerator, SharesItsPixelsAmongTheInksInUse) {
  const torch::NoGradGuard no_grad;
  auto net = random_generator();
  const TilePalette palette = some_palette(2);
  const at::Tensor shares =
      net->shares(net->style(torch::randn({2, 8}), torch::tensor({0, 2})), draw_field(kSmall, 2, 2, 3, 3), palette);
  EXPECT_EQ(shares.sizes(), (std::vector<std::int64_t>{2, 4, 32, 48}));
  EXPECT_LT((shares.sum(1) - 1).abs().max().item<double>(), 1e-5);
  EXPECT_EQ(shares.masked_select(palette.used.logical_not().view({2, 4, 1, 1}).expand_as(shares)).max().item<double>(),
            0);
  const at::Tensor picture = picture_of(shares, palette);
  EXPECT_EQ(picture.sizes(), (std::vector<std::int64_t>{2, 3, 32, 48}));
  EXPECT_NEAR(picture[1][2][5][7].item<double>(),
              at::dot(shares[1].select(1, 5).select(1, 7), palette.colours[1].select(1, 2)).item<double>(), 1e-5);
}

TEST(TileGenerator, UpConvolutionEqualsEnlargingAndConvolving) {
  const torch::NoGradGuard no_grad;
  torch::manual_seed(4);
  StyledConv up(3, 5, 6, 0, true);
  const at::Tensor x = torch::randn({2, 3, 4, 6}), style = torch::randn({2, 6}), noise = torch::zeros({2, 1, 8, 12});
  const auto parameters = up->named_parameters();
  const at::Tensor scale = at::linear(style, parameters["affine.weight"], parameters["affine.bias"]);
  const at::Tensor weight = parameters["weight"];  // (in, out, 3, 3)
  at::Tensor large = at::upsample_nearest2d(x * scale.view({2, 3, 1, 1}), {8, 12});
  large = at::cat({large.slice(2, 7, 8), large, large.slice(2, 0, 1)}, 2);
  large = at::cat({large.slice(3, 11, 12), large, large.slice(3, 0, 1)}, 3);
  // A transposed convolution turns its kernel round.
  at::Tensor y = at::conv2d(large, weight.transpose(0, 1).flip({2, 3}));
  const at::Tensor energy = weight.square().sum({2, 3});
  y = y * at::rsqrt(at::matmul(scale.square(), energy) + 1e-8).view({2, 5, 1, 1});
  const at::Tensor expected = at::leaky_relu(y, 0.2) * std::sqrt(2.0);
  EXPECT_LT((up->forward(x, style, {}, noise) - expected).abs().max().item<double>(), 1e-5);
}

TEST(TileGenerator, LearnsThroughEveryParameter) {
  auto net = random_generator();
  const at::Tensor style = net->style(torch::randn({3, 8}), torch::tensor({0, 1, 2}));
  TileField field = draw_field(kSmall, 3, 3, 3, 1);
  field.lattice = torch::rand({3, 2, 2});
  field.strength.fill_(0.5);
  net->shares(style, field, some_palette(3)).square().mean().backward();
  for (const auto& item : net->named_parameters()) {
    ASSERT_TRUE(item.value().grad().defined()) << item.key();
    EXPECT_GT(item.value().grad().abs().max().item<double>(), 0) << item.key();
  }
}

TEST(TileGenerator, KeepsTheMeanStyleOfEachCategory) {
  auto net = random_generator();
  const at::Tensor styles = torch::tensor({1.0F, 3.0F, 10.0F}).view({3, 1}).repeat({1, 16});
  for (int i = 0; i < 2000; ++i) net->track_mean(styles, torch::tensor({0, 0, 2}));
  const at::Tensor mean = net->mean_styles();
  EXPECT_NEAR(mean[0][0].item<double>(), 2, 1e-3);
  EXPECT_EQ(mean[1][0].item<double>(), 0);
  EXPECT_NEAR(mean[2][0].item<double>(), 10, 1e-3);
}

TEST(TileConfig, SurvivesJsonAndRefusesNonsense) {
  EXPECT_EQ(TileConfig::from_json(kSmall.to_json()).to_json(), kSmall.to_json());
  Json wrong = kSmall.to_json();
  wrong.set("style", 0);
  EXPECT_THROW(TileConfig::from_json(wrong), Error);
  wrong = kSmall.to_json();
  wrong.set("channels", Json::Array{4, 4});
  EXPECT_THROW(TileConfig::from_json(wrong), Error);
}

TEST(SpectralConv, HasALargestSingularValueOfOne) {
  torch::manual_seed(5);
  SpectralConv conv(6, 9, 1, 1);
  const torch::NoGradGuard no_grad;
  conv->train();
  for (int i = 0; i < 100; ++i) conv->forward(torch::randn({1, 6, 2, 2}));
  conv->eval();
  // The kernel as a matrix, found by sending unit pictures through.
  const at::Tensor matrix = conv->forward(torch::eye(6).view({6, 6, 1, 1})).view({6, 9});
  EXPECT_NEAR(at::linalg_matrix_norm(matrix, 2).item<double>(), 1, 1e-3);
}

TEST(Discriminators, ScoreByCategory) {
  torch::manual_seed(6);
  const torch::NoGradGuard no_grad;
  PixelDiscriminator pixels(4, 3);
  const at::Tensor picture = torch::randn({6, 3, 32, 48}).repeat({2, 1, 1, 1});
  const at::Tensor category = torch::tensor({0, 1}).repeat_interleave(kGroup);
  const at::Tensor logits = pixels->forward(picture, category);
  EXPECT_EQ(logits.sizes(), (std::vector<std::int64_t>{12, 1, 4, 6}));
  EXPECT_GT((logits[0] - logits[6]).abs().max().item<double>(), 1e-4);
  FeatureDiscriminator features(std::vector<std::int64_t>{5, 7}, 8, 3);
  const auto scores = features->forward({torch::randn({12, 5, 8, 8}), torch::randn({12, 7, 4, 4})}, category);
  ASSERT_EQ(scores.size(), 2U);
  EXPECT_EQ(scores[1].sizes(), (std::vector<std::int64_t>{12, 1, 4, 4}));
}

}  // namespace
}  // namespace toile::nets
