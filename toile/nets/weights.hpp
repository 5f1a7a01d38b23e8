#pragma once
/// Weights files: safetensors (https://github.com/huggingface/safetensors) whose `__metadata__` explains
/// itself.
///
/// Metadata keys: format ("toile-1"), kind (what the net is), config (JSON of its Config), card (JSON:
/// categories, training command, data, figures). Shipped weights are fp16; checkpoints keep every dtype as it
/// is.

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

#include "toile/base/json.hpp"

namespace torch::nn {
class Module;
}

namespace toile::nets {

struct Weights {
  std::string kind;  ///< "dcgan-generator", "garment-net", "gan-checkpoint", ...
  Json config;
  Json card;
  std::map<std::string, at::Tensor> tensors;
};

enum class Storage { as_is, fp16 };

/// Writes atomically. `fp16` stores float tensors in half precision.
void write_weights(const std::filesystem::path& path, const Weights& weights, Storage storage);

/// Reads without trusting, as `read_weights_header` does; nothing is executed. Tensors own their memory. Throws
/// `Error{bad_file}` naming the file and what is wrong with it, also when it is not of `kind`, if one is given.
Weights read_weights(const std::filesystem::path& path, const std::string& kind = "");

/// All parameters and buffers of `module`, by their dotted names, detached and on the CPU.
std::map<std::string, at::Tensor> tensors_of(const torch::nn::Module& module);

/// Copies `tensors` into `module`. Throws `Error{bad_file}` naming the tensor that is missing, unknown or of
/// another shape; `origin` names the file in that sentence.
void load_tensors(torch::nn::Module& module, const std::map<std::string, at::Tensor>& tensors,
                  const std::string& origin);

/// Several nets in one file: their tensors under prefixes.
using Tensors = std::map<std::string, at::Tensor>;
void add_with_prefix(Tensors& all, const std::string& prefix, const Tensors& some);
Tensors with_prefix(const Tensors& all, const std::string& prefix);

}  // namespace toile::nets
