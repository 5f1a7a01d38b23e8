#include "toile/models/pattern_generator.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/find_weights.hpp"
#include "toile/nets/dcgan.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/tile_discriminator.hpp"
#include "toile/nets/tile_generator.hpp"
#include "toile/nets/weights.hpp"
#include "toile/pattern/enlarge.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::models {
namespace {

constexpr int kMinSize = 64;
constexpr int kMaxSize = 4096;
constexpr const char* kPrefix = "patterns/";
/// The weights that know several categories; all others in the folder are named after theirs.
constexpr const char* kTiles = "patterns/tile";
/// A DCGAN's tile is a grid of so many blocks each way, of one picture each, knitted together by the wrapped layers.
constexpr std::int64_t kBlocks = 4;
/// How far a block's latent departs from the tile's common one, as a share of its variance. Looked at from 0 to 0.5:
/// above 0.1 the blocks show as patches, at 0 every block is the same picture.
constexpr double kVariety = 0.05;
/// The tile generator's own pixels become so many each way: swatches of 224 pixels were learnt at 112.
constexpr int kEnlargement = 2;
constexpr double kCellPixels = nets::TileConfig::kCell * kEnlargement;
constexpr std::int64_t kMinCells = 4;
/// Cells of a trial tile that the critic judges: as in training.
constexpr std::int64_t kTrialCells = 4;

/// (1, latent, kBlocks, kBlocks): one style for the tile plus a departure of its own for every block, each standard
/// normal again.
at::Tensor torus_latents(int latent, std::uint64_t seed) {
  auto random = torch::make_generator<at::CPUGeneratorImpl>(seed);
  const at::Tensor common = torch::randn({1, latent, 1, 1}, random);
  const at::Tensor own = torch::randn({1, latent, kBlocks, kBlocks}, random);
  return common * std::sqrt(1 - kVariety) + own * std::sqrt(kVariety);
}

/// All that is random in a tile.
struct Draw {
  at::Tensor global;
  nets::TileField field;
};

Draw draw(const nets::TileConfig& config, std::int64_t cells, std::uint64_t seed) {
  auto random = torch::make_generator<at::CPUGeneratorImpl>(derive_seed(seed, 0));
  return {.global = torch::randn({1, config.global}, random),
          .field = nets::draw_field(config, 1, cells, cells, derive_seed(seed, 1))};
}

/// Moves `from` towards `to` along a great circle, so that what was standard normal stays so.
void vary(Draw& from, const Draw& to, double strength) {
  const double angle = strength * std::numbers::pi / 2;
  const auto blend = [&](at::Tensor& a, const at::Tensor& b) { a = a * std::cos(angle) + b * std::sin(angle); };
  blend(from.global, to.global);
  blend(from.field.local, to.field.local);
  for (std::size_t level = 0; level < from.field.noise.size(); ++level) {
    blend(from.field.noise[level], to.field.noise[level]);
  }
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

/// The net's picture at the size asked.
Image enlarged(const at::Tensor& picture, int size) {
  return pattern::enlarge(to_image(picture), size, size);
}

Image cut(const Image& tile, const pattern::Cut& where) {
  return image::roll(tile, where.right, where.down);
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

std::vector<std::string> categories_of(const nets::Weights& weights) {
  std::vector<std::string> names;
  for (const Json& name : weights.card.at("categories").array()) names.push_back(name.string());
  return names;
}

void check(const char* what, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorKind::usage, std::string(what) + " is " + Json(value).dump() + "; it must be from " +
                                    Json(low).dump() + " to " + Json(high).dump());
}

[[noreturn]] void unknown(const std::string& category, const std::vector<std::string>& known) {
  throw Error(ErrorKind::not_found, "there is no category " + category + "; there are " + listed(known));
}

}  // namespace

struct PatternGenerator::Net {
  std::filesystem::path file;
  std::vector<std::string> categories;
  // One of the two, as the file has it.
  nets::DcganConfig dcgan_config;
  mutable nets::DcganGenerator dcgan{nullptr};
  mutable nets::TileGenerator tiles{nullptr};
  mutable nets::PixelDiscriminator critic{nullptr};  ///< none in weights that were trained without

  std::int64_t number_of(const std::string& category) const {
    const auto found = std::find(categories.begin(), categories.end(), category);
    if (found == categories.end()) unknown(category, categories);
    return found - categories.begin();
  }

  /// The style of a category, drawn towards its mean by truncation.
  at::Tensor style(const std::string& category, const at::Tensor& global, double truncation) const {
    const std::int64_t number = number_of(category);
    const at::Tensor own = tiles->style(global, torch::tensor({number}));
    return at::lerp(tiles->mean_styles().slice(0, number, number + 1), own, truncation);
  }

  /// The seed of the first candidate that is not among those the critic believes least.
  std::uint64_t filtered_seed(const PatternRequest& request) const {
    const std::uint64_t seed = derive_seed(request.seed, request.index);
    if (!request.filter || critic.is_empty()) return seed;
    std::vector<std::uint64_t> candidates;
    std::vector<at::Tensor> trials;
    for (std::int64_t i = 0; i < nets::kGroup; ++i) {
      candidates.push_back(derive_seed(seed, static_cast<std::uint64_t>(i) + 1));
      const Draw drawn = draw(tiles->config(), kTrialCells, candidates.back());
      trials.push_back(tiles->forward(style(request.category, drawn.global, request.truncation), drawn.field));
    }
    const at::Tensor category = torch::full({nets::kGroup}, number_of(request.category), at::kLong);
    const at::Tensor belief = critic->forward(at::cat(trials), category).mean({1, 2, 3});
    const double middle = belief.median().item<double>();  // of six the lower of the two in the middle
    std::size_t chosen = 0;
    while (belief[static_cast<std::int64_t>(chosen)].item<double>() <= middle && chosen + 1 < candidates.size())
      ++chosen;
    return candidates[chosen];
  }

  Image tile_of(const PatternRequest& request) const {
    const std::int64_t cells = std::max(kMinCells, static_cast<std::int64_t>(std::lround(request.size / kCellPixels)));
    Draw drawn = draw(tiles->config(), cells, filtered_seed(request));
    for (const Variation& v : request.variations) {
      vary(drawn, draw(tiles->config(), cells, derive_seed(v.seed, request.index)), v.strength);
    }
    at::Tensor mixed = style(request.category, drawn.global, request.truncation);
    if (!request.mix.empty()) {
      mixed = at::lerp(mixed, style(request.mix, drawn.global, request.truncation), request.mix_share);
    }
    return enlarged(tiles->forward(mixed, drawn.field), request.size);
  }
};

std::vector<std::string> pattern_categories() {
  std::vector<std::string> categories;
  for (const auto& [name, path] : all_weights()) {
    if (name == kTiles) {
      for (std::string& category : categories_of(nets::read_weights(path, "tile-generator"))) {
        categories.push_back(std::move(category));
      }
    } else if (name.starts_with(kPrefix)) {
      categories.push_back(name.substr(std::string(kPrefix).size()));
    }
  }
  std::sort(categories.begin(), categories.end());
  categories.erase(std::unique(categories.begin(), categories.end()), categories.end());
  return categories;
}

PatternGenerator PatternGenerator::open(const std::string& category, const std::filesystem::path& chosen) {
  std::filesystem::path file = chosen;
  if (chosen.empty()) {
    const auto known = pattern_categories();
    if (std::find(known.begin(), known.end(), category) == known.end()) unknown(category, known);
    for (const auto& [name, path] : all_weights()) {
      if (name == kPrefix + category) file = path;
    }
    for (const auto& [name, path] : all_weights()) {
      if (name != kTiles) continue;
      const auto inside = categories_of(nets::read_weights(path, "tile-generator"));
      if (std::find(inside.begin(), inside.end(), category) != inside.end()) file = path;
    }
  }
  const nets::Weights weights = nets::read_weights(find_weights("", file));
  auto net = std::make_unique<Net>(Net{.file = file, .categories = {category}, .dcgan_config = {}});
  if (weights.kind == "tile-generator") {
    net->categories = categories_of(weights);
    net->number_of(category);
    net->tiles = nets::TileGenerator(nets::TileConfig::from_json(weights.config));
    nets::load_tensors(*net->tiles, nets::with_prefix(weights.tensors, "generator."), file.string());
    net->tiles->eval();
    if (const int width = static_cast<int>(weights.config.at("critic_width").integer()); width > 0) {
      net->critic = nets::PixelDiscriminator(width, static_cast<int>(net->categories.size()));
      nets::load_tensors(*net->critic, nets::with_prefix(weights.tensors, "critic."), file.string());
      net->critic->eval();
    }
  } else if (weights.kind == "dcgan-generator") {
    net->dcgan_config = nets::DcganConfig::from_json(weights.config);
    net->dcgan = nets::DcganGenerator(net->dcgan_config);
    nets::load_tensors(*net->dcgan, weights.tensors, file.string());
    net->dcgan->eval();
  } else {
    throw Error(ErrorKind::bad_file, file.string() + " holds a " + weights.kind +
                                         "; patterns come from a tile-generator or a dcgan-generator");
  }
  return PatternGenerator(std::move(net));
}

PatternGenerator::PatternGenerator(std::unique_ptr<Net> net) : net_(std::move(net)) {}
PatternGenerator::PatternGenerator(PatternGenerator&&) noexcept = default;
PatternGenerator::~PatternGenerator() = default;

const std::vector<std::string>& PatternGenerator::categories() const {
  return net_->categories;
}

const std::filesystem::path& PatternGenerator::file() const {
  return net_->file;
}

Pattern PatternGenerator::generate(const PatternRequest& request) const {
  if (request.size < kMinSize || request.size > kMaxSize) {
    throw Error(ErrorKind::usage, "size is " + std::to_string(request.size) + "; it must be from " +
                                      std::to_string(kMinSize) + " to " + std::to_string(kMaxSize) + " pixels");
  }
  check("the share of the mixed category", request.mix_share, 0, 1);
  check("truncation", request.truncation, 0, 1);
  for (const Variation& variation : request.variations) check("strength", variation.strength, 0, 1);
  const torch::InferenceMode inference;
  const nets::FixedThreads one(1);  // same bytes whatever the threads; of several tiles, each has a thread
  if (!net_->tiles.is_empty()) {
    const Image tile = net_->tile_of(request);
    if (request.mix.empty() && request.variations.empty()) return {.tile = cut(tile, pattern::plainest_cut(tile))};
    // A neighbour is cut where the tile it comes from was: nothing jumps.
    PatternRequest first = request;
    first.mix.clear();
    first.variations.clear();
    return {.tile = cut(tile, pattern::plainest_cut(net_->tile_of(first)))};
  }
  if (!request.mix.empty() || !request.variations.empty()) {
    throw Error(ErrorKind::usage,
                net_->file.string() +
                    " is a DCGAN, which can neither mix categories nor vary a tile; choose weights of "
                    "the tile recipe");
  }
  const at::Tensor z = torus_latents(net_->dcgan_config.latent, derive_seed(request.seed, request.index));
  const Image tile = enlarged(net_->dcgan->forward_torus(z), request.size);
  return {.tile = cut(tile, pattern::plainest_cut(tile))};
}

}  // namespace toile::models
