#include "toile/nets/batch_norm.hpp"

#include <torch/torch.h>

namespace toile::nets {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

const std::vector<std::int64_t> kAllButChannels = {0, 2, 3};

at::Tensor a_channel(const at::Tensor& x) {
  return x.view({1, -1, 1, 1});
}

/// Of all parts together.
struct Statistics {
  at::Tensor mean, variance;  ///< (channels)
  double count = 0;           ///< values a channel
};

Statistics statistics_of(const at::Tensor& x, const SumOverRanks& sum) {
  const torch::NoGradGuard no_grad;
  const std::int64_t channels = x.size(1), count = x.numel() / channels;
  const auto [variance, mean] = at::var_mean(x.detach(), kAllButChannels, false);
  // sums and sums of squares, in double precision so that nothing is lost when the one is taken from the other
  const at::Tensor m = mean.to(at::kDouble), squares = variance.to(at::kDouble) + m * m;
  const at::Tensor one = torch::ones({1}, m.options());
  const at::Tensor all = sum(at::cat({m, squares, one}) * static_cast<double>(count));
  const double total = all[2 * channels].item<double>();
  const at::Tensor of_all = all.slice(0, 0, channels) / total;
  const at::Tensor spread = (all.slice(0, channels, 2 * channels) / total - of_all * of_all).clamp_min(0);
  return {of_all.to(x.scalar_type()), spread.to(x.scalar_type()), total};
}

/// Normalising by statistics that depend on every part: what the backward pass needs of the others are two sums a
/// channel.
struct Normalise : torch::autograd::Function<Normalise> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            const at::Tensor& bias, const Statistics& of, const SumOverRanks* sum) {
    const at::Tensor inverse = (of.variance + BatchNormImpl::kEpsilon).rsqrt();
    context->save_for_backward({x, weight, of.mean, inverse});
    context->saved_data["count"] = of.count;
    context->saved_data["sum"] = reinterpret_cast<std::int64_t>(sum);
    return std::get<0>(at::native_batch_norm(x, weight, bias, of.mean, of.variance, false, 0, BatchNormImpl::kEpsilon));
  }

  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto saved = context->get_saved_variables();
    const at::Tensor &gradient = gradients[0], &weight = saved[1], &inverse = saved[3];
    const double count = context->saved_data["count"].toDouble();
    const auto& sum = *reinterpret_cast<const SumOverRanks*>(context->saved_data["sum"].toInt());
    const at::Tensor centred = saved[0] - a_channel(saved[2]);
    const at::Tensor slopes = gradient.sum(kAllButChannels);
    const at::Tensor dots = (gradient * centred).sum(kAllButChannels) * inverse;
    const std::vector<at::Tensor> means = (sum(at::stack({slopes, dots})) / count).unbind(0);
    const at::Tensor of_x = at::addcmul(gradient - a_channel(means[0]), centred, a_channel(inverse * means[1]), -1)
                                .mul_(a_channel(weight * inverse));
    return {of_x, dots, slopes, {}, {}};
  }
};

}  // namespace

BatchNormImpl::BatchNormImpl(std::int64_t channels)
    : weight(register_parameter("weight", torch::ones({channels}))),
      bias(register_parameter("bias", torch::zeros({channels}))),
      running_mean(register_buffer("running_mean", torch::zeros({channels}))),
      running_var(register_buffer("running_var", torch::ones({channels}))),
      num_batches_tracked(register_buffer("num_batches_tracked", torch::tensor(0, at::kLong))) {}

at::Tensor BatchNormImpl::forward(const at::Tensor& x) {
  if (is_training()) num_batches_tracked.add_(1);
  if (!sum || !is_training()) {
    return at::batch_norm(x, weight, bias, running_mean, running_var, is_training(), kMomentum, kEpsilon,
                          at::globalContext().userEnabledCuDNN());
  }
  const Statistics of = statistics_of(x, sum);
  {
    const torch::NoGradGuard no_grad;
    running_mean.lerp_(of.mean, kMomentum);
    running_var.lerp_(of.variance * (of.count / (of.count - 1)), kMomentum);
  }
  return Normalise::apply(x, weight, bias, of, &sum);
}

void share_batches(torch::nn::Module& net, const SumOverRanks& sum) {
  for (const auto& module : net.modules()) {
    if (auto* norm = module->as<BatchNorm>()) norm->sum = sum;
  }
}

}  // namespace toile::nets
