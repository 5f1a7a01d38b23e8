#include "toile/train/tile_batches.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <array>
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
constexpr std::int64_t kChunk = 64;  ///< swatches drawn at a time

/// The inks of one item at `side` pixels: each takes that of the pixel in its middle.
at::Tensor inks_of(const Pack& pack, std::size_t index, std::int64_t side) {
  auto* bytes = const_cast<std::uint8_t*>(pack.planes(index).data());  // read only, as the mapping is
  const std::int64_t height = pack.layout().height, width = pack.layout().width;
  const at::Tensor all = torch::from_blob(bytes, {height, width}, at::kByte);
  const auto middles = [&](std::int64_t length) { return (torch::arange(side) * 2 + 1) * length / (2 * side); };
  const at::Tensor rows = middles(height).to(at::kLong), columns = middles(width).to(at::kLong);
  return all.index_select(0, rows).index_select(1, columns).contiguous();
}

/// inks (n, h, w) int64: each pixel's own ink is 1, the others 0: (n, inks, h, w).
at::Tensor planes_of(const at::Tensor& inks) {
  at::Tensor planes =
      torch::zeros({inks.size(0), kMostInks, inks.size(1), inks.size(2)}, inks.options().dtype(at::kFloat));
  return planes.scatter_(1, inks.unsqueeze(1), 1);
}

}  // namespace

TileBatches::TileBatches(const Pack& pack, const std::vector<std::string>& categories, int size, int batch,
                         std::uint64_t seed, const std::string& device)
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
  ink_ = torch::stack(inks).to(at::Device(device));
  palettes_ = {torch::stack(colours), torch::stack(used)};
  near_ = torch::zeros({swatches()}, at::kBool).to(ink_.device());
  lattices_ = swatch_lattices(pictures());
  const at::Tensor length = 1 / lattices_.cycles.select(1, 0).norm(2, 1);
  near_ = ((length < kShortWave) & (lattices_.strength.select(1, 0) > kStandsOut)).to(ink_.device());
  lattices_ = swatch_lattices(pictures());
}

at::Tensor TileBatches::views(const at::Tensor& index, const at::Tensor& down, const at::Tensor& right) const {
  const std::int64_t n = index.size(0);
  const at::Tensor chosen = index.to(ink_.device()), ink = ink_.index_select(0, chosen).to(at::kLong);
  const auto along = [&](const at::Tensor& start) {
    return (start.view({n, 1}) + torch::arange(size_)).to(ink_.device());
  };
  const at::Tensor rows = ink.gather(1, along(down).unsqueeze(2).expand({n, size_, 2 * size_}));
  const at::Tensor half = rows.gather(2, along(right).unsqueeze(1).expand({n, size_, size_}));
  const at::Tensor near = near_.index_select(0, chosen).view({n, 1, 1, 1});
  return at::where(near, planes_of(half), at::avg_pool2d(planes_of(ink), 2));
}

at::Tensor TileBatches::pictures() const {
  std::vector<at::Tensor> all;
  for (const at::Tensor& index : torch::arange(swatches()).split(kChunk)) {
    const nets::TilePalette palette{palettes_.colours.index_select(0, index), palettes_.used.index_select(0, index)};
    const at::Tensor middle = torch::full({index.size(0)}, size_ / 2, at::kLong);
    const at::Tensor pictures = nets::picture_of(views(index, middle, middle).cpu(), palette);
    all.push_back(pictures.add(1).mul(127.5).round().clamp(0, 255).to(at::kByte));
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
  return at_step(step, torch::arange(batch_));
}

LabelledSwatches TileBatches::at_step(std::int64_t step, const at::Tensor& members) const {
  std::mt19937_64 random(derive_seed(derive_seed(seed_, 2), static_cast<std::uint64_t>(step)));
  const auto below = [&](std::int64_t limit) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
  };
  const std::int64_t categories = std::ssize(first_) - 1, groups = batch_ / nets::kGroup;
  std::vector<std::int64_t> category, index, down, right;
  std::array<std::vector<std::int64_t>, 3> flips;  // upside down, left to right, rows for columns
  std::vector<float> turns;                        // four numbers a view
  for (std::int64_t i = 0; i < batch_; ++i) {
    const std::int64_t group = (step * groups + i / nets::kGroup) % categories;
    const std::int64_t first = first_[static_cast<std::size_t>(group)];
    const std::int64_t count = first_[static_cast<std::size_t>(group) + 1] - first;
    category.push_back(group);
    down.push_back(below(size_ + 1));
    right.push_back(below(size_ + 1));
    index.push_back(first + below(count));
    for (auto& flip : flips) flip.push_back(below(2));
    const float y = flips[0].back() == 1 ? -1 : 1, x = flips[1].back() == 1 ? -1 : 1;
    if (flips[2].back() == 1) {
      turns.insert(turns.end(), {0, x, y, 0});
    } else {
      turns.insert(turns.end(), {y, 0, 0, x});
    }
  }
  const auto tensor = [](const std::vector<std::int64_t>& numbers) { return torch::tensor(numbers, at::kLong); };
  const auto part = [&](const std::vector<std::int64_t>& numbers) { return tensor(numbers).index_select(0, members); };
  const at::Tensor which = tensor(index);
  at::Tensor shares = views(part(index), part(down), part(right));
  const auto flipped = [&](std::size_t flip, const at::Tensor& other) {
    shares = at::where(part(flips[flip]).to(at::kBool).view({-1, 1, 1, 1}).to(shares.device()), other, shares);
  };
  flipped(0, shares.flip(2));
  flipped(1, shares.flip(3));
  flipped(2, shares.transpose(2, 3));
  return {.shares = shares,
          .palette = {palettes_.colours.index_select(0, which), palettes_.used.index_select(0, which)},
          .category = tensor(category),
          .index = which,
          .turn = torch::tensor(turns).view({batch_, 2, 2})};
}

}  // namespace toile::train
