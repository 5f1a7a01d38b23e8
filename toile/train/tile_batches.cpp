#include "toile/train/tile_batches.hpp"

#include <torch/torch.h>

#include <random>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/nets/tile_discriminator.hpp"
#include "toile/train/tensors.hpp"

namespace toile::train {

constexpr std::ptrdiff_t kLeastSwatches = 2;

TileBatches::TileBatches(const Pack& pack, const std::vector<std::string>& categories, int size, int crop, int batch,
                         std::uint64_t seed)
    : crop_(crop), batch_(batch), seed_(seed) {
  std::vector<at::Tensor> pictures;
  for (const std::string& category : categories) {
    first_.push_back(std::ssize(pictures));
    for (const std::size_t index : pack.items_of(category)) pictures.push_back(scaled_planes(pack, index, size));
    const std::ptrdiff_t count = std::ssize(pictures) - first_.back();
    if (count < kLeastSwatches) {
      throw Error(ErrorKind::bad_file, "the pack has " + std::to_string(count) + " pictures in category " + category +
                                           "; at least " + std::to_string(kLeastSwatches) +
                                           " are needed to learn what they have in common");
    }
  }
  first_.push_back(std::ssize(pictures));
  pictures_ = torch::stack(pictures);
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
  const std::int64_t categories = std::ssize(first_) - 1, slack = pictures_.size(2) - crop_;
  const std::int64_t groups = batch_ / nets::kGroup;
  std::vector<at::Tensor> batch;
  at::Tensor category = torch::empty({batch_}, at::kLong), index = torch::empty({batch_}, at::kLong);
  std::vector<at::Tensor> turns;
  for (std::int64_t i = 0; i < batch_; ++i) {
    const std::int64_t group = (step * groups + i / nets::kGroup) % categories;
    const std::int64_t first = first_[static_cast<std::size_t>(group)];
    const std::int64_t count = first_[static_cast<std::size_t>(group) + 1] - first;
    const std::int64_t y = below(slack + 1), x = below(slack + 1);
    const std::int64_t chosen = first + below(count);
    at::Tensor picture = pictures_[chosen].slice(1, y, y + crop_).slice(2, x, x + crop_);
    at::Tensor turn = torch::eye(2);
    if (below(2) == 1) {
      picture = picture.flip(1);
      turn[0].neg_();
    }
    if (below(2) == 1) {
      picture = picture.flip(2);
      turn[1].neg_();
    }
    if (below(2) == 1) {
      picture = picture.transpose(1, 2);
      turn = turn.flip(0);
    }
    batch.push_back(picture);
    turns.push_back(turn);
    category[i] = group;
    index[i] = chosen;
  }
  return {torch::stack(batch).to(at::kFloat).div_(127.5).sub_(1), category, index, torch::stack(turns)};
}

}  // namespace toile::train
