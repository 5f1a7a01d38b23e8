#pragma once
/// How far a decoded motif is from the one it should be.

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <vector>

#include "toile/train/ranks.hpp"

namespace toile::train {

/// Cross entropy, pixel by pixel: of whether there is ink, where thin parts (stems) and thin gaps count more than their
/// share, plus, with less weight, of which ink it is, where rare inks of a motif count more than theirs. likelihoods
/// (n, classes, side, side): logarithms; inks (n, side, side) int64; shares as of `shares_of`.
at::Tensor ink_distance(const at::Tensor& likelihoods, const at::Tensor& inks, const at::Tensor& shares,
                        const Ranks& ranks = alone());

/// Colours to dress motifs in before the eyes look: their own, another motif's, or any at all, and a ground. palettes
/// (motifs, inks, 3) bytes; index (n). Result (n, inks + 1, 3), 0..1; the last one is the ground.
at::Tensor foreign_colours(const at::Tensor& palettes, const at::Tensor& index, at::Generator& random);

/// shares (n, classes, h, w) in colours (n, classes, 3): (n, 3, h, w).
at::Tensor dressed(const at::Tensor& shares, const at::Tensor& colours);

/// Mean absolute difference of the feature maps, summed over the maps.
at::Tensor eye_distance(const std::vector<at::Tensor>& made, const std::vector<at::Tensor>& wanted);

}  // namespace toile::train
