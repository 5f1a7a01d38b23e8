#include "toile/train/run.hpp"
#include "toile/train/train_garment.hpp"

namespace toile::train {

/// Calls `visit(name, member)` for every option: the one list of their names.
template <class Options, class Visit>
static void for_each_option(Options& o, const Visit& visit) {
  visit("epochs", o.epochs);
  visit("batch", o.batch);
  visit("learning_rate", o.learning_rate);
  visit("encoder_rate", o.encoder_rate);
  visit("encoder_width", o.encoder_width);
  visit("decoder_width", o.decoder_width);
  visit("from", o.from);
  visit("seed", o.seed);
  visit("checkpoint_minutes", o.checkpoint_minutes);
  visit("device", o.device);
}

void GarmentOptions::check() const {
  check_range("epochs", epochs, 1, 1e6);
  check_range("batch", batch, 1, 1024);
  check_range("learning_rate", learning_rate, 1e-9, 1);
  check_range("encoder_rate", encoder_rate, 0, 1);
  check_range("encoder_width", encoder_width, 0.05, 4);
  check_range("decoder_width", decoder_width, 0.05, 8);
  check_range("seed", static_cast<double>(seed), 0, 9007199254740992.0);
  check_range("checkpoint_minutes", checkpoint_minutes, 0, 1e6);
  check_device(device);
}

Json GarmentOptions::to_json() const {
  return options_to_json(*this);
}

GarmentOptions GarmentOptions::from_json(const Json& json) {
  return options_from_json<GarmentOptions>(json);
}

}  // namespace toile::train
