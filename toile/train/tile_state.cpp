#include "toile/train/tile_state.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <array>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/optimizer_state.hpp"
#include "toile/train/swatch_codes.hpp"
#include "toile/train/texture_distance.hpp"

namespace toile::train {
namespace {

constexpr const char* kKind = "tile-checkpoint";
constexpr double kBeta1 = 0, kBeta2 = 0.99;
/// Depths of the backbone that are looked at: feature maps at 1/4 to 1/32 of the side.
constexpr std::size_t kFirstTap = 1;
/// How far the generator's codes lie from the swatches' own: so that what lies between swatches means something too.
constexpr double kCodeNoise = 0.2;
/// Pixels are compared at half the side: their colours matter, not their grain.
constexpr std::int64_t kColourStride = 2;
/// Share of the tiles of swatches with a strong lattice that are made exactly regular: so that this means something
/// too.
constexpr double kRegularShare = 0.5;
/// Share of the palettes whose red, green and blue change places.
constexpr double kExchanged = 0.3;

/// The nets draw their first weights from LibTorch's global generator: it is seeded before they are made.
nets::TileConfig config_of(const TileOptions& options, int categories, std::int64_t swatches) {
  options.check();
  torch::manual_seed(derive_seed(options.seed, 3));
  const int w = options.width;
  return {
      .categories = categories, .swatches = static_cast<int>(swatches), .channels = {6 * w, 6 * w, 4 * w, 3 * w, w}};
}

void set_trainable(torch::nn::Module& net, bool trainable) {
  for (auto& parameter : net.parameters()) parameter.set_requires_grad(trainable);
}

void average_into(torch::nn::Module& averaged, const torch::nn::Module& net, double decay) {
  const torch::NoGradGuard no_grad;
  const auto to = averaged.parameters(), from = net.parameters();
  for (std::size_t i = 0; i < to.size(); ++i) to[i].lerp_(from[i], 1 - decay);
  const auto buffers_to = averaged.buffers(), buffers_from = net.buffers();
  for (std::size_t i = 0; i < buffers_to.size(); ++i) buffers_to[i].copy_(buffers_from[i]);
}

/// Random changes of palettes, in brightness, saturation, contrast, and in which channel is which (after Zhao et al.,
/// "Differentiable Augmentation for Data-Efficient GAN Training", NeurIPS 2020): the discriminators never see a swatch
/// twice alike. A tile and the swatch whose code it was given have one palette, so that they can be compared.
nets::TilePalette recoloured(const nets::TilePalette& palette, double strength, at::Generator& random) {
  const std::int64_t n = palette.colours.size(0);
  const auto draw = [&] { return (torch::rand({n, 1, 1}, random) * 2 - 1) * strength; };
  const at::Tensor brightness = draw() * 0.2, saturation = 1 + draw() * 0.4, contrast = 1 + draw() * 0.2;
  std::vector<at::Tensor> exchanged;
  for (std::int64_t i = 0; i < n; ++i) {
    const bool exchange = torch::rand({1}, random).item<double>() < kExchanged * strength;
    const at::Tensor order = torch::randperm(3, random);
    exchanged.push_back(exchange ? palette.colours[i].index_select(1, order) : palette.colours[i]);
  }
  const at::Tensor colours = torch::stack(exchanged);
  const at::Tensor used = palette.used.unsqueeze(2).to(colours.dtype());
  const at::Tensor grey = colours.mean(2, true);
  const at::Tensor mean = (grey * used).sum(1, true) / used.sum(1, true);
  const at::Tensor lively = grey + (colours - grey) * saturation;
  return {(mean + (lively - mean) * contrast + brightness).clamp(-1, 1) * used, palette.used};
}

/// The tiles, each rolled by the same random shift: the discriminators' edges fall anywhere on the torus.
at::Tensor rolled(const at::Tensor& tiles, at::Generator& random) {
  const auto shift = [&](std::int64_t length) { return torch::randint(length, {1}, random).item<std::int64_t>(); };
  const std::int64_t down = shift(tiles.size(2)), right = shift(tiles.size(3));
  return at::roll(tiles, {down, right}, {2, 3});
}

/// The backbone's features, or none where no head looks at them. The backbone was trained on larger pictures: crops are
/// enlarged for it.
std::vector<at::Tensor> features_of(TileState& state, const at::Tensor& pictures) {
  if (state.features.is_empty()) return {};
  const std::int64_t side = std::max<std::int64_t>(32, pictures.size(2) * 3 / 2 / 32 * 32);
  const auto all = state.backbone->forward(at::upsample_bilinear2d(pictures, {side, side}, false));
  return {all.begin() + kFirstTap, all.end()};
}

std::vector<at::Tensor> logits_of(TileState& state, const at::Tensor& pictures, const std::vector<at::Tensor>& features,
                                  const at::Tensor& category) {
  std::vector<at::Tensor> logits;
  if (!state.features.is_empty()) logits = state.features->forward(features, category);
  if (!state.pixels.is_empty()) logits.push_back(state.pixels->forward(pictures, category));
  return logits;
}

std::vector<at::Tensor> detached(const std::vector<at::Tensor>& tensors) {
  std::vector<at::Tensor> result;
  for (const at::Tensor& tensor : tensors) result.push_back(tensor.detach());
  return result;
}

/// Each of `ones` with its like of `others` behind it, so that both go through a net at once.
std::vector<at::Tensor> joined(const std::vector<at::Tensor>& ones, const std::vector<at::Tensor>& others) {
  std::vector<at::Tensor> result;
  for (std::size_t i = 0; i < ones.size(); ++i) result.push_back(at::cat({ones[i], others[i]}));
  return result;
}

/// What `joined` put together, apart again.
std::array<std::vector<at::Tensor>, 2> halves(const std::vector<at::Tensor>& both) {
  std::array<std::vector<at::Tensor>, 2> result;
  for (const at::Tensor& tensor : both) {
    const std::vector<at::Tensor> parts = tensor.chunk(2);
    result[0].push_back(parts[0]);
    result[1].push_back(parts[1]);
  }
  return result;
}

/// Mean over the discriminators of the mean of `map(logits)`.
template <class Map>
at::Tensor mean_over(const std::vector<at::Tensor>& logits, const Map& map) {
  at::Tensor sum = torch::zeros({}, logits.front().options());
  for (const at::Tensor& patch : logits) sum = sum + map(patch).mean();
  return sum / static_cast<double>(logits.size());
}

/// Mean texture distance in colours and in each of the feature maps.
at::Tensor texture_loss(const at::Tensor& tiles, const at::Tensor& swatches,
                        const std::vector<at::Tensor>& tile_features, const std::vector<at::Tensor>& swatch_features,
                        at::Generator& random, const Ranks& ranks) {
  const auto sparse = [](const at::Tensor& x) {
    return x.slice(2, 0, {}, kColourStride).slice(3, 0, {}, kColourStride);
  };
  at::Tensor sum = texture_distance(sparse(tiles), sparse(swatches), random, ranks).mean();
  for (std::size_t depth = 0; depth < tile_features.size(); ++depth) {
    sum = sum + texture_distance(tile_features[depth], swatch_features[depth], random, ranks).mean();
  }
  return sum / static_cast<double>(1 + tile_features.size());
}

Json rows(const std::vector<TileFigures>& figures) {
  Json::Array all;
  for (const TileFigures& f : figures) all.push_back(Json::Array{f.loss_d, f.loss_g, f.real, f.fake, f.texture});
  return all;
}

std::vector<TileFigures> figures_from(const Json& json) {
  std::vector<TileFigures> figures;
  for (const Json& line : json.array()) {
    const auto& v = line.array();
    figures.push_back({v.at(0).number(), v.at(1).number(), v.at(2).number(), v.at(3).number(), v.at(4).number()});
  }
  return figures;
}

Json names(const std::vector<std::string>& categories) {
  Json::Array array;
  for (const std::string& category : categories) array.emplace_back(category);
  return array;
}

/// What must not change between a run and its continuation.
Json fixed_part(TileOptions options) {
  const TileOptions defaults;
  options.steps = defaults.steps;
  options.minutes = defaults.minutes;
  options.learning_rate = defaults.learning_rate;
  options.ema = defaults.ema;
  options.checkpoint_minutes = defaults.checkpoint_minutes;
  return options.to_json();
}

}  // namespace

TileState::TileState(const TileOptions& options, int categories, const TileBatches& batches,
                     const std::vector<NamedArray>& backbone_arrays, const Ranks& ranks)
    : config(config_of(options, categories, batches.swatches())), generator(config), averaged(config) {
  std::vector<at::Tensor> judges;
  const auto take = [&](const torch::nn::Module& net) {
    for (const at::Tensor& parameter : net.parameters()) judges.push_back(parameter);
  };
  const at::Device device(options.device);
  if (options.pixel_width > 0) {
    pixels = nets::PixelDiscriminator(options.pixel_width, categories);
    pixels->to(device);
    take(*pixels);
  }
  if (options.feature_width > 0) {
    backbone = nets::MobileNetV2(nets::MobileNetV2Config{});
    nets::load_published(*backbone, backbone_arrays);
    backbone->to(device);
    set_trainable(*backbone, false);
    const auto channels = backbone->channels();
    features = nets::FeatureDiscriminator(std::vector<std::int64_t>(channels.begin() + kFirstTap, channels.end()),
                                          options.feature_width, categories);
    features->to(device);
    take(*features);
  }
  const SwatchLattices& lattices = batches.lattices();
  generator->set_swatches(swatch_codes(batches.pictures(), backbone, config.global),
                          lattices.cycles * nets::TileConfig::kCell, lattices.strength, batches.palettes(),
                          batches.categories());
  generator->to(device);
  averaged->to(device);
  average_into(*averaged, *generator, 0);
  set_trainable(*averaged, false);
  const auto adam = torch::optim::AdamOptions(options.learning_rate).betas({kBeta1, kBeta2});
  optimizer_g = std::make_unique<torch::optim::Adam>(generator->parameters(), adam);
  optimizer_d = std::make_unique<torch::optim::Adam>(judges, adam);
  gradients_g = std::make_unique<Gradients>(generator->parameters(), ranks);
  gradients_d = std::make_unique<Gradients>(judges, ranks);
}

TileFigures tile_step(TileState& state, const LabelledSwatches& swatches, const TileOptions& options,
                      const Ranks& ranks) {
  const at::Device device(options.device);
  const std::uint64_t seed = derive_seed(derive_seed(options.seed, 4), static_cast<std::uint64_t>(state.step));
  auto random = torch::make_generator<at::CPUGeneratorImpl>(derive_seed(seed, 0));
  const std::int64_t n = swatches.index.size(0), cells = options.size / nets::TileConfig::kCell;
  const at::Tensor mine = ranks.part_of(n, nets::kGroup);
  // What is random is drawn for the whole batch, of which each rank then takes its part.
  at::Tensor category = swatches.category.to(device);
  const at::Tensor index = swatches.index.to(device);

  nets::TileField field = nets::draw_field(state.config, n, cells, cells, derive_seed(seed, 1));
  field.local = field.local.to(device);
  for (at::Tensor& noise : field.noise) noise = noise.to(device);
  field.lattice =
      at::matmul(state.generator->lattices().index_select(0, index), swatches.turn.to(device).transpose(1, 2));
  field.strength = state.generator->strengths().index_select(0, index);
  const at::Tensor chosen = torch::rand({n}, random).to(device) < kRegularShare * field.strength.select(1, 0);
  field = nets::regular(field, chosen.to(at::kFloat), derive_seed(seed, 2));
  const at::Tensor global = state.generator->codes().index_select(0, index) +
                            kCodeNoise * torch::randn({n, state.config.global}, random).to(device);
  at::Tensor style = state.generator->style(global, category);
  state.generator->track_mean(style, category);
  nets::TilePalette palette = recoloured(swatches.palette, options.colour, random);
  palette = {palette.colours.to(device), palette.used.to(device)};
  if (!ranks.alone()) {
    const at::Tensor here = mine.to(device);
    for (at::Tensor* all :
         {&category, &style, &palette.colours, &palette.used, &field.local, &field.lattice, &field.strength}) {
      *all = all->index_select(0, here);
    }
    for (at::Tensor& noise : field.noise) noise = noise.index_select(0, here);
  }
  const at::Tensor tiles = nets::picture_of(rolled(state.generator->shares(style, field, palette), random), palette);
  const std::vector<at::Tensor> tile_features = features_of(state, tiles);

  state.optimizer_d->zero_grad();
  const at::Tensor real = nets::picture_of(swatches.shares.to(device), palette);
  const std::vector<at::Tensor> real_features = features_of(state, real);
  const auto [real_logits, fake_logits] =
      halves(logits_of(state, at::cat({real, tiles.detach()}), joined(real_features, detached(tile_features)),
                       at::cat({category, category})));
  const at::Tensor loss_d = mean_over(real_logits, [](const at::Tensor& x) { return at::relu(1 - x); }) +
                            mean_over(fake_logits, [](const at::Tensor& x) { return at::relu(1 + x); });
  state.gradients_d->backward(loss_d);
  state.optimizer_d->step();

  const auto judges_trainable = [&](bool trainable) {
    if (!state.pixels.is_empty()) set_trainable(*state.pixels, trainable);
    if (!state.features.is_empty()) set_trainable(*state.features, trainable);
  };
  judges_trainable(false);
  state.optimizer_g->zero_grad();
  const auto judged = logits_of(state, tiles, tile_features, category);
  const at::Tensor loss_g = -mean_over(judged, [](const at::Tensor& x) { return x; });
  const at::Tensor texture = texture_loss(tiles, real, tile_features, real_features, random, ranks);
  state.gradients_g->backward(loss_g + options.texture * texture);
  state.optimizer_g->step();
  judges_trainable(true);

  // Young averages forget faster, so that the first weights don't linger.
  const double young = static_cast<double>(state.step + 1) / static_cast<double>(state.step + 10);
  average_into(*state.averaged, *state.generator, std::min(options.ema, young));
  ++state.step;
  const auto mean = [](const std::vector<at::Tensor>& logits) {
    return mean_over(logits, [](const at::Tensor& x) { return x.detach(); }).item<double>();
  };
  return {.loss_d = loss_d.item<double>(),
          .loss_g = loss_g.item<double>(),
          .real = mean(real_logits),
          .fake = mean(fake_logits),
          .texture = texture.item<double>()};
}

TileFigures mean_of(const std::vector<TileFigures>& steps) {
  TileFigures sum;
  for (const TileFigures& f : steps) {
    sum = {sum.loss_d + f.loss_d, sum.loss_g + f.loss_g, sum.real + f.real, sum.fake + f.fake, sum.texture + f.texture};
  }
  const auto n = static_cast<double>(steps.size());
  return {sum.loss_d / n, sum.loss_g / n, sum.real / n, sum.fake / n, sum.texture / n};
}

nets::Tensors weights_of(const TileState& state) {
  nets::Tensors tensors;
  nets::add_with_prefix(tensors, "generator.", nets::tensors_of(*state.averaged));
  if (!state.pixels.is_empty()) nets::add_with_prefix(tensors, "critic.", nets::tensors_of(*state.pixels));
  if (!state.features.is_empty()) nets::add_with_prefix(tensors, "heads.", nets::tensors_of(*state.features));
  return tensors;
}

void start_from(const std::filesystem::path& file, TileState& state, const std::vector<std::string>& categories) {
  const nets::Weights saved = nets::read_weights(file, "tile-generator");
  if (saved.card.at("categories") != names(categories)) {
    throw Error(ErrorKind::usage, file.string() + " was trained on " + saved.card.at("categories").dump() +
                                      "; a run on " + names(categories).dump() + " can't start from it");
  }
  nets::Tensors generator = nets::with_prefix(saved.tensors, "generator.");
  for (const auto& buffer : state.generator->named_buffers()) {
    if (buffer.key() != "mean_styles") generator[buffer.key()] = buffer.value().cpu();
  }
  nets::load_tensors(*state.generator, generator, file.string());
  nets::load_tensors(*state.averaged, generator, file.string());
  const auto load = [&](torch::nn::Module& net, const char* prefix) {
    nets::load_tensors(net, nets::with_prefix(saved.tensors, prefix), file.string());
  };
  if (!state.pixels.is_empty()) load(*state.pixels, "critic.");
  if (!state.features.is_empty()) load(*state.features, "heads.");
}

void save_checkpoint(const std::filesystem::path& file, const TileState& state, const TileOptions& options,
                     const std::vector<std::string>& categories) {
  nets::Tensors tensors;
  for_each_net(state, [&](const char* prefix, const torch::nn::Module& net) {
    nets::add_with_prefix(tensors, prefix, nets::tensors_of(net));
  });
  tensors["optimizer_g"] = optimizer_bytes(*state.optimizer_g);
  tensors["optimizer_d"] = optimizer_bytes(*state.optimizer_d);
  const Json card = Json::Object{{"categories", names(categories)},
                                 {"step", state.step},
                                 {"history", rows(state.history)},
                                 {"recent", rows(state.recent)}};
  nets::write_weights(file, {kKind, options.to_json(), card, std::move(tensors)}, nets::Storage::as_is);
}

void load_checkpoint(const std::filesystem::path& file, TileState& state, const TileOptions& options,
                     const std::vector<std::string>& categories) {
  const nets::Weights saved = nets::read_weights(file, kKind);
  if (saved.card.at("categories") != names(categories) ||
      fixed_part(TileOptions::from_json(saved.config)) != fixed_part(options)) {
    throw Error(ErrorKind::usage, file.string() + " belongs to a run on " + saved.card.at("categories").dump() +
                                      " with other options (" + saved.config.dump() +
                                      "); only steps, minutes, learning_rate, ema and checkpoint_minutes may change");
  }
  for_each_net(state, [&](const char* prefix, torch::nn::Module& net) {
    nets::load_tensors(net, nets::with_prefix(saved.tensors, prefix), file.string());
  });
  restore_optimizer(*state.optimizer_g, saved.tensors.at("optimizer_g"));
  restore_optimizer(*state.optimizer_d, saved.tensors.at("optimizer_d"));
  for (auto* optimizer : {state.optimizer_g.get(), state.optimizer_d.get()}) {
    for (auto& group : optimizer->param_groups()) group.options().set_lr(options.learning_rate);
  }
  state.step = saved.card.at("step").integer();
  state.history = figures_from(saved.card.at("history"));
  state.recent = figures_from(saved.card.at("recent"));
}

}  // namespace toile::train
