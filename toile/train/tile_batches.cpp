#include "toile/train/tile_batches.hpp"

#include <torch/torch.h>

#include <random>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/nets/tile_discriminator.hpp"
#include "toile/train/tensors.hpp"

namespace toile::train {
TileBatches::TileBatches(const Pack& pack, const std::vector<std::string>& categories, int size, int crop, int batch,
                         std::uint64_t seed)
    : crop_(crop), batch_(batch), seed_(seed) {
  std::vector<at::Tensor> pictures;
  for (const std::string& category : categories) {
    first_.push_back(std::ssize(pictures));
    for (const std::size_t index : pack.items_of(category)) pictures.push_back(scaled_planes(pack, index, size));
    if (std::ssize(pictures) == first_.back()) {
      throw Error(ErrorKind::bad_file, "the pack has no picture in category " + category);
    }
  }
  first_.push_back(std::ssize(pictures));
  pictures_ = torch::stack(pictures);
}

LabelledSwatches TileBatches::at_step(std::int64_t step) const {
  std::mt19937_64 random(derive_seed(derive_seed(seed_, 2), static_cast<std::uint64_t>(step)));
  const auto below = [&](std::int64_t limit) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
  };
  const std::int64_t categories = std::ssize(first_) - 1, slack = pictures_.size(2) - crop_;
  const std::int64_t groups = batch_ / nets::kGroup;
  std::vector<at::Tensor> batch;
  at::Tensor category = torch::empty({batch_}, at::kLong);
  for (std::int64_t i = 0; i < batch_; ++i) {
    const std::int64_t group = (step * groups + i / nets::kGroup) % categories;
    const std::int64_t first = first_[static_cast<std::size_t>(group)];
    const std::int64_t count = first_[static_cast<std::size_t>(group) + 1] - first;
    const std::int64_t y = below(slack + 1), x = below(slack + 1);
    at::Tensor picture = pictures_[first + below(count)].slice(1, y, y + crop_).slice(2, x, x + crop_);
    if (below(2) == 1) picture = picture.flip(1);
    if (below(2) == 1) picture = picture.flip(2);
    if (below(2) == 1) picture = picture.transpose(1, 2);
    batch.push_back(picture);
    category[i] = group;
  }
  return {torch::stack(batch).to(at::kFloat).div_(127.5).sub_(1), category};
}

}  // namespace toile::train
