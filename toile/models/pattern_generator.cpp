#include "toile/models/pattern_generator.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

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

/// How much of a second swatch's look a tile has: with less it could pass for the first one, and beyond a half it would
/// be the first one of another draw.
constexpr double kLeastOfSecond = 0.2, kMostOfSecond = 0.5;

/// A tile's look lies between those of two swatches of the category, its lattice is that of the nearer one.
Draw draw(const nets::TileGenerator& net, std::int64_t category, std::int64_t cells, std::uint64_t seed) {
  std::mt19937_64 random(derive_seed(seed, 0));
  const at::Tensor own = at::nonzero(net->swatch_categories() == category).flatten();
  const auto any = [&] {
    return own[static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(own.size(0)))].item<std::int64_t>();
  };
  const std::int64_t first = any(), second = any();
  const double share =
      kLeastOfSecond + (kMostOfSecond - kLeastOfSecond) * static_cast<double>(random() >> 11U) * 0x1p-53;
  Draw drawn{.global = at::lerp(net->codes()[first], net->codes()[second], share).unsqueeze(0),
             .field = nets::draw_field(net->config(), 1, cells, cells, derive_seed(seed, 1))};
  drawn.field.lattice = net->lattices()[first].unsqueeze(0);
  return drawn;
}

/// Several draws as one of several tiles: a small tile alone keeps the machine busy with little but calls.
Draw together(const std::vector<Draw>& draws) {
  std::vector<at::Tensor> globals, lattices, locals;
  std::vector<std::vector<at::Tensor>> noise(draws.front().field.noise.size());
  for (const Draw& drawn : draws) {
    globals.push_back(drawn.global);
    lattices.push_back(drawn.field.lattice);
    locals.push_back(drawn.field.local);
    for (std::size_t level = 0; level < noise.size(); ++level) noise[level].push_back(drawn.field.noise[level]);
  }
  Draw all{.global = at::cat(globals), .field = {.lattice = at::cat(lattices), .local = at::cat(locals), .noise = {}}};
  for (const auto& level : noise) all.field.noise.push_back(at::cat(level));
  return all;
}

/// Moves `from` towards `to`: what is standard normal along a great circle, so that it stays so.
void vary(Draw& from, const Draw& to, double strength) {
  from.global = at::lerp(from.global, to.global, strength);
  from.field.lattice = at::lerp(from.field.lattice, to.field.lattice, strength);
  const double angle = strength * std::numbers::pi / 2;
  const auto blend = [&](at::Tensor& a, const at::Tensor& b) { a = a * std::cos(angle) + b * std::sin(angle); };
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

  /// The style of a draw from a category, pulled towards the category's mean by truncation.
  at::Tensor style(std::int64_t category, const at::Tensor& global, double truncation) const {
    const at::Tensor own = tiles->style(global, torch::full({global.size(0)}, category, at::kLong));
    return at::lerp(tiles->mean_styles().slice(0, category, category + 1), own, truncation);
  }

  /// The seed of the first candidate that is not among those the critic believes least.
  std::uint64_t filtered_seed(const PatternRequest& request) const {
    const std::uint64_t seed = derive_seed(request.seed, request.index);
    if (!request.filter || critic.is_empty()) return seed;
    const std::int64_t number = number_of(request.category);
    std::vector<std::uint64_t> candidates;
    std::vector<Draw> trials;
    for (std::int64_t i = 0; i < nets::kGroup; ++i) {
      candidates.push_back(derive_seed(seed, static_cast<std::uint64_t>(i) + 1));
      trials.push_back(draw(tiles, number, kTrialCells, candidates.back()));
    }
    const at::Tensor category = torch::full({nets::kGroup}, number, at::kLong);
    const Draw all = together(trials);
    const at::Tensor pictures = tiles->forward(style(number, all.global, request.truncation), all.field);
    const at::Tensor belief = critic->forward(pictures, category).mean({1, 2, 3});
    const double middle = belief.median().item<double>();  // of six the lower of the two in the middle
    std::size_t chosen = 0;
    while (belief[static_cast<std::int64_t>(chosen)].item<double>() <= middle && chosen + 1 < candidates.size())
      ++chosen;
    return candidates[chosen];
  }

  /// The seed of the tile that is blended in.
  std::uint64_t mixed_seed(const PatternRequest& request, std::uint64_t own_seed) const {
    if (!request.mix_origin) return own_seed;
    PatternRequest other = request;
    other.category = request.mix;
    other.seed = request.mix_origin->seed;
    other.index = request.mix_origin->index;
    return filtered_seed(other);
  }

  Image tile_of(const PatternRequest& request) const {
    const std::int64_t cells = std::max(kMinCells, static_cast<std::int64_t>(std::lround(request.size / kCellPixels)));
    const auto drawn_from = [&](const std::string& category, std::uint64_t seed) {
      const std::int64_t number = number_of(category);
      Draw drawn = draw(tiles, number, cells, seed);
      for (const Variation& v : request.variations) {
        vary(drawn, draw(tiles, number, cells, derive_seed(v.seed, request.index)), v.strength);
      }
      return std::pair{style(number, drawn.global, request.truncation), std::move(drawn.field)};
    };
    const std::uint64_t own_seed = filtered_seed(request);
    auto [mixed, field] = drawn_from(request.category, own_seed);
    if (!request.mix.empty()) {
      const auto [other, other_field] = drawn_from(request.mix, mixed_seed(request, own_seed));
      mixed = at::lerp(mixed, other, request.mix_share);
      field.lattice = at::lerp(field.lattice, other_field.lattice, request.mix_share);
    }
    return enlarged(tiles->forward(mixed, field), request.size);
  }
};

namespace {

struct PatternFile {
  std::filesystem::path path;
  std::vector<std::string> categories;
};

/// The installed weights, those that know several categories first: they outdo a DCGAN of the same category, which is
/// named after its own.
std::vector<PatternFile> pattern_files() {
  std::vector<PatternFile> files, dcgans;
  for (const auto& [name, path] : all_weights()) {
    if (!name.starts_with(kPrefix)) continue;
    const nets::Weights weights = nets::read_weights(path);
    if (weights.kind == "tile-generator") {
      files.push_back({path, categories_of(weights)});
    } else {
      dcgans.push_back({path, {name.substr(std::string(kPrefix).size())}});
    }
  }
  files.insert(files.end(), dcgans.begin(), dcgans.end());
  return files;
}

}  // namespace

std::vector<std::string> pattern_categories() {
  std::vector<std::string> categories;
  for (const PatternFile& file : pattern_files()) {
    categories.insert(categories.end(), file.categories.begin(), file.categories.end());
  }
  std::sort(categories.begin(), categories.end());
  categories.erase(std::unique(categories.begin(), categories.end()), categories.end());
  return categories;
}

PatternGenerator PatternGenerator::open(const std::string& category, const std::filesystem::path& chosen) {
  std::filesystem::path file = chosen;
  if (chosen.empty()) {
    for (const PatternFile& known : pattern_files()) {
      const bool knows =
          std::find(known.categories.begin(), known.categories.end(), category) != known.categories.end();
      if (knows && file.empty()) file = known.path;
    }
    if (file.empty()) unknown(category, pattern_categories());
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
