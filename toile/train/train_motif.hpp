#pragma once
/// Training of the motif nets: an encoder and a decoder that give each motif of a pack back, in inks.
///
/// A run folder holds:
///   motifs.safetensors      averaged encoder and decoder, codes and palettes of the motifs; fp16, anew at every
///                           checkpoint; another run can start from it
///   checkpoint.safetensors  everything `resume` needs, in full precision
///   steps.csv               losses, means over 50 steps
///   curves, samples/step_N  pictures of the curves; motifs, given back, between near ones, in foreign colours

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "toile/base/named_array.hpp"
#include "toile/train/run.hpp"

namespace toile::train {

struct MotifOptions {
  int width = 32;  ///< channels of the decoder at half resolution
  int code = 96;   ///< length of a code
  int batch = 8;   ///< motifs a step
  int seen = 2;    ///< how many of them the eyes look at; 0: none
  int mixed = 0;   ///< motifs between near neighbours a step, for the critic; 0: no critic. Late: it misleads nets that
                   ///< have no shapes yet
  double given_back = 1;        ///< weight of the inks given back; 0, with `perceptual` 0: the critic alone teaches, as
                                ///< in an instance-conditioned GAN (Casanova et al. 2021)
  double perceptual = 0.5;      ///< weight of the distance that the eyes see
  double adversary = 0.1;       ///< weight of what the critic says
  double noise = 0.1;           ///< deviation of the noise on codes, whose own is 1
  double turn = 12;             ///< largest turn of a motif in degrees; scales and shifts go with it
  std::int64_t steps = 100000;  ///< updates
  double minutes = 0;           ///< stop after so much time even if steps remain; 0: no limit
  double learning_rate = 1e-3;  ///< Adam with betas 0.9 and 0.99
  double ema = 0.998;           ///< decay of the averaged nets
  std::uint64_t seed = 1;
  double checkpoint_minutes = 10;
  std::string device = "cpu";  ///< cpu or cuda

  /// Throws `Error{usage}` naming the option, its value and what is allowed.
  void check() const;
  Json to_json() const;
  static MotifOptions from_json(const Json& json);
};

/// Means over some steps.
struct MotifFigures {
  double inks = 0;        ///< weighted cross entropy of the classes
  double right = 0;       ///< share of pixels whose likeliest class is theirs
  double perceptual = 0;  ///< distance that the eyes see
  double real = 0;        ///< mean logit of motifs
  double fake = 0;        ///< mean logit of decoded ones
};

struct MotifSummary {
  std::int64_t steps = 0;
  double images_per_second = 0;
  MotifFigures last;
};

/// Trains on all of `pack` until `options.steps` or `options.minutes` is reached. `eyes`: the arrays of VGG-19; may be
/// empty when `options.seen` is 0. `start_from`: weights of an earlier run whose nets are taken over; empty: none.
/// Resumes bit for bit.
MotifSummary train_motif(const std::filesystem::path& pack, const std::vector<NamedArray>& eyes,
                         const std::filesystem::path& start_from, const std::filesystem::path& run,
                         const MotifOptions& options, Start start, const RunObserver& observer,
                         const Ranks& ranks = alone());

}  // namespace toile::train
