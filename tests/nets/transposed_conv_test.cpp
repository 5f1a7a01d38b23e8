#include "toile/nets/transposed_conv.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace toile::nets {
namespace {

struct Gradients {
  at::Tensor out, x, weight;
};

/// Result and gradients of `layer` for a fixed, uneven loss.
template <class Layer>
Gradients run(const Layer& layer, const at::Tensor& x0, const at::Tensor& weight0) {
  const at::Tensor x = x0.clone().requires_grad_(), weight = weight0.clone().requires_grad_();
  const at::Tensor out = layer(x, weight);
  (out * torch::linspace(-1, 1, out.numel()).view_as(out)).sum().backward();
  return {out.detach(), x.grad(), weight.grad()};
}

void expect_equal(const Gradients& ours, const Gradients& theirs) {
  EXPECT_TRUE(at::allclose(ours.out, theirs.out, 1e-4, 1e-4));
  EXPECT_TRUE(at::allclose(ours.x, theirs.x, 1e-4, 1e-4));
  EXPECT_TRUE(at::allclose(ours.weight, theirs.weight, 1e-4, 1e-4));
}

TEST(TransposedConv, EqualsLibTorchsOwnWithItsGradients) {
  torch::manual_seed(1);
  for (const auto& [n, in, out, side] : {std::array{1, 3, 5, 4}, std::array{3, 16, 8, 7}, std::array{2, 8, 3, 16}}) {
    const at::Tensor x = torch::randn({n, in, side, side}), weight = torch::randn({in, out, 4, 4});
    expect_equal(run([](auto& a, auto& w) { return transposed_conv2d(a, w, 2, 1); }, x, weight),
                 run([](auto& a, auto& w) { return at::conv_transpose2d(a, w, {}, 2, 1); }, x, weight));
  }
}

TEST(ProjectToBlocks, EqualsATransposedConvWhoseStrideIsItsKernel) {
  torch::manual_seed(2);
  for (const int kernel : {4, 7}) {
    for (const int side : {1, 3}) {
      const at::Tensor x = torch::randn({2, 10, side, side}), weight = torch::randn({10, 6, kernel, kernel});
      expect_equal(run([](auto& a, auto& w) { return project_to_blocks(a, w); }, x, weight),
                   run([&](auto& a, auto& w) { return at::conv_transpose2d(a, w, {}, kernel); }, x, weight));
    }
  }
}

TEST(Wrap, ContinuesPeriodically) {
  const at::Tensor x = torch::arange(6).to(at::kFloat).view({1, 1, 2, 3});
  const at::Tensor wrapped = wrap(x, 1);
  ASSERT_EQ(wrapped.sizes(), at::IntArrayRef({1, 1, 4, 5}));
  EXPECT_EQ(wrapped[0][0][0][0].item<float>(), 5);
  EXPECT_EQ(wrapped[0][0][3][4].item<float>(), 0);
}

}  // namespace
}  // namespace toile::nets
