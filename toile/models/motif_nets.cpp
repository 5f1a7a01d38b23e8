// New motifs by the motif nets: what MotifMaker opens.

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/models/opened_nets.hpp"
#include "toile/nets/motif_net.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/weights.hpp"

namespace toile::models {
namespace {

using compose::InkMap;

constexpr std::int64_t kCandidates = 4;
constexpr std::int64_t kNeighbours = 6;
/// How far towards the neighbour: with less a motif could pass for the first one, and beyond a half it would be the
/// neighbour of another draw.
constexpr double kLeastOfSecond = 0.38, kMostOfSecond = 0.6;
constexpr double kLeastCover = 0.02;  ///< of the map: a motif that is hardly there is none

/// shares (n, classes, h, w) smoothed by a binomial kernel: outlines are cut with one sweep, not along pixels.
at::Tensor smoothed(const at::Tensor& shares) {
  const at::Tensor row = torch::tensor({1.0F, 4.0F, 6.0F, 4.0F, 1.0F}) / 16;
  const at::Tensor kernel = (row.view({5, 1}) * row).expand({shares.size(1), 1, 5, 5});
  return at::conv2d(at::replication_pad2d(shares, {2, 2, 2, 2}), kernel, {}, at::IntArrayRef{1}, at::IntArrayRef{0},
                    at::IntArrayRef{1}, shares.size(1));
}

struct Mixture {
  std::int64_t first = 0, second = 0;
  double share = 0;
};

class DecodedMotifs : public MotifNet {
 public:
  DecodedMotifs(const nets::Weights& weights, const std::string& file, std::size_t kinds)
      : decoder_(nets::MotifConfig::from_json(weights.config)), of_kind_(kinds) {
    nets::load_tensors(*decoder_, nets::with_prefix(weights.tensors, "decoder."), file);
    decoder_->eval();
    const auto numbers = motif_kinds();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] < 0 || numbers[i] >= std::ssize(of_kind_)) {
        throw Error(ErrorKind::bad_file, file + " has a motif of no kind");
      }
      of_kind_[static_cast<std::size_t>(numbers[i])].push_back(static_cast<std::int64_t>(i));
    }
  }

  std::vector<int> motif_kinds() const override {
    const at::Tensor kinds = decoder_->motif_kinds().to(at::kInt).contiguous();
    return {kinds.data_ptr<int>(), kinds.data_ptr<int>() + kinds.numel()};
  }

  /// Of several candidates the best; without merit when all are empty.
  MadeMotif make(std::size_t kind, std::uint64_t seed, int side) const override {
    const torch::NoGradGuard no_grad;
    const nets::FixedThreads one(1);  // a batch of four is too small to share, and bytes must not depend on threads
    std::vector<Mixture> mixtures;
    std::vector<at::Tensor> codes;
    for (std::int64_t i = 0; i < kCandidates; ++i) {
      const Mixture mixture = mixture_of(kind, derive_seed(seed, static_cast<std::uint64_t>(i)));
      const at::Tensor all = decoder_->codes();
      codes.push_back(at::lerp(all[mixture.first], all[mixture.second], mixture.share));
      mixtures.push_back(mixture);
    }
    const at::Tensor kinds = torch::full({kCandidates}, static_cast<std::int64_t>(kind), at::kLong);
    const at::Tensor logits = decoder_->forward(nets::on_sphere(at::stack(codes)), kinds);
    MadeMotif best;
    for (std::int64_t i = 0; i < kCandidates; ++i) {
      const Mixture& mixture = mixtures[static_cast<std::size_t>(i)];
      auto [map, confidence] = mapped(logits[i], mixture.first, side);
      const double whole = compose::wholeness(map);
      map = compose::cleaned(std::move(map));
      const auto inked =
          std::count_if(map.inks.begin(), map.inks.end(), [](int ink) { return ink != InkMap::kNothing; });
      const bool there = static_cast<double>(inked) >= kLeastCover * static_cast<double>(map.inks.size());
      const double merit = there ? confidence * whole : 0;
      if (merit <= best.merit) continue;
      best = {.map = std::move(map),
              .first = static_cast<int>(mixture.first),
              .second = static_cast<int>(mixture.second),
              .merit = merit};
    }
    return best;
  }

  InkMap given_back(int number, int side) const override {
    const torch::NoGradGuard no_grad;
    const nets::FixedThreads one(1);
    const at::Tensor index = torch::tensor({static_cast<std::int64_t>(number)});
    const at::Tensor logits =
        decoder_->forward(decoder_->codes().index_select(0, index), decoder_->motif_kinds().index_select(0, index));
    return mapped(logits[0], number, side).first;
  }

 private:
  Mixture mixture_of(std::size_t kind, std::uint64_t seed) const {
    std::mt19937_64 random(seed);
    const auto& own = of_kind_[kind];
    const auto below = [&](std::uint64_t limit) { return static_cast<std::int64_t>(random() % limit); };
    const std::int64_t first = own[static_cast<std::size_t>(below(own.size()))];
    const at::Tensor candidates = torch::tensor(own);
    const at::Tensor distance =
        (decoder_->codes().index_select(0, candidates) - decoder_->codes()[first]).square().sum(1);
    // the nearest one is the motif itself
    const at::Tensor order = distance.argsort();
    const std::int64_t near = std::min<std::int64_t>(kNeighbours, std::ssize(own) - 1);
    const std::int64_t rank = near < 1 ? 0 : 1 + below(static_cast<std::uint64_t>(near));
    const double unit = static_cast<double>(random() >> 11U) * 0x1p-53;
    return {.first = first,
            .second = own[static_cast<std::size_t>(order[rank].item<std::int64_t>())],
            .share = kLeastOfSecond + (kMostOfSecond - kLeastOfSecond) * unit};
  }

  /// logits (kClasses, 128, 128) as the likeliest classes of an enlarged map, and the net's confidence in its inks.
  std::pair<InkMap, double> mapped(const at::Tensor& logits, std::int64_t first, int side) const {
    const at::Tensor large =
        at::upsample_bicubic2d(smoothed(at::softmax(logits.unsqueeze(0), 1)), {side, side}, false).squeeze(0);
    const at::Tensor likely = large.argmax(0).to(at::kByte).contiguous();
    InkMap map{.side = side, .inks = std::vector<std::uint8_t>(static_cast<std::size_t>(side) * side), .palette = {}};
    std::memcpy(map.inks.data(), likely.data_ptr(), map.inks.size());
    const at::Tensor palette = decoder_->palettes()[first].contiguous();
    std::memcpy(map.palette.data(), palette.data_ptr(), sizeof map.palette);
    const at::Tensor sure = std::get<0>(large.max(0));
    const at::Tensor inked = likely != InkMap::kNothing;
    const double count = inked.sum().item<double>();
    const double confidence = count == 0 ? 0 : (sure * inked).sum().item<double>() / count;
    return {std::move(map), confidence};
  }

  mutable nets::MotifDecoder decoder_;
  std::vector<std::vector<std::int64_t>> of_kind_;  ///< the motifs of each kind
};

}  // namespace

std::unique_ptr<MotifNet> open_motif_net(const std::filesystem::path& file, std::size_t kinds) {
  return std::make_unique<DecodedMotifs>(nets::read_weights(file, kMotifNets), file.string(), kinds);
}

}  // namespace toile::models
