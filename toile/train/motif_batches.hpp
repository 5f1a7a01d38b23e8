#pragma once
/// Batches of motifs for the motif nets, each a pure function of (seed, step).

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "toile/base/pack.hpp"

namespace toile::train {

struct InkedMotifs {
  at::Tensor inks;   ///< (n, side, side) int64: 0..7, the last one nothing
  at::Tensor kind;   ///< (n) int64
  at::Tensor index;  ///< (batch) int64: which motif of the pack each is, of the whole batch
};

class MotifBatches {
 public:
  /// All motifs of `pack`. `turn`: the largest turn in degrees; scales and shifts go with it. `device`: where they lie
  /// and batches are made. Throws `Error{bad_file}` when the pack's motifs aren't of `nets::MotifConfig::kSide` pixels
  /// and seven inks.
  MotifBatches(const Pack& pack, int batch, double turn, std::uint64_t seed, const std::string& device = "cpu");

  std::int64_t motifs() const { return inks_.size(0); }
  const at::Tensor& inks() const { return inks_; }          ///< (motifs, side, side) bytes
  const at::Tensor& kinds() const { return kinds_; }        ///< (motifs) int64
  const at::Tensor& palettes() const { return palettes_; }  ///< (motifs, 7, 3) bytes

  /// Motifs for step 0, 1, ..., flipped, turned, scaled and shifted at random. A kind comes up more often than its
  /// share when it is small. The last `paired` of them are partners of the first ones: neighbours of theirs, turned
  /// alike. neighbours (motifs, k) int64: of each motif; not looked at when `paired` is 0.
  InkedMotifs at_step(std::int64_t step, int paired, const at::Tensor& neighbours) const;
  /// Those members of the batch alone, (n) int64.
  InkedMotifs at_step(std::int64_t step, int paired, const at::Tensor& neighbours, const at::Tensor& members) const;

 private:
  at::Tensor inks_, kinds_, palettes_;
  std::vector<double> chances_;  ///< running sum over the motifs, the last one 1
  int batch_;
  double turn_;
  std::uint64_t seed_;
};

/// Shares of each class at half the side: inks (n, side, side) int64, result (n, classes, side / 2, side / 2).
at::Tensor shares_of(const at::Tensor& inks);

}  // namespace toile::train
