#pragma once
/// PyTorch's storages: runs of numbers of one type that tensors are views of.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace toile::data {

enum class NumberType { float32, float16, bfloat16, float64, int64, int32, int16, int8, uint8 };

/// The type of the numbers in a storage of the class `global` ("torch FloatStorage"). Throws
/// `Error{bad_file}` for classes that no weights have.
NumberType number_type(const std::string& global);
std::size_t size_of(NumberType type);

struct Storage {
  std::string key;  ///< its name in the file
  NumberType type = NumberType::float32;
  std::int64_t count = 0;  ///< numbers in it
};

struct StorageView {
  std::int64_t offset = 0;  ///< all of these in numbers
  std::vector<std::int64_t> sizes, strides;
};

/// The numbers of `view` in row-major order, as floats. Throws `Error{bad_file}` naming the tensor `name`
/// when `bytes` are not those of `storage`, or when the view reaches out of them or is larger than 1 GiB.
std::vector<float> numbers_of(std::span<const std::byte> bytes, const Storage& storage, const StorageView& view,
                              const std::string& name);

}  // namespace toile::data
