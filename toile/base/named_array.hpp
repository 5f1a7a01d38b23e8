#pragma once
/// Numbers with a shape and a name: what weights are before they meet LibTorch.

#include <cstdint>
#include <string>
#include <vector>

namespace toile {

struct NamedArray {
  std::string name;
  std::vector<std::int64_t> shape;
  std::vector<float> values;  ///< row-major
};

}  // namespace toile
