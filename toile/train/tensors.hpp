#pragma once
/// Several nets in one file: their tensors under prefixes.

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace toile::train {

using Tensors = std::map<std::string, at::Tensor>;

inline void add_with_prefix(Tensors& all, const std::string& prefix, const Tensors& some) {
  for (const auto& [name, tensor] : some) all[prefix + name] = tensor;
}

inline Tensors with_prefix(const Tensors& all, const std::string& prefix) {
  Tensors some;
  for (const auto& [name, tensor] : all) {
    if (name.starts_with(prefix)) some[name.substr(prefix.size())] = tensor;
  }
  return some;
}

}  // namespace toile::train
