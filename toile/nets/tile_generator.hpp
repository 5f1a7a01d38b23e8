#pragma once
/// The generator of textile tiles: style-modulated convolutions on a torus.
///
/// From Periodic Spatial GAN (Bergmann, Jetchev, Vollgraf 2017) it has local, global and periodic latents; from
/// StyleGAN2 (Karras et al. 2020) the modulated convolutions, whose demodulation needs no statistics of the picture,
/// so that a tile of any size is computed alike. Every layer wraps around: shifting the latents by a cell shifts the
/// tile by 16 pixels, and so each tile is seamless by construction.
///
/// It makes prints: shares of inks whose colours it is told, each ink's plane from a query that its colour asks
/// (attention over inks), so that any number of inks and any palette will do.
///
/// Global and periodic latents are not drawn from a normal distribution but from swatches (Casanova et al.,
/// "Instance-Conditioned GAN", NeurIPS 2021): the net keeps a code and a lattice of each swatch it was trained on, and
/// a new tile's lie between those of two of them.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>

#include <array>
#include <vector>

#include "toile/nets/tile_config.hpp"

namespace toile::nets {

/// What a tile is made of besides its style. Cells: rows x columns, the tile's size divided by `TileConfig::kCell`.
struct TileField {
  at::Tensor lattice;             ///< (n, 2, 2): two plane waves, each in cycles a cell down and right
  at::Tensor strength;            ///< (n, 2): how much of each there is, 0..1; an organic print has none
  at::Tensor local;               ///< (n, local, rows, columns), standard normal
  std::vector<at::Tensor> noise;  ///< for each level (n, 1, rows * 2^k, columns * 2^k), k = 0..4, standard normal
};

/// Draws all of a field but its lattice and strength from a CPU generator seeded with `seed`: depends on nothing else.
TileField draw_field(const TileConfig& config, std::int64_t n, std::int64_t rows, std::int64_t columns,
                     std::uint64_t seed);

/// The field made more regular: 0 as it is, 1 exactly periodic under its lattice, since the local latents are then one
/// vector (another draw of the same variance, from `seed`), there is no noise, and the first wave is at full strength
/// (and the second too where there was hardly a first). regularity (n), 0..1.
TileField regular(const TileField& field, const at::Tensor& regularity, std::uint64_t seed);

/// The colours of prints: (n, inks, 3) in -1..1, the darkest first, and which of them are in use, (n, inks) bool.
struct TilePalette {
  at::Tensor colours;
  at::Tensor used;
};

/// The picture of shares (n, inks, h, w) in a palette: (n, 3, h, w) in -1..1.
at::Tensor picture_of(const at::Tensor& shares, const TilePalette& palette);

/// A 3x3 convolution on a torus whose kernel is scaled by a style (StyleGAN2, section 2.2), then the noise, the bias
/// and a leaky ReLU. With `up` the side doubles: nearest-neighbour enlargement and the 3x3 convolution as one
/// transposed 4x4 convolution, the same result with 16/36 of the products.
class StyledConvImpl : public torch::nn::Module {
 public:
  StyledConvImpl(std::int64_t in, std::int64_t out, std::int64_t style, std::int64_t wave_channels, bool up);

  /// x (n, in, h, w), style (n, style), waves (n, wave_channels, H, W) where the layer takes them, noise (n, 1, H, W).
  at::Tensor forward(const at::Tensor& x, const at::Tensor& style, const at::Tensor& waves, const at::Tensor& noise);

 private:
  bool up_;
  torch::nn::Linear affine_;
  at::Tensor weight_, bias_, noise_strength_, wave_weight_;
};
TORCH_MODULE(StyledConv);

class TileGeneratorImpl : public torch::nn::Module {
 public:
  explicit TileGeneratorImpl(const TileConfig& config);

  const TileConfig& config() const { return config_; }

  /// global (n, global), standard normal; category (n), int64. Result (n, style).
  at::Tensor style(const at::Tensor& global, const at::Tensor& category);

  /// How much of each ink lies where, (n, inks, 16 * rows, 16 * columns), 0..1, the sum over the inks 1; none of those
  /// that are not used.
  at::Tensor shares(const at::Tensor& style, const TileField& field, const TilePalette& palette);

  /// Of a net without inks: the picture (n, 3, 16 * rows, 16 * columns) in -1..1.
  at::Tensor picture(const at::Tensor& style, const TileField& field);

  /// The swatches' codes (swatches, global), lattices (swatches, 2, 2), their strengths (swatches, 2) and palettes, and
  /// the category of each (swatches), int64, ascending. Set once, by training.
  at::Tensor codes() const { return codes_; }
  at::Tensor lattices() const { return lattices_; }
  at::Tensor strengths() const { return strengths_; }
  TilePalette palettes() const { return {colours_, used_.to(at::kBool)}; }
  at::Tensor swatch_categories() const { return swatch_categories_; }
  void set_swatches(const at::Tensor& codes, const at::Tensor& lattices, const at::Tensor& strengths,
                    const TilePalette& palettes, const at::Tensor& categories);

  /// Where truncation leads: the mean style of each category, (categories, style). Kept by training.
  at::Tensor mean_styles() const { return mean_styles_; }
  /// Moves the means towards a batch of styles.
  void track_mean(const at::Tensor& styles, const at::Tensor& category);

 private:
  /// The plane waves of a lattice at a resolution, their first harmonics and their sums and differences: sines and
  /// cosines (n, 12, h, w). A whole number of cycles fits the tile each way.
  at::Tensor waves(const at::Tensor& style, const TileField& field, std::int64_t h, std::int64_t w);
  /// (n, channels, 16 * rows, 16 * columns), scaled by the style for the last layer.
  at::Tensor features(const at::Tensor& style, const TileField& field);
  /// What each ink looks for in the features: (n, inks, channels + 1), the last one is its bias.
  at::Tensor queries(const TilePalette& palette);

  TileConfig config_;
  torch::nn::ModuleList mapping_;
  torch::nn::Linear wave_gains_;  ///< style to the amplitude of each wave
  torch::nn::ModuleList levels_, refining_;
  at::Tensor codes_, lattices_, strengths_, swatch_categories_, embedding_, mean_styles_, input_weight_;
  torch::nn::Linear last_affine_;
  // Of a net with inks:
  at::Tensor colours_, used_;
  torch::nn::ModuleList asking_;
  // Of a net without:
  at::Tensor to_rgb_, rgb_bias_;
};
TORCH_MODULE(TileGenerator);

}  // namespace toile::nets
