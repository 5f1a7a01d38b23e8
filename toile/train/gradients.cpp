#include "toile/train/gradients.hpp"

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/torch.h>

#include <functional>

namespace toile::train {
namespace {

constexpr std::int64_t kBucketValues = 1 << 19;  ///< 2 MB

/// Calls a function once a parameter's gradient of a backward pass is there.
struct Arrival : torch::autograd::FunctionPostHook {
  explicit Arrival(std::function<void()> function) : call(std::move(function)) {}
  torch::autograd::variable_list operator()(const torch::autograd::variable_list& outputs,
                                            const torch::autograd::variable_list&) override {
    call();
    return outputs;
  }
  std::function<void()> call;
};

struct Bucket {
  std::vector<at::Tensor> parameters;
  at::Tensor flat;          ///< their gradients, one behind the other
  std::size_t missing = 0;  ///< gradients that have yet to come in this pass
  std::unique_ptr<Ranks::Sum> sum;
};

/// Calls `visit(gradient, its part of flat)`; a parameter that no loss depends on has no gradient.
template <class Visit>
void for_each_gradient(const Bucket& bucket, const Visit& visit) {
  std::int64_t first = 0;
  for (const at::Tensor& parameter : bucket.parameters) {
    at::Tensor part = bucket.flat.slice(0, first, first + parameter.numel()).view(parameter.sizes());
    first += parameter.numel();
    visit(parameter.grad(), part);
  }
}

}  // namespace

struct Gradients::Buckets {
  const Ranks& ranks;
  std::vector<Bucket> all;
  std::vector<std::shared_ptr<torch::autograd::Node>> accumulators;  ///< else they and their hooks would go
  std::size_t sent = 0;
  bool open = false;  ///< while the pass runs that counts

  explicit Buckets(const Ranks& of) : ranks(of) {}

  void send_next() {
    const torch::NoGradGuard no_grad;
    Bucket& bucket = all[sent++];
    for_each_gradient(bucket, [](const at::Tensor& gradient, at::Tensor& part) {
      gradient.defined() ? part.copy_(gradient) : part.zero_();
    });
    bucket.sum = ranks.begin_gradient_sum(bucket.flat);
  }

  void arrived(std::size_t bucket) {
    if (!open) return;
    if (all[bucket].missing > 0) --all[bucket].missing;
    while (sent < all.size() && all[sent].missing == 0) send_next();  // in one order for all ranks
  }
};

Gradients::Gradients(const std::vector<at::Tensor>& parameters, const Ranks& ranks) {
  if (ranks.alone()) return;
  buckets_ = std::make_shared<Buckets>(ranks);
  std::int64_t values = kBucketValues;
  for (auto parameter = parameters.rbegin(); parameter != parameters.rend(); ++parameter) {
    if (values >= kBucketValues) {
      buckets_->all.emplace_back();
      values = 0;
    }
    values += parameter->numel();
    buckets_->all.back().parameters.push_back(*parameter);
    const auto accumulator = torch::autograd::impl::grad_accumulator(*parameter);
    accumulator->add_post_hook(
        std::make_unique<Arrival>([all = std::weak_ptr<Buckets>(buckets_), bucket = buckets_->all.size() - 1] {
          if (const auto here = all.lock()) here->arrived(bucket);
        }));
    buckets_->accumulators.push_back(accumulator);
  }
  for (Bucket& bucket : buckets_->all) {
    std::int64_t length = 0;
    for (const at::Tensor& parameter : bucket.parameters) length += parameter.numel();
    bucket.flat = torch::zeros({length});
  }
}

Gradients::~Gradients() = default;
Gradients::Gradients(Gradients&&) noexcept = default;
Gradients& Gradients::operator=(Gradients&&) noexcept = default;

void Gradients::backward(const at::Tensor& loss) {
  if (!buckets_) return loss.backward();
  for (Bucket& bucket : buckets_->all) bucket.missing = bucket.parameters.size();
  buckets_->sent = 0;
  buckets_->open = true;
  loss.backward();
  buckets_->open = false;
  while (buckets_->sent < buckets_->all.size()) buckets_->send_next();
  const torch::NoGradGuard no_grad;
  for (Bucket& bucket : buckets_->all) {
    bucket.sum->wait();
    bucket.flat.div_(buckets_->ranks.size());
    for_each_gradient(bucket, [](const at::Tensor& gradient, const at::Tensor& part) {
      if (gradient.defined()) gradient.copy_(part);
    });
  }
}

}  // namespace toile::train
