#include "toile/train/swatch_batches.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/train/tensors.hpp"

namespace toile::train {
SwatchBatches::SwatchBatches(const Pack& pack, const std::string& category, int size, int batch, bool augment,
                             std::uint64_t seed)
    : size_(size), batch_(batch), augment_(augment), seed_(seed) {
  const int side = augment ? size * 5 / 4 : size;
  std::vector<at::Tensor> pictures;
  for (const std::size_t index : pack.items_of(category)) {
    pictures.push_back(scaled_planes(pack, index, side));
  }
  if (pictures.empty()) throw Error(ErrorKind::bad_file, "the pack has no picture in category " + category);
  pictures_ = torch::stack(pictures);
}

at::Tensor SwatchBatches::at_step(std::int64_t step) const {
  return at_step(step, torch::arange(batch_));
}

at::Tensor SwatchBatches::at_step(std::int64_t step, const at::Tensor& members) const {
  const std::int64_t epoch = step / steps_per_epoch();
  std::vector<std::int64_t> order(static_cast<std::size_t>(pictures()));
  std::iota(order.begin(), order.end(), 0);
  std::mt19937_64 shuffle(derive_seed(derive_seed(seed_, 1), static_cast<std::uint64_t>(epoch)));
  std::shuffle(order.begin(), order.end(), shuffle);

  std::mt19937_64 random(derive_seed(derive_seed(seed_, 2), static_cast<std::uint64_t>(step)));
  const std::int64_t first = step % steps_per_epoch() * batch_;
  const std::int64_t slack = pictures_.size(2) - size_;
  const auto* member = members.data_ptr<std::int64_t>();
  const auto* const end = member + members.numel();
  std::vector<at::Tensor> batch;
  for (int i = 0; i < batch_ && member != end; ++i) {
    const bool wanted = *member == i;  // what isn't costs its random numbers and nothing else
    member += wanted ? 1 : 0;
    at::Tensor picture = pictures_[order[static_cast<std::size_t>((first + i) % pictures())]];
    if (augment_) {
      const auto y = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(slack + 1));
      const auto x = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(slack + 1));
      picture = picture.slice(1, y, y + size_).slice(2, x, x + size_);
      if (random() % 2) picture = picture.flip(1);
      if (random() % 2) picture = picture.flip(2);
    }
    if (wanted) batch.push_back(picture);
  }
  return torch::stack(batch).to(at::kFloat).div_(127.5).sub_(1);  // the one place where 0..255 meets -1..1 in training
}

}  // namespace toile::train
