#include "toile/train/ranks.hpp"

#include <torch/torch.h>

#include "toile/base/error.hpp"
#include "toile/nets/batch_norm.hpp"

namespace toile::train {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

at::Tensor added_up(const Ranks& ranks, const at::Tensor& x) {
  at::Tensor flat = x.detach().to(at::kCPU, x.scalar_type(), false, true).flatten();
  ranks.add_up(flat);
  return flat.view(x.sizes()).to(x.device());
}

/// Each rank's loss depends on the sum, so that what its part does to the sum counts in all of their gradients.
struct SumOverAll : torch::autograd::Function<SumOverAll> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const Ranks* ranks) {
    context->saved_data["ranks"] = reinterpret_cast<std::int64_t>(ranks);
    return added_up(*ranks, x);
  }
  static tensor_list backward(AutogradContext* context, tensor_list gradients) {
    const auto& ranks = *reinterpret_cast<const Ranks*>(context->saved_data["ranks"].toInt());
    return {added_up(ranks, gradients[0]), {}};
  }
};

}  // namespace

void Ranks::meet(const std::string&) const {}

void Ranks::copy_from_first(at::Tensor&) const {}

std::unique_ptr<Ranks::Sum> Ranks::begin_gradient_sum(at::Tensor&) const {
  return nullptr;
}

void Ranks::add_up(at::Tensor&) const {}

int Ranks::most(int value) const {
  return value;
}

at::Tensor Ranks::sum(const at::Tensor& x) const {
  return alone() ? x : SumOverAll::apply(x, this);
}

at::Tensor Ranks::mean(const at::Tensor& x) const {
  return alone() ? x : sum(x) / size();
}

at::Tensor Ranks::part_of(std::int64_t batch, std::int64_t group) const {
  const at::Tensor all = torch::arange(batch);
  return alone() ? all : all.index({at::floor_divide(all, group).remainder(size()) == rank()});
}

void Ranks::check_parts(const std::string& name, std::int64_t count, std::int64_t group) const {
  if (count % (size() * group) == 0) return;
  throw Error(ErrorKind::usage, name + " is " + std::to_string(count) + ", all ranks together; with " +
                                    std::to_string(size()) + " ranks it must be a multiple of " +
                                    std::to_string(size() * group));
}

void Ranks::join(const std::vector<torch::nn::Module*>& nets) const {
  if (alone()) return;
  const torch::NoGradGuard no_grad;
  for (torch::nn::Module* net : nets) {
    for (const auto& tensors : {net->parameters(), net->buffers()}) {
      for (at::Tensor tensor : tensors) copy_from_first(tensor);
    }
    nets::share_batches(*net, [this](const at::Tensor& x) { return added_up(*this, x); });
  }
}

const Ranks& alone() {
  static const Ranks one;
  return one;
}

}  // namespace toile::train
