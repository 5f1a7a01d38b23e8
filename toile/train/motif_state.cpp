#include "toile/train/motif_state.hpp"

#include <torch/torch.h>

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/motif_codes.hpp"
#include "toile/train/motif_losses.hpp"
#include "toile/train/optimizer_state.hpp"

namespace toile::train {
namespace {

constexpr const char* kKind = "motif-checkpoint";
constexpr const char* kNetsKind = "motif-nets";
constexpr double kBeta1 = 0.9, kBeta2 = 0.99;
constexpr std::int64_t kChunk = 64;  ///< motifs encoded at a time
constexpr int kCriticWidth = 64;
constexpr double kCriticRate = 0.5;  ///< of the nets' learning rate
constexpr std::int64_t kNeighbours = 4, kRefreshSteps = 250;
constexpr double kMostMixed = 0.5;  ///< of the way to a neighbour
/// The critic looks at relu2_2 and relu3_1.
constexpr std::size_t kFirstMap = 1;
const std::vector<std::int64_t> kMapChannels = {128, 256};

/// The nets draw their first weights from LibTorch's global generator: it is seeded before they are made.
nets::MotifConfig config_of(const MotifOptions& options, int kinds, std::int64_t motifs) {
  options.check();
  torch::manual_seed(derive_seed(options.seed, 3));
  return {.kinds = kinds, .motifs = static_cast<int>(motifs), .code = options.code, .width = options.width};
}

void set_trainable(torch::nn::Module& net, bool trainable) {
  for (auto& parameter : net.parameters()) parameter.set_requires_grad(trainable);
}

void average_into(torch::nn::Module& averaged, const torch::nn::Module& net, double decay) {
  const torch::NoGradGuard no_grad;
  const auto to = averaged.parameters(), from = net.parameters();
  for (std::size_t i = 0; i < to.size(); ++i) to[i].lerp_(from[i], 1 - decay);
}

Json rows(const std::vector<MotifFigures>& figures) {
  Json::Array all;
  for (const MotifFigures& f : figures) all.push_back(Json::Array{f.inks, f.right, f.perceptual, f.real, f.fake});
  return all;
}

std::vector<MotifFigures> figures_from(const Json& json) {
  std::vector<MotifFigures> figures;
  for (const Json& line : json.array()) {
    const auto& v = line.array();
    figures.push_back({v.at(0).number(), v.at(1).number(), v.at(2).number(), v.at(3).number(), v.at(4).number()});
  }
  return figures;
}

/// Mean over the critic's heads of the mean of `map(logits)`.
template <class Map>
at::Tensor mean_over(const std::vector<at::Tensor>& logits, const Map& map) {
  at::Tensor sum = torch::zeros({}, logits.front().options());
  for (const at::Tensor& patch : logits) sum = sum + map(patch).mean();
  return sum / static_cast<double>(logits.size());
}

/// The maps that the critic looks at.
std::vector<at::Tensor> judged(const std::vector<at::Tensor>& maps) {
  return {maps.begin() + kFirstMap, maps.end()};
}

std::vector<at::Tensor> detached(const std::vector<at::Tensor>& tensors) {
  std::vector<at::Tensor> result;
  for (const at::Tensor& tensor : tensors) result.push_back(tensor.detach());
  return result;
}

/// One update of the critic by hinge loss; it is left untrainable for the nets' own update.
void teach_critic(MotifState& state, const std::vector<at::Tensor>& real_maps, const std::vector<at::Tensor>& made_maps,
                  const at::Tensor& real_kinds, const at::Tensor& made_kinds, MotifFigures& figures) {
  set_trainable(*state.critic, true);
  state.critic_optimizer->zero_grad();
  const auto real = state.critic->forward(judged(real_maps), real_kinds);
  const auto fake = state.critic->forward(detached(judged(made_maps)), made_kinds);
  const at::Tensor loss = mean_over(real, [](const at::Tensor& x) { return at::relu(1 - x); }) +
                          mean_over(fake, [](const at::Tensor& x) { return at::relu(1 + x); });
  state.critic_gradients->backward(loss);
  state.critic_optimizer->step();
  set_trainable(*state.critic, false);
  const auto mean = [](const at::Tensor& x) { return x.detach(); };
  figures.real = mean_over(real, mean).item<double>();
  figures.fake = mean_over(fake, mean).item<double>();
}

/// inks (n, side, side) bytes, and their mirror images: (2 n, features), what the encoder takes its components of.
at::Tensor coarse_shares(const at::Tensor& inks) {
  std::vector<at::Tensor> rows;
  for (const at::Tensor& chunk : inks.split(kChunk)) {
    const at::Tensor shares = at::avg_pool2d(shares_of(chunk.to(at::kLong)),
                                             nets::MotifConfig::kSeenSide / nets::MotifEncoderImpl::kCoarseSide);
    rows.push_back(shares.flatten(1));
    rows.push_back(shares.flip(3).flatten(1));
  }
  return at::cat(rows);
}

Json names(const std::vector<std::string>& kinds) {
  Json::Array array;
  for (const std::string& kind : kinds) array.emplace_back(kind);
  return array;
}

/// What must not change between a run and its continuation.
Json fixed_part(const MotifOptions& options) {
  return Json::Object{{"width", options.width}, {"code", options.code}, {"seed", options.seed}};
}

}  // namespace

MotifState::MotifState(const MotifOptions& options, int kinds, const MotifBatches& batches,
                       const std::vector<NamedArray>& arrays, const Ranks& ranks)
    : config(config_of(options, kinds, batches.motifs())),
      encoder(config),
      averaged_encoder(config),
      decoder(config),
      averaged_decoder(config),
      critic(kMapChannels, kCriticWidth, kinds),
      neighbours(torch::arange(batches.motifs()).unsqueeze(1)) {
  const at::Device device(options.device);
  if (options.seen > 0) {
    eyes = nets::Vgg19();
    nets::load_published(*eyes, arrays);
    eyes->to(device);
    set_trainable(*eyes, false);
  }
  const Components components = principal_components(coarse_shares(batches.inks().cpu()), config.code);
  encoder->set_components(components.weight, components.bias);
  averaged_encoder->set_components(components.weight, components.bias);
  std::vector<at::Tensor> parameters;
  for_each_net(*this, [&](const char*, torch::nn::Module& net) { net.to(device); });
  for (const auto* net : std::initializer_list<const torch::nn::Module*>{encoder.get(), decoder.get()}) {
    for (const at::Tensor& parameter : net->parameters()) parameters.push_back(parameter);
  }
  average_into(*averaged_encoder, *encoder, 0);
  average_into(*averaged_decoder, *decoder, 0);
  set_trainable(*averaged_encoder, false);
  set_trainable(*averaged_decoder, false);
  optimizer = std::make_unique<torch::optim::Adam>(
      parameters, torch::optim::AdamOptions(options.learning_rate).betas({kBeta1, kBeta2}));
  critic_optimizer = std::make_unique<torch::optim::Adam>(
      critic->parameters(), torch::optim::AdamOptions(kCriticRate * options.learning_rate).betas({0, kBeta2}));
  gradients = std::make_unique<Gradients>(parameters, ranks);
  critic_gradients = std::make_unique<Gradients>(critic->parameters(), ranks);
}

MotifFigures motif_step(MotifState& state, const InkedMotifs& motifs, const at::Tensor& palettes,
                        const MotifOptions& options, const Ranks& ranks) {
  const at::Device device(options.device);
  auto random = torch::make_generator<at::CPUGeneratorImpl>(
      derive_seed(derive_seed(options.seed, 4), static_cast<std::uint64_t>(state.step)));
  const at::Tensor inks = motifs.inks.to(device), kinds = motifs.kind.to(device);
  const at::Tensor shares = shares_of(inks);
  const std::int64_t n = inks.size(0), mixed = options.mixed / ranks.size(), seen = options.seen / ranks.size();
  // What is random is drawn for the whole batch, of which each rank then takes its part.
  const auto part_of = [&](const at::Tensor& whole) {
    return whole.index_select(0, ranks.part_of(whole.size(0))).to(device);
  };

  // The batch itself, then what lies between its first motifs and their partners, its last ones.
  const at::Tensor codes = state.encoder->forward(shares);
  const at::Tensor noisy = codes + options.noise * part_of(torch::randn({options.batch, state.config.code}, random));
  const at::Tensor way = part_of(torch::rand({options.mixed, 1}, random) * kMostMixed);
  const at::Tensor between = at::lerp(codes.slice(0, 0, mixed), codes.slice(0, n - mixed), way);
  const at::Tensor likelihoods = at::log_softmax(
      state.decoder->forward(nets::on_sphere(at::cat({noisy, between})), at::cat({kinds, kinds.slice(0, 0, mixed)})),
      1);
  const at::Tensor of_batch = likelihoods.slice(0, 0, n);
  const at::Tensor ink_loss = ink_distance(of_batch, inks, shares, ranks);
  MotifFigures figures{.inks = ink_loss.item<double>(),
                       .right = (of_batch.detach().argmax(1) == inks).to(at::kFloat).mean().item<double>()};
  at::Tensor loss = options.given_back * ink_loss;
  if (seen > 0) {
    // The eyes look at `seen` motifs of the batch given back and at all mixed ones, and at real ones in the same
    // colours.
    const at::Tensor looked = at::cat({torch::arange(seen), torch::arange(mixed)}).to(device);
    const at::Tensor all_looked = at::cat({torch::arange(options.seen), torch::arange(options.mixed)});
    const at::Tensor colours = part_of(foreign_colours(palettes, motifs.index.index_select(0, all_looked), random));
    const at::Tensor made = at::avg_pool2d(at::cat({likelihoods.slice(0, 0, seen), likelihoods.slice(0, n)}).exp(), 2);
    // beside the mixed ones other real motifs than those they lie between
    const at::Tensor real_index = at::cat({torch::arange(seen), torch::arange(mixed) + (n - mixed)}).to(device);
    std::vector<at::Tensor> real_maps;
    {
      const torch::NoGradGuard no_grad;
      real_maps = state.eyes->forward(dressed(shares.index_select(0, real_index), colours));
    }
    const auto made_maps = state.eyes->forward(dressed(made, colours));
    const auto first = [&](const std::vector<at::Tensor>& maps) {
      std::vector<at::Tensor> part;
      for (const at::Tensor& map : maps) part.push_back(map.slice(0, 0, seen));
      return part;
    };
    const at::Tensor eye_loss = eye_distance(first(made_maps), first(real_maps));
    figures.perceptual = eye_loss.item<double>();
    loss = loss + options.perceptual * eye_loss;
    if (mixed > 0) {
      const at::Tensor real_kinds = kinds.index_select(0, real_index), made_kinds = kinds.index_select(0, looked);
      teach_critic(state, real_maps, made_maps, real_kinds, made_kinds, figures);
      loss = loss - options.adversary * mean_over(state.critic->forward(judged(made_maps), made_kinds),
                                                  [](const at::Tensor& x) { return x; });
    }
  }
  state.optimizer->zero_grad();
  state.gradients->backward(loss);
  state.optimizer->step();

  // Young averages forget faster, so that the first weights don't linger.
  const double young = static_cast<double>(state.step + 1) / static_cast<double>(state.step + 10);
  average_into(*state.averaged_encoder, *state.encoder, std::min(options.ema, young));
  average_into(*state.averaged_decoder, *state.decoder, std::min(options.ema, young));
  ++state.step;
  return figures;
}

void refresh_neighbours(MotifState& state, const MotifBatches& batches) {
  if (state.step % kRefreshSteps != 0) return;
  encode_motifs(state, batches);
  const at::Tensor codes = state.averaged_decoder->codes().cpu(), kinds = batches.kinds();
  at::Tensor distance = at::cdist(codes, codes);
  distance = distance + 1e6 * (kinds.unsqueeze(1) != kinds.unsqueeze(0));
  distance.fill_diagonal_(1e9);
  const std::int64_t count = std::min(kNeighbours, codes.size(0));
  // a motif that is alone of its kind is its own neighbour
  const auto [far, index] = distance.topk(count, 1, false);
  state.neighbours = at::where(far < 1e5, index, torch::arange(codes.size(0)).unsqueeze(1)).contiguous();
}

MotifFigures mean_of(const std::vector<MotifFigures>& steps) {
  MotifFigures sum;
  for (const MotifFigures& f : steps) {
    sum = {sum.inks + f.inks, sum.right + f.right, sum.perceptual + f.perceptual, sum.real + f.real, sum.fake + f.fake};
  }
  const auto n = static_cast<double>(steps.size());
  return {sum.inks / n, sum.right / n, sum.perceptual / n, sum.real / n, sum.fake / n};
}

void encode_motifs(MotifState& state, const MotifBatches& batches) {
  const torch::NoGradGuard no_grad;
  const at::Device device = state.averaged_decoder->codes().device();
  std::vector<at::Tensor> codes;
  for (const at::Tensor& chunk : batches.inks().split(kChunk)) {
    codes.push_back(state.averaged_encoder->forward(shares_of(chunk.to(device).to(at::kLong))));
  }
  state.averaged_decoder->set_motifs(at::cat(codes), batches.kinds().to(device), batches.palettes().to(device));
}

void save_checkpoint(const std::filesystem::path& file, const MotifState& state, const MotifOptions& options,
                     const std::vector<std::string>& kinds) {
  nets::Tensors tensors;
  for_each_net(state, [&](const char* prefix, const torch::nn::Module& net) {
    nets::add_with_prefix(tensors, prefix, nets::tensors_of(net));
  });
  tensors["optimizer"] = optimizer_bytes(*state.optimizer);
  tensors["critic_optimizer"] = optimizer_bytes(*state.critic_optimizer);
  tensors["neighbours"] = state.neighbours;
  const Json card = Json::Object{{"kinds", names(kinds)},
                                 {"step", state.step},
                                 {"seen_before", state.seen_before},
                                 {"history", rows(state.history)},
                                 {"recent", rows(state.recent)}};
  nets::write_weights(file, {kKind, options.to_json(), card, std::move(tensors)}, nets::Storage::as_is);
}

void load_checkpoint(const std::filesystem::path& file, MotifState& state, const MotifOptions& options,
                     const std::vector<std::string>& kinds) {
  const nets::Weights saved = nets::read_weights(file, kKind);
  if (saved.card.at("kinds") != names(kinds) ||
      fixed_part(MotifOptions::from_json(saved.config)) != fixed_part(options)) {
    throw Error(ErrorKind::usage, file.string() + " belongs to a run on " + saved.card.at("kinds").dump() +
                                      " with other options (" + saved.config.dump() +
                                      "); width, code and seed may not change");
  }
  for_each_net(state, [&](const char* prefix, torch::nn::Module& net) {
    nets::load_tensors(net, nets::with_prefix(saved.tensors, prefix), file.string());
  });
  restore_optimizer(*state.optimizer, saved.tensors.at("optimizer"));
  restore_optimizer(*state.critic_optimizer, saved.tensors.at("critic_optimizer"));
  for (auto& group : state.optimizer->param_groups()) group.options().set_lr(options.learning_rate);
  for (auto& group : state.critic_optimizer->param_groups())
    group.options().set_lr(kCriticRate * options.learning_rate);
  state.neighbours = saved.tensors.at("neighbours");
  state.step = saved.card.at("step").integer();
  state.seen_before = saved.card.at("seen_before").integer();
  state.history = figures_from(saved.card.at("history"));
  state.recent = figures_from(saved.card.at("recent"));
}

void save_motif_nets(const std::filesystem::path& file, const MotifState& state, const MotifOptions& options,
                     const std::vector<std::string>& kinds) {
  nets::Tensors tensors;
  nets::add_with_prefix(tensors, "decoder.", nets::tensors_of(*state.averaged_decoder));
  nets::add_with_prefix(tensors, "encoder.", nets::tensors_of(*state.averaged_encoder));
  nets::add_with_prefix(tensors, "critic.", nets::tensors_of(*state.critic));
  const Json card = Json::Object{{"kinds", names(kinds)},
                                 {"recipe", "motif"},
                                 {"options", options.to_json()},
                                 {"steps", state.step},
                                 {"images_seen", state.seen_before + state.step * options.batch}};
  nets::write_weights(file, {kNetsKind, state.config.to_json(), card, std::move(tensors)}, nets::Storage::fp16);
}

void start_from_nets(const std::filesystem::path& file, MotifState& state, const std::vector<std::string>& kinds) {
  const nets::Weights saved = nets::read_weights(file, kNetsKind);
  if (saved.card.at("kinds") != names(kinds)) {
    throw Error(ErrorKind::usage,
                file.string() + " was trained on the kinds " + saved.card.at("kinds").dump() + "; the pack has others");
  }
  state.seen_before = saved.card.at("images_seen").integer();
  const auto own = nets::tensors_of(*state.decoder);
  nets::Tensors decoder = nets::with_prefix(saved.tensors, "decoder.");
  for (const char* name : {"codes", "motif_kinds", "palettes"}) decoder[name] = own.at(name);  // those of the pack
  for (auto* net : {state.decoder.get(), state.averaged_decoder.get()})
    nets::load_tensors(*net, decoder, file.string());
  for (auto* net : {state.encoder.get(), state.averaged_encoder.get()}) {
    nets::load_tensors(*net, nets::with_prefix(saved.tensors, "encoder."), file.string());
  }
  const nets::Tensors critic = nets::with_prefix(saved.tensors, "critic.");
  if (!critic.empty()) nets::load_tensors(*state.critic, critic, file.string());
}

}  // namespace toile::train
