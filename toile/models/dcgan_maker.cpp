#include "toile/models/dcgan_maker.hpp"

#include <torch/torch.h>

#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/tensor_picture.hpp"
#include "toile/nets/dcgan.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/weights.hpp"
#include "toile/pattern/enlarge.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::models {
namespace {

/// A DCGAN's tile is a grid of so many blocks each way, of one picture each, knitted together by the wrapped layers.
constexpr std::int64_t kBlocks = 4;
/// How far a block's latent departs from the tile's common one, as a share of its variance. Looked at from 0 to 0.5:
/// above 0.1 the blocks show as patches, at 0 every block is the same picture.
constexpr double kVariety = 0.05;
/// (1, latent, kBlocks, kBlocks): one style for the tile plus a departure of its own for every block, each standard
/// normal again.
at::Tensor torus_latents(int latent, std::uint64_t seed) {
  auto random = torch::make_generator<at::CPUGeneratorImpl>(seed);
  const at::Tensor common = torch::randn({1, latent, 1, 1}, random);
  const at::Tensor own = torch::randn({1, latent, kBlocks, kBlocks}, random);
  return common * std::sqrt(1 - kVariety) + own * std::sqrt(kVariety);
}

class DcganMaker : public PatternMaker {
 public:
  DcganMaker(const std::filesystem::path& file, const std::string& category) : file_(file), categories_{category} {
    const nets::Weights weights = nets::read_weights(file);
    config_ = nets::DcganConfig::from_json(weights.config);
    net_ = nets::DcganGenerator(config_);
    nets::load_tensors(*net_, weights.tensors, file.string());
    net_->eval();
    if (const Json* known = weights.card.is_object() ? weights.card.find("categories") : nullptr) {
      categories_.clear();
      for (const Json& name : known->array()) categories_.push_back(name.string());
    }
  }

  const std::vector<std::string>& categories() const override { return categories_; }
  std::string source() const override { return file_.filename().string(); }

  Made make(const PatternRequest& request) const override {
    if (!request.mix.empty() || !request.variations.empty()) {
      throw Error(ErrorKind::usage, file_.string() +
                                        " is a DCGAN, which can neither mix categories nor vary a tile; choose "
                                        "weights of the tile recipe");
    }
    const torch::InferenceMode inference;
    const nets::FixedThreads one(1);  // same bytes whatever the threads; of several tiles, each has a thread
    const at::Tensor z = torus_latents(config_.latent, derive_seed(request.seed, request.index));
    const Image tile = pattern::enlarge(to_image(net_->forward_torus(z)), request.size, request.size);
    const pattern::Cut where = pattern::plainest_cut(tile);
    return {.pattern = {.tile = image::roll(tile, where.right, where.down)}, .print = {}, .note = {}};
  }

 private:
  std::filesystem::path file_;
  std::vector<std::string> categories_;
  nets::DcganConfig config_;
  mutable nets::DcganGenerator net_{nullptr};
};

}  // namespace

std::unique_ptr<PatternMaker> open_dcgan_maker(const std::filesystem::path& weights, const std::string& category) {
  return std::make_unique<DcganMaker>(weights, category);
}

}  // namespace toile::models
