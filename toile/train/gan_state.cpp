#include "toile/train/gan_state.hpp"

#include <torch/torch.h>

#include <numeric>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/optimizer_state.hpp"

namespace toile::train {
namespace {

constexpr double kBeta2 = 0.999;
constexpr const char* kKind = "gan-checkpoint";

nets::DcganConfig config_of(const GanOptions& options) {
  return {.size = options.size,
          .latent = options.latent,
          .generator_width = options.generator_width,
          .discriminator_width = options.discriminator_width};
}

/// The nets draw their first weights from LibTorch's global generator: seed it before they are made.
const GanOptions& seeded(const GanOptions& options) {
  options.check();
  torch::manual_seed(derive_seed(options.seed, 3));
  return options;
}

torch::optim::AdamOptions adam(const GanOptions& options) {
  return torch::optim::AdamOptions(options.learning_rate).betas({options.beta1, kBeta2});
}

at::Tensor cross_entropy(const at::Tensor& logits, double label) {
  return at::binary_cross_entropy_with_logits(logits, torch::full_like(logits, label));
}

double mean_probability(const at::Tensor& logits) {
  return torch::sigmoid(logits.detach()).mean().item<double>();
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

Json row(const GanFigures& f) {
  return Json::Array{f.loss_d, f.loss_g, f.d_x, f.d_gz_before, f.d_gz_after};
}

Json rows(const std::vector<GanFigures>& figures) {
  Json::Array all;
  for (const GanFigures& f : figures) all.push_back(row(f));
  return all;
}

std::vector<GanFigures> figures_from(const Json& json) {
  std::vector<GanFigures> figures;
  for (const Json& line : json.array()) {
    const auto& v = line.array();
    figures.push_back({v.at(0).number(), v.at(1).number(), v.at(2).number(), v.at(3).number(), v.at(4).number()});
  }
  return figures;
}

/// What must not change between a run and its continuation.
Json fixed_part(GanOptions options) {
  const GanOptions defaults;
  options.epochs = defaults.epochs;
  options.minutes = defaults.minutes;
  options.checkpoint_minutes = defaults.checkpoint_minutes;
  return options.to_json();
}

}  // namespace

GanState::GanState(const GanOptions& options, const Ranks& ranks)
    : config(config_of(seeded(options))),
      generator(config),
      averaged(options.ema > 0 ? nets::DcganGenerator(config) : generator),
      discriminator(config),
      optimizer_g((generator->to(at::Device(options.device)), generator->parameters()), adam(options)),
      optimizer_d((discriminator->to(at::Device(options.device)), discriminator->parameters()), adam(options)),
      gradients_g(generator->parameters(), ranks),
      gradients_d(discriminator->parameters(), ranks) {
  averaged->to(at::Device(options.device));
  if (options.ema > 0) average_into(*averaged, *generator, 0);
}

GanFigures gan_step(GanState& state, const at::Tensor& real, const at::Tensor& z, double ema) {
  GanFigures figures;
  state.generator->train();
  state.discriminator->train();

  state.optimizer_d.zero_grad();
  const at::Tensor real_logits = state.discriminator->forward(real);
  const at::Tensor loss_real = cross_entropy(real_logits, 1);
  loss_real.backward();
  const at::Tensor fake = state.generator->forward(z);
  const at::Tensor fake_logits = state.discriminator->forward(fake.detach());
  const at::Tensor loss_fake = cross_entropy(fake_logits, 0);
  state.gradients_d.backward(loss_fake);
  state.optimizer_d.step();

  // The tutorial lets the discriminator collect gradients here too and then throws them away: not computing
  // them is the same and a twelfth of the step.
  set_trainable(*state.discriminator, false);
  state.optimizer_g.zero_grad();
  const at::Tensor judged = state.discriminator->forward(fake);
  const at::Tensor loss_g = cross_entropy(judged, 1);
  state.gradients_g.backward(loss_g);
  state.optimizer_g.step();
  set_trainable(*state.discriminator, true);
  if (ema > 0) average_into(*state.averaged, *state.generator, ema);
  ++state.step;

  return {.loss_d = loss_real.item<double>() + loss_fake.item<double>(),
          .loss_g = loss_g.item<double>(),
          .d_x = mean_probability(real_logits),
          .d_gz_before = mean_probability(fake_logits),
          .d_gz_after = mean_probability(judged)};
}

GanFigures mean_of(const std::vector<GanFigures>& steps) {
  GanFigures sum;
  for (const GanFigures& f : steps) {
    sum = {sum.loss_d + f.loss_d, sum.loss_g + f.loss_g, sum.d_x + f.d_x, sum.d_gz_before + f.d_gz_before,
           sum.d_gz_after + f.d_gz_after};
  }
  const auto n = static_cast<double>(steps.size());
  return {sum.loss_d / n, sum.loss_g / n, sum.d_x / n, sum.d_gz_before / n, sum.d_gz_after / n};
}

at::Tensor latents(std::int64_t n, int latent, std::uint64_t seed) {
  auto random = torch::make_generator<at::CPUGeneratorImpl>(seed);
  return torch::randn({n, latent, 1, 1}, random);
}

void save_checkpoint(const std::filesystem::path& file, const GanState& state, const GanOptions& options,
                     const std::string& category) {
  nets::Tensors tensors;
  nets::add_with_prefix(tensors, "generator.", nets::tensors_of(*state.generator));
  nets::add_with_prefix(tensors, "discriminator.", nets::tensors_of(*state.discriminator));
  if (options.ema > 0) nets::add_with_prefix(tensors, "averaged.", nets::tensors_of(*state.averaged));
  tensors["optimizer_g"] = optimizer_bytes(state.optimizer_g);
  tensors["optimizer_d"] = optimizer_bytes(state.optimizer_d);
  const Json card = Json::Object{
      {"category", category}, {"step", state.step}, {"history", rows(state.history)}, {"epoch", rows(state.epoch)}};
  nets::write_weights(file, {kKind, options.to_json(), card, std::move(tensors)}, nets::Storage::as_is);
}

void load_checkpoint(const std::filesystem::path& file, GanState& state, const GanOptions& options,
                     const std::string& category) {
  const nets::Weights saved = nets::read_weights(file, kKind);
  const GanOptions of_run = GanOptions::from_json(saved.config);
  if (saved.card.at("category").string() != category || fixed_part(of_run) != fixed_part(options)) {
    throw Error(ErrorKind::usage, file.string() + " belongs to a run on " + saved.card.at("category").string() +
                                      " with other options (" + saved.config.dump() + "); only epochs, minutes and " +
                                      "checkpoint_minutes may change");
  }
  const std::string origin = file.string();
  nets::load_tensors(*state.generator, nets::with_prefix(saved.tensors, "generator."), origin);
  nets::load_tensors(*state.discriminator, nets::with_prefix(saved.tensors, "discriminator."), origin);
  if (options.ema > 0) nets::load_tensors(*state.averaged, nets::with_prefix(saved.tensors, "averaged."), origin);
  restore_optimizer(state.optimizer_g, saved.tensors.at("optimizer_g"));
  restore_optimizer(state.optimizer_d, saved.tensors.at("optimizer_d"));
  state.step = saved.card.at("step").integer();
  state.history = figures_from(saved.card.at("history"));
  state.epoch = figures_from(saved.card.at("epoch"));
}

}  // namespace toile::train
