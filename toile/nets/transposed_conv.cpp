#include "toile/nets/transposed_conv.hpp"

#include <torch/torch.h>

namespace toile::nets {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

/// at::convolution_backward for a plain 2-d convolution, keeping just the gradients asked for.
std::tuple<at::Tensor, at::Tensor, at::Tensor> conv_backward(const at::Tensor& grad, const at::Tensor& input,
                                                             const at::Tensor& weight, std::int64_t stride,
                                                             std::int64_t padding, std::array<bool, 3> wanted) {
  return at::convolution_backward(grad, input, weight, at::OptionalIntArrayRef{}, {stride, stride}, {padding, padding},
                                  {1, 1}, false, {0, 0}, 1, wanted);
}

struct TransposedConv : torch::autograd::Function<TransposedConv> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            std::int64_t stride, std::int64_t padding) {
    context->save_for_backward({x, weight});
    context->saved_data["stride"] = stride;
    context->saved_data["padding"] = padding;
    const std::int64_t kernel = weight.size(2);
    // Only the shape of the convolution's input matters here: a tensor that takes no memory has it.
    const at::Tensor shape = at::zeros({1}, x.options())
                                 .expand({x.size(0), weight.size(1), (x.size(2) - 1) * stride - 2 * padding + kernel,
                                          (x.size(3) - 1) * stride - 2 * padding + kernel});
    return std::get<0>(conv_backward(x, shape, weight, stride, padding, {true, false, false}));
  }

  static tensor_list backward(AutogradContext* context, const tensor_list& gradients) {
    const auto saved = context->get_saved_variables();
    const at::Tensor& x = saved[0];
    const at::Tensor& weight = saved[1];
    const std::int64_t stride = context->saved_data["stride"].toInt();
    const std::int64_t padding = context->saved_data["padding"].toInt();
    const at::Tensor grad = gradients[0].contiguous();
    at::Tensor grad_x, grad_weight;
    if (context->needs_input_grad(0)) {
      grad_x = at::conv2d(grad, weight, {}, at::IntArrayRef{stride, stride}, at::IntArrayRef{padding, padding});
    }
    if (context->needs_input_grad(1)) {
      grad_weight = std::get<1>(conv_backward(x, grad, weight, stride, padding, {false, true, false}));
    }
    return {grad_x, grad_weight, {}, {}};
  }
};

}  // namespace

at::Tensor transposed_conv2d(const at::Tensor& x, const at::Tensor& weight, int stride, int padding) {
  if (!x.device().is_cpu()) return at::conv_transpose2d(x, weight, {}, stride, padding);
  return TransposedConv::apply(x, weight, static_cast<std::int64_t>(stride), static_cast<std::int64_t>(padding));
}

at::Tensor project_to_blocks(const at::Tensor& x, const at::Tensor& weight) {
  const auto in = weight.size(0), out = weight.size(1), kernel = weight.size(2);
  const at::Tensor as_1x1 = weight.reshape({in, out * kernel * kernel}).t().reshape({out * kernel * kernel, in, 1, 1});
  return at::pixel_shuffle(at::conv2d(x, as_1x1), kernel);
}

at::Tensor wrap(const at::Tensor& x, int border) {
  return torch::nn::functional::pad(
      x, torch::nn::functional::PadFuncOptions({border, border, border, border}).mode(torch::kCircular));
}

}  // namespace toile::nets
