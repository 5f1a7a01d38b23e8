#pragma once
/// What a weights file says of itself, without its numbers: read where LibTorch is not wanted.
///
/// The format is safetensors (https://github.com/huggingface/safetensors); the keys of its `__metadata__` are those of
/// `nets::Weights`.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "toile/base/json.hpp"

namespace toile {

/// The value of the key "format" in files of ours.
constexpr const char* kWeightsFormat = "toile-1";

/// Where a tensor lies.
struct TensorEntry {
  std::string dtype;  ///< "F32", "F16", ...; one of `dtype_bytes`
  std::vector<std::int64_t> shape;
  std::size_t begin = 0, end = 0;  ///< of its bytes in the data after the header

  /// Numbers in it.
  std::int64_t count() const;
};

struct WeightsHeader {
  std::string kind;  ///< "dcgan-generator", "garment-net", "gan-checkpoint", ...
  Json config;
  Json card;
  std::map<std::string, TensorEntry> tensors;
  std::size_t data = 0;  ///< offset in the file of the data after the header

  /// Numbers in all tensors.
  std::int64_t count() const;
};

/// The header of the file whose bytes are `file` and whose name is `path`. Reads without trusting: every offset, shape
/// and name is checked. Throws `Error{bad_file}` naming the file and what is wrong with it, also when it is not of
/// `kind`, if one is given.
WeightsHeader read_weights_header(std::span<const std::byte> file, const std::filesystem::path& path,
                                  const std::string& kind = "");

/// The same of a file on disk; only its header is read.
WeightsHeader read_weights_header(const std::filesystem::path& path, const std::string& kind = "");

}  // namespace toile
