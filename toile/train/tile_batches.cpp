#include "toile/train/tile_batches.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <random>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/nets/tile_discriminator.hpp"

namespace toile::train {
namespace {

constexpr std::ptrdiff_t kLeastSwatches = 2;
constexpr int kMostInks = nets::TileConfig{}.inks;
/// Waves shorter than so many pixels are seen from twice as near, if they stand out.
constexpr double kShortWave = 7, kStandsOut = 0.5;

/// The inks of one item at `side` pixels: each takes that of the pixel in its middle.
at::Tensor inks_of(const Pack& pack, std::size_t index, std::int64_t side) {
  auto* bytes = const_cast<std::uint8_t*>(pack.planes(index).data());  // read only, as the mapping is
  const std::int64_t height = pack.layout().height, width = pack.layout().width;
  const at::Tensor all = torch::from_blob(bytes, {height, width}, at::kByte);
  const auto middles = [&](std::int64_t length) { return (torch::arange(side) * 2 + 1) * length / (2 * side); };
  const at::Tensor rows = middles(height).to(at::kLong), columns = middles(width).to(at::kLong);
  return all.index_select(0, rows).index_select(1, columns).contiguous();
}

}  // namespace

TileBatches::TileBatches(const Pack& pack, const std::vector<std::string>& categories, int size, int batch,
                         std::uint64_t seed)
    : size_(size), batch_(batch), seed_(seed) {
  std::vector<at::Tensor> inks, colours, used;
  for (const std::string& category : categories) {
    first_.push_back(std::ssize(inks));
    for (const std::size_t item : pack.items_of(category)) {
      const auto& palette = pack.items()[item].palette;
      inks.push_back(inks_of(pack, item, 2 * size));
      if (palette.empty() || std::ssize(palette) > kMostInks ||
          inks.back().max().item<std::int64_t>() >= std::ssize(palette)) {
        throw Error(ErrorKind::bad_file, "the pack's swatch " + pack.items()[item].source + " has " +
                                             std::to_string(palette.size()) + " inks; 1 to " +
                                             std::to_string(kMostInks) + " are possible, and each pixel has one");
      }
      at::Tensor rows = torch::zeros({kMostInks, 3}), which = torch::zeros({kMostInks}, at::kBool);
      for (std::size_t k = 0; k < palette.size(); ++k) {
        const auto row = static_cast<std::int64_t>(k);
        for (std::size_t c = 0; c < 3; ++c) rows[row][static_cast<std::int64_t>(c)] = palette[k][c] / 127.5 - 1;
        which[row] = true;
      }
      colours.push_back(rows);
      used.push_back(which);
    }
    const std::ptrdiff_t count = std::ssize(inks) - first_.back();
    if (count < kLeastSwatches) {
      throw Error(ErrorKind::bad_file, "the pack has " + std::to_string(count) + " swatches in category " + category +
                                           "; at least " + std::to_string(kLeastSwatches) +
                                           " are needed to learn what they have in common");
    }
  }
  first_.push_back(std::ssize(inks));
  ink_ = torch::stack(inks);
  palettes_ = {torch::stack(colours), torch::stack(used)};
  near_ = torch::zeros({swatches()}, at::kBool);
  lattices_ = swatch_lattices(pictures());
  const at::Tensor length = 1 / lattices_.cycles.select(1, 0).norm(2, 1);
  near_ = (length < kShortWave) & (lattices_.strength.select(1, 0) > kStandsOut);
  lattices_ = swatch_lattices(pictures());
}

at::Tensor TileBatches::shares(std::int64_t swatch, std::int64_t down, std::int64_t right) const {
  const bool near = near_[swatch].item<bool>();
  const at::Tensor ink = near ? ink_[swatch].slice(0, down, down + size_).slice(1, right, right + size_) : ink_[swatch];
  const at::Tensor planes = at::one_hot(ink.to(at::kLong), kMostInks).permute({2, 0, 1}).to(at::kFloat);
  return near ? planes : at::avg_pool2d(planes.unsqueeze(0), 2).squeeze(0);
}

at::Tensor TileBatches::picture(std::int64_t swatch) const {
  const nets::TilePalette palette{palettes_.colours.slice(0, swatch, swatch + 1),
                                  palettes_.used.slice(0, swatch, swatch + 1)};
  return nets::picture_of(shares(swatch, size_ / 2, size_ / 2).unsqueeze(0), palette);
}

at::Tensor TileBatches::pictures() const {
  std::vector<at::Tensor> all;
  for (std::int64_t i = 0; i < swatches(); ++i) {
    all.push_back(picture(i).add(1).mul(127.5).round().clamp(0, 255).to(at::kByte));
  }
  return at::cat(all);
}

at::Tensor TileBatches::categories() const {
  std::vector<at::Tensor> all;
  for (std::size_t c = 0; c + 1 < first_.size(); ++c) {
    all.push_back(torch::full({first_[c + 1] - first_[c]}, static_cast<std::int64_t>(c), at::kLong));
  }
  return at::cat(all);
}

LabelledSwatches TileBatches::at_step(std::int64_t step) const {
  std::mt19937_64 random(derive_seed(derive_seed(seed_, 2), static_cast<std::uint64_t>(step)));
  const auto below = [&](std::int64_t limit) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
  };
  const std::int64_t categories = std::ssize(first_) - 1, groups = batch_ / nets::kGroup;
  std::vector<at::Tensor> views, turns;
  at::Tensor category = torch::empty({batch_}, at::kLong), index = torch::empty({batch_}, at::kLong);
  for (std::int64_t i = 0; i < batch_; ++i) {
    const std::int64_t group = (step * groups + i / nets::kGroup) % categories;
    const std::int64_t first = first_[static_cast<std::size_t>(group)];
    const std::int64_t count = first_[static_cast<std::size_t>(group) + 1] - first;
    const std::int64_t down = below(size_ + 1), right = below(size_ + 1);
    const std::int64_t chosen = first + below(count);
    at::Tensor view = shares(chosen, down, right);
    at::Tensor turn = torch::eye(2);
    if (below(2) == 1) {
      view = view.flip(1);
      turn[0].neg_();
    }
    if (below(2) == 1) {
      view = view.flip(2);
      turn[1].neg_();
    }
    if (below(2) == 1) {
      view = view.transpose(1, 2);
      turn = turn.flip(0);
    }
    views.push_back(view);
    turns.push_back(turn);
    category[i] = group;
    index[i] = chosen;
  }
  return {.shares = torch::stack(views),
          .palette = {palettes_.colours.index_select(0, index), palettes_.used.index_select(0, index)},
          .category = category,
          .index = index,
          .turn = torch::stack(turns)};
}

}  // namespace toile::train
