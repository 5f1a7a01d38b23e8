#include "toile/train/motif_batches.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <random>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/nets/motif_net.hpp"

namespace toile::train {
namespace {

/// A kind of n motifs comes up like n to this power.
constexpr double kEvenness = 0.75;
constexpr double kScaleADegree = 0.008, kShiftADegree = 0.005;  ///< logarithm; halves of the side
constexpr auto kNothing = nets::MotifConfig::kClasses - 1;

}  // namespace

MotifBatches::MotifBatches(const Pack& pack, int batch, double turn, std::uint64_t seed, const std::string& device)
    : batch_(batch), turn_(turn), seed_(seed) {
  const PackLayout& layout = pack.layout();
  const std::int64_t side = nets::MotifConfig::kSide, n = std::ssize(pack.items());
  if (layout.width != side || layout.height != side || layout.channels != 1 || n == 0) {
    throw Error(ErrorKind::bad_file, "the pack holds " + std::to_string(n) + " motifs of " +
                                         std::to_string(layout.width) + " pixels; the motif recipe needs motifs of " +
                                         std::to_string(side));
  }
  inks_ = torch::empty({n, side, side}, at::kByte);
  kinds_ = torch::empty({n}, at::kLong);
  palettes_ = torch::empty({n, kNothing, 3}, at::kByte);
  std::vector<double> sizes(layout.groups.size());
  for (std::int64_t i = 0; i < n; ++i) {
    const PackItem& item = pack.items()[static_cast<std::size_t>(i)];
    const auto planes = pack.planes(static_cast<std::size_t>(i));
    if (std::ssize(item.palette) != kNothing || *std::max_element(planes.begin(), planes.end()) > kNothing) {
      throw Error(ErrorKind::bad_file, "the motif " + item.source + " isn't of " + std::to_string(kNothing) + " inks");
    }
    std::memcpy(inks_[i].data_ptr(), planes.data(), planes.size());
    std::memcpy(palettes_[i].data_ptr(), item.palette.data(), static_cast<std::size_t>(3 * kNothing));
    kinds_[i] = item.group;
    sizes[static_cast<std::size_t>(item.group)] += 1;
  }
  double sum = 0;
  for (const PackItem& item : pack.items()) {
    chances_.push_back(sum += std::pow(sizes[static_cast<std::size_t>(item.group)], kEvenness - 1));
  }
  for (double& chance : chances_) chance /= sum;
  inks_ = inks_.to(at::Device(device));
}

InkedMotifs MotifBatches::at_step(std::int64_t step, int paired, const at::Tensor& neighbours) const {
  return at_step(step, paired, neighbours, torch::arange(batch_));
}

InkedMotifs MotifBatches::at_step(std::int64_t step, int paired, const at::Tensor& neighbours,
                                  const at::Tensor& members) const {
  std::mt19937_64 random(derive_seed(derive_seed(seed_, 2), static_cast<std::uint64_t>(step)));
  const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  const auto around = [&](double limit) { return (2 * uniform() - 1) * limit; };
  std::vector<std::int64_t> chosen;
  std::vector<float> maps;  // six numbers a motif
  for (int i = 0; i < batch_ - paired; ++i) {
    const auto found = std::upper_bound(chances_.begin(), chances_.end(), uniform());
    chosen.push_back(std::min<std::ptrdiff_t>(found - chances_.begin(), std::ssize(chances_) - 1));
    const double angle = around(turn_) * std::numbers::pi / 180, scale = std::exp(around(turn_ * kScaleADegree));
    const double flip = uniform() < 0.5 ? -1 : 1, c = scale * std::cos(angle), s = scale * std::sin(angle);
    const double right = around(turn_ * kShiftADegree), down = around(turn_ * kShiftADegree);
    for (const double value : {flip * c, -flip * s, right, s, c, down}) maps.push_back(static_cast<float>(value));
  }
  for (int i = 0; i < paired; ++i) {
    const at::Tensor near = neighbours[chosen[static_cast<std::size_t>(i)]];
    const auto which = static_cast<std::int64_t>(uniform() * static_cast<double>(near.size(0)));
    chosen.push_back(near[which].item<std::int64_t>());
    for (int k = 0; k < 6; ++k) maps.push_back(maps[static_cast<std::size_t>(6 * i + k)]);
  }
  const at::Tensor index = torch::tensor(chosen, at::kLong);
  const at::Tensor map = torch::tensor(maps).view({batch_, 2, 3}).index_select(0, members).to(inks_.device());
  const at::Tensor mine = index.index_select(0, members);
  // outside of the picture a sample is 0: that has to mean nothing
  const at::Tensor sunk = inks_.index_select(0, mine.to(inks_.device())).to(at::kFloat).sub(kNothing).unsqueeze(1);
  const at::Tensor grid = at::affine_grid_generator(map, sunk.sizes(), false);
  const at::Tensor warped = at::grid_sampler(sunk, grid, 1, 0, false);  // nearest, zeros
  return {warped.squeeze(1).round().to(at::kLong).add(kNothing), kinds_.index_select(0, mine), index};
}

at::Tensor shares_of(const at::Tensor& inks) {
  const std::int64_t n = inks.size(0), side = inks.size(1);
  at::Tensor planes = torch::zeros({n, nets::MotifConfig::kClasses, side, side}, inks.options().dtype(at::kFloat));
  planes.scatter_(1, inks.unsqueeze(1), 1);
  return at::avg_pool2d(planes, 2);
}

}  // namespace toile::train
