#include "toile/models/tile_maker.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/tensor_picture.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/nets/tile_discriminator.hpp"
#include "toile/nets/tile_draw.hpp"
#include "toile/nets/weights.hpp"
#include "toile/pattern/enlarge.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::models {
namespace {

/// The net's own pixels become so many each way: swatches of 224 pixels were learnt at 112, flattened ones at 64 or, of
/// those with short waves, a half of them.
constexpr int kEnlargement = 2, kPrintEnlargement = 4;
constexpr std::int64_t kMinCells = 4;
/// Cells of a trial tile that the critic judges: as in training.
constexpr std::int64_t kTrialCells = 4;

/// How plates are made of shares.
struct Plates {
  double least = 0.0005;  ///< share of a tile below which an ink is not there
  double sharpness = 1;   ///< power of the shares
};
/// A zebra has few inks and hard edges; its small inks are the gleams of the photos that it was learnt from. Spots need
/// theirs: without them bare patches show.
Plates plates_for(const std::string& category) {
  return category == "zebra" ? Plates{.least = 0.03, .sharpness = 3} : Plates{};
}

nets::TileField regular(const nets::TileField& field, double regularity, std::uint64_t seed) {
  return nets::regular(field, torch::full({field.local.size(0)}, regularity), derive_seed(seed, 2));
}

/// shares (n, inks, h, w) without the steps of the swatches' pixels, which were one ink each: every plane smoothed on
/// the torus by a binomial kernel.
at::Tensor without_steps(at::Tensor shares) {
  constexpr int kPasses = 1;
  for (int pass = 0; pass < kPasses; ++pass) {
    for (const std::int64_t axis : {2, 3}) {
      shares = (shares.roll(1, axis) + shares.roll(-1, axis) + 2 * shares) / 4;
    }
  }
  return shares;
}

/// What the net drew in inks, each plane rounded so that the shares of a pixel sum to 255; the most common one is the
/// ground. Inks that are nowhere are left out, but for two.
Print print_of(const at::Tensor& shares, const nets::TilePalette& palette, const Plates& plates) {
  const std::int64_t inks = std::max<std::int64_t>(kLeastInks, palette.used.sum().item<std::int64_t>());
  const at::Tensor area = shares[0].slice(0, 0, inks).mean({1, 2});
  const at::Tensor order = std::get<1>(at::sort(area, /*stable=*/true, 0, /*descending=*/true));
  const std::int64_t kept = std::max<std::int64_t>(kLeastInks, (area > plates.least).sum().item<std::int64_t>());
  const at::Tensor chosen = order.slice(0, 0, kept);
  constexpr double kTiny = 1e-8;  // whose power is above 0: where an ink that is left out lay alone, another one lies
  const at::Tensor planes = shares[0].index_select(0, chosen).clamp_min(kTiny).pow(plates.sharpness);
  // Running sums are rounded, not shares: their differences sum to 255.
  const at::Tensor sums = (planes / planes.sum(0)).cumsum(0).mul(255).round();
  const at::Tensor bytes =
      at::cat({sums.slice(0, 0, 1), sums.slice(0, 1) - sums.slice(0, 0, -1)}).to(at::kByte).contiguous();
  const at::Tensor colours = palette.colours[0].index_select(0, chosen).add(1).mul(127.5).round().to(at::kByte);
  Print print{
      .width = static_cast<int>(shares.size(3)), .height = static_cast<int>(shares.size(2)), .inks = {}, .shares = {}};
  for (std::int64_t k = 0; k < kept; ++k) {
    const auto* rgb = colours.data_ptr<std::uint8_t>() + 3 * k;
    print.inks.push_back({.colour = {rgb[0], rgb[1], rgb[2]}});
  }
  print.shares.assign(bytes.data_ptr<std::uint8_t>(), bytes.data_ptr<std::uint8_t>() + bytes.numel());
  return print;
}

/// As image::roll.
Print rolled(Print print, const pattern::Cut& where) {
  const std::vector<std::uint8_t> before = print.shares;
  const auto wrapped = [](int at, int length) { return static_cast<std::size_t>((at % length + length) % length); };
  const auto width = static_cast<std::size_t>(print.width);
  for (int row = 0; row < std::ssize(print.inks) * print.height; ++row) {
    const int y = row % print.height;
    const std::size_t from = static_cast<std::size_t>(row - y) + wrapped(y - where.down, print.height);
    for (int x = 0; x < print.width; ++x) {
      print.shares[static_cast<std::size_t>(row) * width + wrapped(x + where.right, print.width)] =
          before[from * width + static_cast<std::size_t>(x)];
    }
  }
  return print;
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
    Made made = drawn(request);
    // A neighbour is cut where the tile it comes from was: nothing jumps.
    PatternRequest first = request;
    first.mix.clear();
    first.variations.clear();
    const bool neighbour = !request.mix.empty() || !request.variations.empty();
    const pattern::Cut where = pattern::plainest_cut(neighbour ? drawn(first).pattern.tile : made.pattern.tile);
    made.pattern.tile = image::roll(made.pattern.tile, where.right, where.down);
    if (made.print) made.print = rolled(std::move(*made.print), where);
    return made;
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

  bool in_inks() const { return net_->config().inks > 0; }

  at::Tensor picture(const at::Tensor& style, const nets::TileField& field, const nets::TilePalette& palette) const {
    return in_inks() ? nets::picture_of(net_->shares(style, field, palette), palette) : net_->picture(style, field);
  }

  /// The seed of the first candidate that is not among those the critic believes least.
  std::uint64_t filtered_seed(const PatternRequest& request) const {
    const std::uint64_t seed = derive_seed(request.seed, request.index);
    if (!request.filter || critic_.is_empty()) return seed;
    const std::int64_t number = number_of(request.category);
    std::vector<std::uint64_t> candidates;
    std::vector<nets::TileDraw> trials;
    for (std::int64_t i = 0; i < nets::kGroup; ++i) {
      candidates.push_back(derive_seed(seed, static_cast<std::uint64_t>(i) + 1));
      trials.push_back(nets::draw_tile(net_, number, kTrialCells, candidates.back()));
    }
    const at::Tensor category = torch::full({nets::kGroup}, number, at::kLong);
    const nets::TileDraw all = nets::together(trials);
    const at::Tensor pictures = picture(style(number, all.global, request.truncation),
                                        regular(all.field, regularity_of(request), seed), all.palette);
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

  struct Drawing {
    at::Tensor style;
    nets::TileField field;
    nets::TilePalette palette;
  };

  /// The draw of `seed` with the request's variations.
  Drawing drawing(const PatternRequest& request, const std::string& category, std::uint64_t seed) const {
    const int cell = nets::TileConfig::kCell * (in_inks() ? kPrintEnlargement : kEnlargement);
    const std::int64_t cells =
        std::max(kMinCells, static_cast<std::int64_t>(std::lround(static_cast<double>(request.size) / cell)));
    const std::int64_t number = number_of(category);
    nets::TileDraw draw = nets::draw_tile(net_, number, cells, seed);
    for (const Variation& v : request.variations) {
      draw = nets::varied(std::move(draw), nets::draw_tile(net_, number, cells, derive_seed(v.seed, request.index)),
                          v.strength);
    }
    return {style(number, draw.global, request.truncation), std::move(draw.field), std::move(draw.palette)};
  }

  /// The tile before it is cut.
  Made drawn(const PatternRequest& request) const {
    const std::uint64_t seed = filtered_seed(request);
    Drawing own = drawing(request, request.category, seed);
    if (!request.mix.empty()) {
      const Drawing other = drawing(request, request.mix, mixed_seed(request, seed));
      own.style = at::lerp(own.style, other.style, request.mix_share);
      own.field.lattice = at::lerp(own.field.lattice, other.field.lattice, request.mix_share);
      own.field.strength = at::lerp(own.field.strength, other.field.strength, request.mix_share);
    }
    const nets::TileField field = regular(own.field, regularity_of(request), seed);
    if (!in_inks()) {
      const Image small = to_image(net_->picture(own.style, field));
      return {.pattern = {.tile = pattern::enlarge(small, request.size, request.size)}, .print = {}, .note = {}};
    }
    Print print = pattern::resized(
        print_of(without_steps(net_->shares(own.style, field, own.palette)), own.palette, plates_for(request.category)),
        request.size, request.size);
    return {.pattern = {.tile = pattern::rendered(print)}, .print = std::move(print), .note = {}};
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
