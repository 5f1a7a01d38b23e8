#include "toile/models/pattern_generator.hpp"

#include <torch/torch.h>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/find_weights.hpp"
#include "toile/nets/dcgan.hpp"
#include "toile/nets/weights.hpp"

namespace toile::models {
namespace {

constexpr int kMinSize = 64;
constexpr int kMaxSize = 4096;
constexpr const char* kPrefix = "patterns/";
/// The tile is a grid of so many blocks each way; blocks of one picture each, knitted together by the wrapped layers.
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

Image to_image(const at::Tensor& picture) {
  const at::Tensor bytes = picture.squeeze(0).add(1).mul(127.5).round().clamp(0, 255).to(at::kByte);
  const at::Tensor interleaved = bytes.permute({1, 2, 0}).contiguous();
  const auto* data = interleaved.data_ptr<std::uint8_t>();
  return {.width = static_cast<int>(interleaved.size(1)),
          .height = static_cast<int>(interleaved.size(0)),
          .rgb = {data, data + interleaved.numel()},
          .alpha = {}};
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

}  // namespace

struct PatternGenerator::Net {
  std::filesystem::path file;
  nets::DcganConfig config;
  mutable nets::DcganGenerator generator;
};

std::vector<std::string> pattern_categories() {
  std::vector<std::string> categories;
  for (const auto& [name, path] : all_weights()) {
    if (name.starts_with(kPrefix)) categories.push_back(name.substr(std::string(kPrefix).size()));
  }
  return categories;
}

PatternGenerator PatternGenerator::open(const std::string& category, const std::filesystem::path& chosen) {
  const auto known = pattern_categories();
  if (chosen.empty() && std::find(known.begin(), known.end(), category) == known.end()) {
    throw Error(ErrorKind::not_found, "there is no category " + category + "; there are " + listed(known));
  }
  const std::filesystem::path file = find_weights(kPrefix + category, chosen);
  const nets::Weights weights = nets::read_weights(file, "dcgan-generator");
  const auto config = nets::DcganConfig::from_json(weights.config);
  auto net = std::make_unique<Net>(Net{file, config, nets::DcganGenerator(config)});
  nets::load_tensors(*net->generator, weights.tensors, file.string());
  net->generator->eval();
  return PatternGenerator(std::move(net));
}

PatternGenerator::PatternGenerator(std::unique_ptr<Net> net) : net_(std::move(net)) {}
PatternGenerator::PatternGenerator(PatternGenerator&&) noexcept = default;
PatternGenerator::~PatternGenerator() = default;

const std::filesystem::path& PatternGenerator::file() const {
  return net_->file;
}

Pattern PatternGenerator::generate(const PatternRequest& request) const {
  if (request.size < kMinSize || request.size > kMaxSize) {
    throw Error(ErrorKind::usage, "size is " + std::to_string(request.size) + "; it must be from " +
                                      std::to_string(kMinSize) + " to " + std::to_string(kMaxSize) + " pixels");
  }
  const torch::InferenceMode inference;
  const at::Tensor z = torus_latents(net_->config.latent, derive_seed(request.seed, request.index));
  const Image tile = to_image(net_->generator->forward_torus(z));
  return {.tile = image::resize_tile(tile, request.size, request.size)};
}

}  // namespace toile::models
