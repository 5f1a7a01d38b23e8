#include "toile/models/motif_maker.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/models/choose_motifs.hpp"
#include "toile/nets/motif_net.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/weights.hpp"

namespace toile::models {
namespace {

using compose::InkMap;
using test::Folder;

/// Nets that know nothing but say something.
std::filesystem::path random_nets(const Folder& folder) {
  const torch::NoGradGuard no_grad;
  torch::manual_seed(4);
  const nets::MotifConfig config{.kinds = 2, .motifs = 8, .code = 8, .width = 4};
  nets::MotifDecoder decoder(config);
  for (auto& item : decoder->named_parameters()) {
    if (item.key() == "to_logits") item.value().mul_(8);
  }
  decoder->set_motifs(nets::on_sphere(torch::randn({8, 8})), torch::tensor({0, 0, 0, 0, 0, 1, 1, 1}),
                      torch::randint(255, {8, 7, 3}).to(at::kByte));
  nets::Tensors tensors;
  nets::add_with_prefix(tensors, "decoder.", nets::tensors_of(*decoder));
  const Json card = Json::Object{{"kinds", Json::Array{"blossom", "leaf"}}};
  const auto file = folder / "motifs.safetensors";
  nets::write_weights(file, {"motif-nets", config.to_json(), card, std::move(tensors)}, nets::Storage::fp16);
  return file;
}

TEST(MotifMaker, MakesTheSameMotifAtAnyNumberOfThreads) {
  const Folder folder;
  const MotifMaker maker(random_nets(folder));
  EXPECT_EQ(maker.kinds(), (std::vector<std::string>{"blossom", "leaf"}));
  EXPECT_EQ(maker.trained_on("leaf"), 3);
  nets::use_threads(1);
  const MadeMotif one = maker.make("blossom", 5);
  nets::use_threads(2);
  EXPECT_EQ(maker.make("blossom", 5).map, one.map);
  EXPECT_EQ(one.map.side, 256);
  EXPECT_NE(one.first, one.second);
  EXPECT_LT(one.first, 5) << "of the kind";
  EXPECT_NE(maker.make("blossom", 6).map, one.map);
  EXPECT_EQ(maker.motif("blossom", 5).name, "learnt:blossom:5");
}

TEST(MotifMaker, NamesWhatIsWrong) {
  const Folder folder;
  const MotifMaker maker(random_nets(folder));
  EXPECT_THROW(maker.make("paisley", 1), Error);
  EXPECT_THROW(maker.make("leaf", 1, 64), Error);
  EXPECT_THROW(MotifMaker(folder / "nowhere.safetensors"), Error);
}

InkMap square(int left, std::uint8_t ink) {
  InkMap map{.side = 32, .inks = std::vector<std::uint8_t>(32 * 32, InkMap::kNothing), .palette = {}};
  for (int y = 8; y < 24; ++y) {
    for (int x = left; x < left + 8; ++x) map.inks[static_cast<std::size_t>(y) * 32 + x] = ink;
  }
  return map;
}

TEST(NearestMotif, IsTheOneThatSharesMostPixelsAlsoMirrored) {
  const std::vector<InkMap> others = {square(2, 3), square(12, 3), square(14, 5)};
  const NearestMotif same = nearest_motif(square(12, 3), others);
  EXPECT_EQ(same.number, 1);
  EXPECT_EQ(same.distance, 0);
  EXPECT_EQ(nearest_motif(square(22, 3), others).number, 0) << "a mirror image";
  EXPECT_EQ(nearest_motif(square(22, 3), others).distance, 0);
  const NearestMotif half = nearest_motif(square(14, 3), {square(10, 3)});
  EXPECT_NEAR(half.distance, 0, 1e-9) << "mirrored, 10 to 18 is 14 to 22";
  EXPECT_NEAR(nearest_motif(square(12, 4), {square(12, 3)}).distance, 1, 1e-9) << "another ink is another motif";
}

TEST(ChooseMotifs, GivesTheBestThatDiffer) {
  const Folder folder;
  const MotifMaker maker(random_nets(folder));
  const ChooseMotifs wanted{.count = 4, .candidates = 2, .least_apart = 0.01, .least_new = 0, .side = 128};
  const auto chosen = choose_motifs(maker, "blossom", wanted);
  ASSERT_GE(chosen.size(), 2U);
  for (std::size_t i = 1; i < chosen.size(); ++i) EXPECT_LE(chosen[i].merit, chosen[i - 1].merit);
  EXPECT_THROW(choose_motifs(maker, "blossom", {.count = 0}), Error);
}

}  // namespace
}  // namespace toile::models
