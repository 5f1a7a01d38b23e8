#pragma once
/// What codes of motifs start from: their principal components.

#include <ATen/core/Tensor.h>

namespace toile::train {

/// A linear map to codes: (length, features) and (length).
struct Components {
  at::Tensor weight, bias;
};

/// The first `length` principal components of `rows` (n, features). A component of deviation d is scaled by d to the
/// power of -1/2, so that coarse shapes count more than fine ones, but not everything; all together have mean square 1.
/// Components that n rows can't have are 0.
Components principal_components(const at::Tensor& rows, std::int64_t length);

}  // namespace toile::train
