#pragma once
/// Transposed convolutions that are quick on a CPU.
///
/// LibTorch computes ConvTranspose2d on the CPU as a matrix product and a scatter (col2im), at the mercy of
/// the BLAS it finds. A transposed convolution is the gradient of a convolution with respect to its input,
/// and oneDNN has that as a tuned kernel of its own ("backward data"); its own gradients are again a plain
/// convolution (for the input) and a "backward weights" (for the weight).

#include <ATen/core/Tensor.h>

namespace toile::nets {

/// As torch::nn::functional::conv_transpose2d without bias: x (n, in, h, w), weight (in, out, k, k),
/// result (n, out, (h - 1) * stride - 2 * padding + k, likewise).
at::Tensor transposed_conv2d(const at::Tensor& x, const at::Tensor& weight, int stride, int padding);

/// A transposed convolution whose kernel equals its stride: every input pixel becomes its own k x k block and
/// blocks don't overlap. With a 1x1 input it is the first layer of a DCGAN. Computed as a 1x1 convolution. x
/// (n, in, h, w), weight (in, out, k, k), result (n, out, k * h, k * w).
at::Tensor project_to_blocks(const at::Tensor& x, const at::Tensor& weight);

/// `x` (n, c, h, w) continued periodically by `border` pixels at each side.
at::Tensor wrap(const at::Tensor& x, int border);

}  // namespace toile::nets
