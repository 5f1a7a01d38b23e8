#pragma once
/// The nets of learnt motifs: an encoder that gives a motif's code, and a decoder that gives a motif for a code.
///
/// A motif is an index map: seven inks, three of leaves and four of the rest, and an eighth class, nothing. It has no
/// colours; a palette dresses it. Codes lie on a sphere. New motifs are decoded from codes between those of known ones.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>

#include <vector>

#include "toile/base/json.hpp"

namespace toile::nets {

struct MotifConfig {
  int kinds = 1;
  int motifs = 1;  ///< whose codes are kept
  int code = 96;   ///< length of a code
  int width = 32;  ///< channels at half resolution; coarser levels have up to six times as many

  static constexpr int kClasses = 8;    ///< seven inks, then nothing
  static constexpr int kSide = 128;     ///< of a motif, in pixels
  static constexpr int kSeenSide = 64;  ///< of what the encoder sees
  static constexpr int kKind = 32;      ///< length of a kind's embedding

  Json to_json() const;
  static MotifConfig from_json(const Json& json);
};

/// `codes` (n, code) moved onto the sphere: their mean square is 1.
at::Tensor on_sphere(const at::Tensor& codes);

/// A code is a motif's principal components, seen coarsely, plus what convolutions find beside them. The components
/// keep motifs apart from the first step on: convolutions alone begin by giving all motifs nearly one code.
class MotifEncoderImpl : public torch::nn::Module {
 public:
  static constexpr int kCoarseSide = 16;  ///< at which the components are taken

  explicit MotifEncoderImpl(const MotifConfig& config);
  /// weight (code, kClasses * kCoarseSide^2), bias (code). Set once, by training.
  void set_components(const at::Tensor& weight, const at::Tensor& bias);
  /// shares (n, kClasses, kSeenSide, kSeenSide), 0..1, of each class. Result (n, code), on the sphere.
  at::Tensor forward(const at::Tensor& shares);

 private:
  torch::nn::ModuleList convs_;
  torch::nn::Linear to_code_;
  at::Tensor component_weight_, component_bias_;
};
TORCH_MODULE(MotifEncoder);

/// A 3x3 convolution of normalised weights whose result is scaled and shifted a channel by a style (FiLM: Perez et al.
/// 2018), then a leaky ReLU. With `up` the side doubles: nearest-neighbour enlargement and the 3x3 convolution as one
/// transposed 4x4 convolution.
class FilmConvImpl : public torch::nn::Module {
 public:
  FilmConvImpl(std::int64_t in, std::int64_t out, std::int64_t style, bool up);
  at::Tensor forward(const at::Tensor& x, const at::Tensor& style);

 private:
  bool up_;
  torch::nn::Linear film_;
  at::Tensor weight_;
};
TORCH_MODULE(FilmConv);

class MotifDecoderImpl : public torch::nn::Module {
 public:
  explicit MotifDecoderImpl(const MotifConfig& config);

  const MotifConfig& config() const { return config_; }

  /// codes (n, code) on the sphere, kinds (n), int64. Result: logits (n, kClasses, kSide, kSide).
  at::Tensor forward(const at::Tensor& codes, const at::Tensor& kinds);

  /// Codes of the motifs it was trained on (motifs, code), the kind of each (motifs), int64, and its palette in sRGB
  /// (motifs, kClasses - 1, 3), bytes. Kept by training.
  at::Tensor codes() const { return codes_; }
  at::Tensor motif_kinds() const { return motif_kinds_; }
  at::Tensor palettes() const { return palettes_; }
  void set_motifs(const at::Tensor& codes, const at::Tensor& kinds, const at::Tensor& palettes);

 private:
  MotifConfig config_;
  torch::nn::Linear input_;
  torch::nn::ModuleList levels_;
  at::Tensor codes_, motif_kinds_, palettes_, embedding_, to_logits_, logits_bias_;
};
TORCH_MODULE(MotifDecoder);

}  // namespace toile::nets
