#pragma once
/// Tensors on their way: several nets in one file, pictures out of a pack.

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

#include "toile/base/pack.hpp"

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

/// Item `index` of a pack of pictures, (3, side, side) bytes, area-averaged.
at::Tensor scaled_planes(const Pack& pack, std::size_t index, int side);

}  // namespace toile::train
