#pragma once
/// How a GAN run goes. Saved in its checkpoint, so that `--resume` needs no options again.

#include <cstdint>
#include <string>

#include "toile/base/json.hpp"

namespace toile::train {

/// The defaults are those of Radford et al. (2016) and of PyTorch's DCGAN tutorial.
struct GanOptions {
  int size = 64;                 ///< picture side in pixels: 4 * 2^k or 7 * 2^k
  int latent = 100;              ///< length of the latent vector
  int generator_width = 64;      ///< channels of the generator's last hidden layer
  int discriminator_width = 64;  ///< channels of the discriminator's first layer
  int batch = 64;                ///< pictures a step
  int epochs = 200;              ///< an epoch has ceil(pictures / batch) steps, every batch full
  double minutes = 0;            ///< stop after so much time even if epochs remain; 0: no limit
  double learning_rate = 2e-4;   ///< Adam, both nets
  double beta1 = 0.5;            ///< Adam, both nets; beta2 is 0.999
  double ema = 0;                ///< decay of the averaged generator that is saved; 0: the generator itself
  bool augment = false;          ///< random 4/5 crops and flips; off in the paper
  std::uint64_t seed = 1;
  double checkpoint_minutes = 5;  ///< time between checkpoints; 0: one after every epoch
  std::string device = "cpu";     ///< cpu or cuda

  /// Throws `Error{usage}` naming the option, its value and what is allowed.
  void check() const;

  Json to_json() const;
  /// Members that are missing keep their defaults; unknown ones throw `Error{usage}`.
  static GanOptions from_json(const Json& json);
};

}  // namespace toile::train
