#include "toile/nets/runtime.hpp"

#include <torch/torch.h>

#include "toile/base/error.hpp"

namespace toile::nets {

void use_threads(int threads) {
  if (threads > 0) at::set_num_threads(threads);
}

FixedThreads::FixedThreads(int threads) : before_(at::get_num_threads()) {
  at::set_num_threads(threads);
}

FixedThreads::~FixedThreads() {
  at::set_num_threads(before_);
}

std::string resolve_device(const std::string& wanted) {
  if (wanted == "auto") return torch::cuda::is_available() ? "cuda" : "cpu";
  if (wanted != "cpu" && wanted != "cuda") {
    throw Error(ErrorKind::usage, "device is " + wanted + "; it must be auto, cpu or cuda");
  }
  if (wanted == "cuda" && !torch::cuda::is_available()) {
    throw Error(ErrorKind::usage, "this machine has no CUDA device that LibTorch can use; take --device cpu");
  }
  return wanted;
}

}  // namespace toile::nets
