#include "toile/nets/tile_draw.hpp"

#include <torch/torch.h>

#include <cmath>
#include <numbers>
#include <random>

#include "toile/base/seed.hpp"

namespace toile::nets {
namespace {

/// How much of a second swatch's look a tile has: with less it could pass for the first one, and beyond a half it would
/// be the first one of another draw.
constexpr double kLeastOfSecond = 0.2, kMostOfSecond = 0.5;

at::Tensor rows_of(const std::vector<TileDraw>& draws, const auto& member) {
  std::vector<at::Tensor> rows;
  for (const TileDraw& drawn : draws) rows.push_back(member(drawn));
  return rows.front().defined() ? at::cat(rows) : at::Tensor();
}

}  // namespace

TileDraw draw_tile(const TileGenerator& net, std::int64_t category, std::int64_t cells, std::uint64_t seed) {
  std::mt19937_64 random(derive_seed(seed, 0));
  const at::Tensor own = at::nonzero(net->swatch_categories() == category).flatten();
  const auto any = [&] {
    return own[static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(own.size(0)))].item<std::int64_t>();
  };
  const std::int64_t first = any(), second = any();
  const double share =
      kLeastOfSecond + (kMostOfSecond - kLeastOfSecond) * static_cast<double>(random() >> 11U) * 0x1p-53;
  TileDraw drawn{.global = at::lerp(net->codes()[first], net->codes()[second], share).unsqueeze(0),
                 .field = draw_field(net->config(), 1, cells, cells, derive_seed(seed, 1)),
                 .palette = {}};
  drawn.field.lattice = net->lattices()[first].unsqueeze(0);
  drawn.field.strength = net->strengths()[first].unsqueeze(0);
  if (net->config().inks > 0) {
    const TilePalette all = net->palettes();
    drawn.palette = {all.colours[first].unsqueeze(0), all.used[first].unsqueeze(0)};
  }
  return drawn;
}

TileDraw together(const std::vector<TileDraw>& draws) {
  TileDraw all{.global = rows_of(draws, [](const TileDraw& d) { return d.global; }),
               .field = {.lattice = rows_of(draws, [](const TileDraw& d) { return d.field.lattice; }),
                         .strength = rows_of(draws, [](const TileDraw& d) { return d.field.strength; }),
                         .local = rows_of(draws, [](const TileDraw& d) { return d.field.local; }),
                         .noise = {}},
               .palette = {rows_of(draws, [](const TileDraw& d) { return d.palette.colours; }),
                           rows_of(draws, [](const TileDraw& d) { return d.palette.used; })}};
  for (std::size_t level = 0; level < draws.front().field.noise.size(); ++level) {
    all.field.noise.push_back(rows_of(draws, [&](const TileDraw& d) { return d.field.noise[level]; }));
  }
  return all;
}

TileDraw varied(TileDraw from, const TileDraw& to, double strength) {
  from.global = at::lerp(from.global, to.global, strength);
  from.field.lattice = at::lerp(from.field.lattice, to.field.lattice, strength);
  from.field.strength = at::lerp(from.field.strength, to.field.strength, strength);
  const double angle = strength * std::numbers::pi / 2;
  const auto blend = [&](at::Tensor& a, const at::Tensor& b) { a = a * std::cos(angle) + b * std::sin(angle); };
  blend(from.field.local, to.field.local);
  for (std::size_t level = 0; level < from.field.noise.size(); ++level) {
    blend(from.field.noise[level], to.field.noise[level]);
  }
  return from;
}

}  // namespace toile::nets
