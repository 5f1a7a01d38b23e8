#include "toile/train/gan_options.hpp"

#include "toile/nets/dcgan_config.hpp"
#include "toile/train/run.hpp"

namespace toile::train {

/// Calls `visit(name, member)` for every option: the one list of their names.
template <class Options, class Visit>
static void for_each_option(Options& o, const Visit& visit) {
  visit("size", o.size);
  visit("latent", o.latent);
  visit("generator_width", o.generator_width);
  visit("discriminator_width", o.discriminator_width);
  visit("batch", o.batch);
  visit("epochs", o.epochs);
  visit("minutes", o.minutes);
  visit("learning_rate", o.learning_rate);
  visit("beta1", o.beta1);
  visit("ema", o.ema);
  visit("augment", o.augment);
  visit("seed", o.seed);
  visit("checkpoint_minutes", o.checkpoint_minutes);
  visit("device", o.device);
}

void GanOptions::check() const {
  nets::DcganConfig{.size = size}.base();
  check_range("latent", latent, 1, 4096);
  check_range("generator_width", generator_width, 1, 512);
  check_range("discriminator_width", discriminator_width, 1, 512);
  check_range("batch", batch, 2, 4096);
  check_range("epochs", epochs, 1, 1e6);
  check_range("minutes", minutes, 0, 1e6);
  check_range("learning_rate", learning_rate, 1e-9, 1);
  check_range("beta1", beta1, 0, 0.9999);
  check_range("ema", ema, 0, 0.99999);
  check_range("checkpoint_minutes", checkpoint_minutes, 0, 1e6);
  check_range("seed", static_cast<double>(seed), 0, 9007199254740992.0);
  check_device(device);
}

Json GanOptions::to_json() const {
  return options_to_json(*this);
}

GanOptions GanOptions::from_json(const Json& json) {
  return options_from_json<GanOptions>(json);
}

}  // namespace toile::train
