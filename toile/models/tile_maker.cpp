#include "toile/models/tile_maker.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/tensor_picture.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/tile_discriminator.hpp"
#include "toile/nets/tile_generator.hpp"
#include "toile/nets/weights.hpp"
#include "toile/pattern/enlarge.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::models {
namespace {

/// The tile generator's own pixels become so many each way: swatches of 224 pixels were learnt at 112.
constexpr int kEnlargement = 2;
constexpr double kCellPixels = nets::TileConfig::kCell * kEnlargement;
constexpr std::int64_t kMinCells = 4;
/// Cells of a trial tile that the critic judges: as in training.
constexpr std::int64_t kTrialCells = 4;

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

class TileMaker : public PatternMaker {
 public:
  explicit TileMaker(const std::filesystem::path& file) : file_(file) {
    const nets::Weights weights = nets::read_weights(file);
    for (const Json& name : weights.card.at("categories").array()) categories_.push_back(name.string());
    net_ = nets::TileGenerator(nets::TileConfig::from_json(weights.config));
    nets::load_tensors(*net_, nets::with_prefix(weights.tensors, "generator."), file.string());
    net_->eval();
    if (const int width = static_cast<int>(weights.config.at("critic_width").integer()); width > 0) {
      critic_ = nets::PixelDiscriminator(width, static_cast<int>(categories_.size()));
      nets::load_tensors(*critic_, nets::with_prefix(weights.tensors, "critic."), file.string());
      critic_->eval();
    }
  }

  const std::vector<std::string>& categories() const override { return categories_; }
  std::string source() const override { return file_.filename().string(); }

  Made make(const PatternRequest& request) const override {
    const torch::InferenceMode inference;
    const nets::FixedThreads one(1);  // same bytes whatever the threads; of several tiles, each has a thread
    const Image tile = tile_of(request);
    // A neighbour is cut where the tile it comes from was: nothing jumps.
    PatternRequest first = request;
    first.mix.clear();
    first.variations.clear();
    const bool neighbour = !request.mix.empty() || !request.variations.empty();
    const pattern::Cut where = pattern::plainest_cut(neighbour ? tile_of(first) : tile);
    return {.pattern = {.tile = image::roll(tile, where.right, where.down)}, .print = {}, .note = {}};
  }

 private:
  std::int64_t number_of(const std::string& category) const {
    const auto found = std::find(categories_.begin(), categories_.end(), category);
    if (found == categories_.end()) refuse_category(category, categories_);
    return found - categories_.begin();
  }

  /// The style of a draw from a category, pulled towards the category's mean by truncation.
  at::Tensor style(std::int64_t category, const at::Tensor& global, double truncation) const {
    const at::Tensor own = net_->style(global, torch::full({global.size(0)}, category, at::kLong));
    return at::lerp(net_->mean_styles().slice(0, category, category + 1), own, truncation);
  }

  /// The seed of the first candidate that is not among those the critic believes least.
  std::uint64_t filtered_seed(const PatternRequest& request) const {
    const std::uint64_t seed = derive_seed(request.seed, request.index);
    if (!request.filter || critic_.is_empty()) return seed;
    const std::int64_t number = number_of(request.category);
    std::vector<std::uint64_t> candidates;
    std::vector<Draw> trials;
    for (std::int64_t i = 0; i < nets::kGroup; ++i) {
      candidates.push_back(derive_seed(seed, static_cast<std::uint64_t>(i) + 1));
      trials.push_back(draw(net_, number, kTrialCells, candidates.back()));
    }
    const at::Tensor category = torch::full({nets::kGroup}, number, at::kLong);
    const Draw all = together(trials);
    const at::Tensor pictures = net_->forward(style(number, all.global, request.truncation), all.field);
    const at::Tensor belief = critic_->forward(pictures, category).mean({1, 2, 3});
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
      Draw drawn = draw(net_, number, cells, seed);
      for (const Variation& v : request.variations) {
        vary(drawn, draw(net_, number, cells, derive_seed(v.seed, request.index)), v.strength);
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
    return pattern::enlarge(to_image(net_->forward(mixed, field)), request.size, request.size);
  }

  std::filesystem::path file_;
  std::vector<std::string> categories_;
  mutable nets::TileGenerator net_{nullptr};
  mutable nets::PixelDiscriminator critic_{nullptr};  ///< none in weights that were trained without
};

}  // namespace

std::unique_ptr<PatternMaker> open_tile_maker(const std::filesystem::path& weights) {
  return std::make_unique<TileMaker>(weights);
}

}  // namespace toile::models
