#include "toile/train/garment_state.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/optimizer_state.hpp"

namespace toile::train {
namespace {

constexpr const char* kKind = "garment-checkpoint";
constexpr double kWarmUp = 0.03;  ///< share of the run in which the learning rate rises
constexpr double kOverlapWeight = 0.5;
constexpr double kCentreWeight = 20, kOffsetWeight = 0.01;
constexpr double kLeastPerson = 0.004;  ///< of the picture: less of somebody has no centre
constexpr double kBell = 5;             ///< standard deviation around a centre, in fourths of the side's pixels
constexpr double kWeightDecay = 1e-4;
constexpr std::size_t kValidationBatch = 8;

nets::GarmentNetConfig config_of(const GarmentOptions& options) {
  torch::manual_seed(derive_seed(options.seed, 3));  // the net's first weights are drawn next
  nets::GarmentNetConfig config{.encoder = {.width = options.encoder_width}};
  for (std::int64_t& channels : config.decoder) {
    channels = std::max<std::int64_t>(4, std::llround(options.decoder_width * static_cast<double>(channels)));
  }
  return config;
}

std::vector<torch::optim::OptimizerParamGroup> parameter_groups(nets::GarmentNet& net, const GarmentOptions& options) {
  std::vector<at::Tensor> encoder = net->encoder->parameters(), rest;
  for (const auto& item : net->named_parameters()) {
    if (!item.key().starts_with("encoder.")) rest.push_back(item.value());
  }
  const auto with_rate = [](std::vector<at::Tensor> parameters, double rate) {
    return torch::optim::OptimizerParamGroup(
        std::move(parameters),
        std::make_unique<torch::optim::AdamWOptions>(torch::optim::AdamWOptions(rate).weight_decay(kWeightDecay)));
  };
  return {with_rate(encoder, options.learning_rate * options.encoder_rate), with_rate(rest, options.learning_rate)};
}

/// One minus the mean soft intersection over union of the labels in the batch (Rahman, Wang 2016): what the figures
/// count, where cross entropy alone gives rare labels away. `logits` (n, labels, h, w), `labels` (n, h, w).
at::Tensor overlap_loss(const at::Tensor& logits, const at::Tensor& labels, const Ranks& ranks) {
  const at::Tensor known = (labels != static_cast<std::int64_t>(kIgnoredLabel)).to(at::kFloat).unsqueeze(1);
  const at::Tensor truth = at::one_hot(labels.clamp_max(static_cast<std::int64_t>(kGarmentLabels) - 1), kGarmentLabels)
                               .permute({0, 3, 1, 2})
                               .to(at::kFloat)
                               .mul(known);
  const at::Tensor chance = logits.softmax(1) * known;
  const auto sum = [&](const at::Tensor& x) { return ranks.sum(x.sum({0, 2, 3})); };
  const at::Tensor both = sum(chance * truth), seen = sum(truth);
  const at::Tensor overlap = both / (sum(chance) + seen - both).clamp_min(1);
  return 1 - overlap.masked_select(seen > 0).mean();
}

/// What the second head should say of `who` (n, h, w), at the middle of every fourth pixel.
struct PeopleTruth {
  at::Tensor centre;  ///< (n, h/4, w/4): 1 at everyone's centre, and a bell around it
  at::Tensor offset;  ///< (n, 2, h/4, w/4): down and across to it
  at::Tensor known;   ///< (n, h/4, w/4): 1 where somebody is
};

PeopleTruth people_truth(const at::Tensor& who) {
  const at::Tensor small = who.slice(1, 2, {}, 4).slice(2, 2, {}, 4);
  const std::int64_t h = small.size(1), w = small.size(2);
  const at::Tensor y = torch::arange(h, at::kFloat).view({1, h, 1}).to(who.device());
  const at::Tensor x = torch::arange(w, at::kFloat).view({1, 1, w}).to(who.device());
  PeopleTruth truth{.centre = torch::zeros(small.sizes(), y.options()),
                    .offset = torch::zeros({small.size(0), 2, h, w}, y.options()),
                    .known = torch::zeros(small.sizes(), y.options())};
  for (std::int64_t person = 1; person <= 2; ++person) {
    at::Tensor mask = (small == person).to(at::kFloat);
    const at::Tensor count = mask.sum({1, 2}, true);
    const at::Tensor large = (count > kLeastPerson * static_cast<double>(h * w)).to(at::kFloat);
    const at::Tensor middle_y = (mask * y).sum({1, 2}, true) / count.clamp_min(1);
    const at::Tensor middle_x = (mask * x).sum({1, 2}, true) / count.clamp_min(1);
    const at::Tensor down = middle_y - y + 0 * x, across = middle_x - x + 0 * y;
    const at::Tensor bell = (-(down.square() + across.square()) / (2 * kBell * kBell)).exp();
    truth.centre = at::maximum(truth.centre, bell * large);
    mask = mask * large;
    truth.offset = truth.offset + torch::stack({down, across}, 1) * mask.unsqueeze(1);
    truth.known = truth.known + mask;
  }
  return truth;
}

/// Mean square of the heat map's error, and mean length of the offsets' where somebody is. `people` (n, 3, h/4, w/4).
at::Tensor people_loss(const at::Tensor& people, const at::Tensor& who, const Ranks& ranks) {
  const PeopleTruth truth = people_truth(who);
  const at::Tensor wrong = (people.select(1, 0) - truth.centre).square().sum();
  const at::Tensor cells = torch::full({}, static_cast<double>(truth.centre.numel()), wrong.options());
  const at::Tensor away = ((people.slice(1, 1, 3) - truth.offset).abs().sum(1) * truth.known).sum();
  return kCentreWeight * ranks.sum(wrong) / ranks.sum(cells) +
         kOffsetWeight * ranks.sum(away) / ranks.sum(truth.known.sum()).clamp_min(1);
}

/// Over the pixels whose label is known; in parts that differ in how many these are, the sum of each part's share.
at::Tensor entropy_loss(const at::Tensor& logits, const at::Tensor& labels, const Ranks& ranks) {
  namespace F = torch::nn::functional;
  const auto options = F::CrossEntropyFuncOptions().ignore_index(kIgnoredLabel);
  const at::Tensor mean = F::cross_entropy(logits, labels, options);
  if (ranks.alone()) return mean;
  const at::Tensor known = (labels != static_cast<std::int64_t>(kIgnoredLabel)).sum().to(at::kFloat);
  const at::Tensor part = at::where(known > 0, mean, torch::zeros_like(mean)) * known;
  return ranks.sum(part) / ranks.sum(known).clamp_min(1);
}

/// Intersections and unions of one mask pair, summed up.
struct Overlap {
  double both = 0, either = 0;
  void add(const at::Tensor& found, const at::Tensor& truth) {
    both += found.logical_and(truth).sum().item<double>();
    either += found.logical_or(truth).sum().item<double>();
  }
  double iou() const { return either > 0 ? both / either : 1; }
};

/// The number of each label's group, int64.
at::Tensor groups_of_labels() {
  std::vector<std::int64_t> groups;
  for (const GarmentGroup group : kGroupOfLabel) groups.push_back(static_cast<std::int64_t>(group));
  return torch::tensor(groups, at::kLong);
}

/// Chances of labels (n, labels, h, w) added up by group.
at::Tensor in_groups(const at::Tensor& chances) {
  at::Tensor sums = torch::zeros({chances.size(0), kGarmentGroups, chances.size(2), chances.size(3)});
  return sums.index_add_(1, groups_of_labels(), chances);
}

/// Each rank has looked at photos of its own.
void add_up(const Ranks& ranks, Overlap& garment, std::array<Overlap, kGarmentGroups>& groups, double& means) {
  std::vector<double*> all = {&garment.both, &garment.either, &means};
  for (Overlap& group : groups) all.insert(all.end(), {&group.both, &group.either});
  at::Tensor values = torch::empty({std::ssize(all)}, at::kDouble);
  auto value = values.accessor<double, 1>();
  for (std::int64_t i = 0; i < std::ssize(all); ++i) value[i] = *all[static_cast<std::size_t>(i)];
  ranks.add_up(values);
  for (std::int64_t i = 0; i < std::ssize(all); ++i) *all[static_cast<std::size_t>(i)] = value[i];
}

Json row(const GarmentFigures& f) {
  Json::Array values = {f.loss, f.garment, f.garment_mean};
  for (const double iou : f.groups) values.emplace_back(iou);
  return values;
}

GarmentFigures figures_from(const Json& json) {
  const Json::Array& values = json.array();
  GarmentFigures f{
      .loss = values.at(0).number(), .garment = values.at(1).number(), .garment_mean = values.at(2).number()};
  for (std::size_t i = 0; i < f.groups.size(); ++i) f.groups[i] = values.at(i + 3).number();
  return f;
}

/// What must not change between a run and its continuation.
Json fixed_part(GarmentOptions options) {
  options.checkpoint_minutes = GarmentOptions{}.checkpoint_minutes;
  return options.to_json();
}

}  // namespace

GarmentState::GarmentState(const GarmentOptions& options, const std::vector<NamedArray>& backbone, const Ranks& ranks)
    : config(config_of(options)),
      net(config),
      optimizer((net->to(at::Device(options.device)), parameter_groups(net, options)),
                torch::optim::AdamWOptions(options.learning_rate)),
      gradients(net->parameters(), ranks) {
  if (!backbone.empty()) nets::load_published(*net->encoder, backbone);
  if (!options.from.empty())
    nets::load_tensors(*net, nets::read_weights(options.from, "garment-net").tensors, options.from);
}

double garment_step(GarmentState& state, const LabelledPhotos& photos, const GarmentOptions& options, double progress,
                    const Ranks& ranks) {
  const double rate = options.learning_rate * std::min(1.0, (progress + 1e-3) / kWarmUp) *
                      (0.5 + 0.5 * std::cos(std::numbers::pi * progress));
  auto& groups = state.optimizer.param_groups();
  static_cast<torch::optim::AdamWOptions&>(groups[0].options()).lr(rate * options.encoder_rate);
  static_cast<torch::optim::AdamWOptions&>(groups[1].options()).lr(rate);

  state.net->train();
  state.optimizer.zero_grad();
  const at::Device device(options.device);
  const nets::GarmentAnswer answer = state.net->forward(photos.pictures.to(device));
  // The net answers at half the side: every second label in each direction, picked, never mixed.
  const at::Tensor labels = photos.labels.slice(1, 0, {}, 2).slice(2, 0, {}, 2).to(device);
  const at::Tensor loss = entropy_loss(answer.labels, labels, ranks) +
                          kOverlapWeight * overlap_loss(answer.labels, labels, ranks) +
                          people_loss(answer.people, photos.who.to(device), ranks);
  state.gradients.backward(loss);
  state.optimizer.step();
  ++state.step;
  return loss.item<double>();
}

GarmentFigures validate(GarmentState& state, const GarmentBatches& batches, const GarmentOptions& options,
                        const Ranks& ranks) {
  const torch::NoGradGuard no_grad;
  state.net->eval();
  Overlap garment;
  std::array<Overlap, kGarmentGroups> groups;
  double sum_of_means = 0;
  const auto step = kValidationBatch * static_cast<std::size_t>(ranks.size());
  for (auto first = kValidationBatch * static_cast<std::size_t>(ranks.rank()); first < batches.validation_photos();
       first += step) {
    const LabelledPhotos photos = batches.validation(first, kValidationBatch);
    const at::Tensor logits = state.net->forward(photos.pictures.to(at::Device(options.device))).labels.cpu();
    const at::Tensor chances =
        in_groups(at::upsample_bilinear2d(logits, {photos.labels.size(1), photos.labels.size(2)}, false).softmax(1));
    const at::Tensor known = photos.labels != static_cast<std::int64_t>(kIgnoredLabel);
    const at::Tensor true_groups =
        groups_of_labels().take(photos.labels.clamp_max(static_cast<std::int64_t>(kGarmentLabels) - 1));
    const at::Tensor best = chances.argmax(1);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const auto value = static_cast<std::int64_t>(g);
      groups[g].add((best == value).logical_and(known), (true_groups == value).logical_and(known));
    }
    const auto upper = static_cast<std::int64_t>(GarmentGroup::upper),
               outer = static_cast<std::int64_t>(GarmentGroup::outer);
    const at::Tensor found = (chances.slice(1, upper, outer + 1).sum(1) > 0.5).logical_and(known);
    const at::Tensor truth = (true_groups >= upper).logical_and(true_groups <= outer).logical_and(known);
    garment.add(found, truth);
    for (std::int64_t i = 0; i < found.size(0); ++i) {
      Overlap one;
      one.add(found[i], truth[i]);
      sum_of_means += one.iou();
    }
  }
  add_up(ranks, garment, groups, sum_of_means);
  GarmentFigures figures{
      .garment = garment.iou(),
      .garment_mean = sum_of_means / static_cast<double>(std::max<std::size_t>(1, batches.validation_photos()))};
  for (std::size_t g = 0; g < groups.size(); ++g) figures.groups[g] = groups[g].iou();
  return figures;
}

void save_checkpoint(const std::filesystem::path& file, const GarmentState& state, const GarmentOptions& options) {
  nets::Tensors tensors;
  nets::add_with_prefix(tensors, "net.", nets::tensors_of(*state.net));
  nets::add_with_prefix(tensors, "best.", state.best);
  tensors["optimizer"] = optimizer_bytes(state.optimizer);
  Json::Array history, losses(state.losses.begin(), state.losses.end());
  for (const GarmentFigures& f : state.history) history.push_back(row(f));
  const Json card = Json::Object{{"step", state.step},
                                 {"best_epoch", state.best_epoch},
                                 {"history", std::move(history)},
                                 {"losses", std::move(losses)}};
  nets::write_weights(file, {kKind, options.to_json(), card, std::move(tensors)}, nets::Storage::as_is);
}

void load_checkpoint(const std::filesystem::path& file, GarmentState& state, const GarmentOptions& options) {
  const nets::Weights saved = nets::read_weights(file, kKind);
  if (fixed_part(GarmentOptions::from_json(saved.config)) != fixed_part(options)) {
    throw Error(ErrorKind::usage, file.string() + " belongs to a run with other options (" + saved.config.dump() +
                                      "); only checkpoint_minutes may change");
  }
  nets::load_tensors(*state.net, nets::with_prefix(saved.tensors, "net."), file.string());
  restore_optimizer(state.optimizer, saved.tensors.at("optimizer"));
  state.best = nets::with_prefix(saved.tensors, "best.");
  state.step = saved.card.at("step").integer();
  state.best_epoch = saved.card.at("best_epoch").integer();
  for (const Json& line : saved.card.at("history").array()) state.history.push_back(figures_from(line));
  for (const Json& loss : saved.card.at("losses").array()) state.losses.push_back(loss.number());
}

}  // namespace toile::train
