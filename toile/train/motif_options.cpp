#include "toile/base/error.hpp"
#include "toile/train/run.hpp"
#include "toile/train/train_motif.hpp"

namespace toile::train {

/// Calls `visit(name, member)` for every option: the one list of their names.
template <class Options, class Visit>
static void for_each_option(Options& o, const Visit& visit) {
  visit("width", o.width);
  visit("code", o.code);
  visit("batch", o.batch);
  visit("seen", o.seen);
  visit("mixed", o.mixed);
  visit("given_back", o.given_back);
  visit("perceptual", o.perceptual);
  visit("adversary", o.adversary);
  visit("noise", o.noise);
  visit("turn", o.turn);
  visit("steps", o.steps);
  visit("minutes", o.minutes);
  visit("learning_rate", o.learning_rate);
  visit("ema", o.ema);
  visit("seed", o.seed);
  visit("checkpoint_minutes", o.checkpoint_minutes);
  visit("device", o.device);
}

void MotifOptions::check() const {
  check_range("width", width, 1, 256);
  check_range("code", code, 2, 1024);
  check_range("batch", batch, 1, 1024);
  check_range("seen", seen, 0, batch);
  check_range("mixed", mixed, 0, seen > 0 ? batch / 2 : 0);  // the critic looks through the eyes
  check_range("given_back", given_back, 0, 1000);
  check_range("perceptual", perceptual, 0, 1000);
  check_range("adversary", adversary, 0, 1000);
  check_range("noise", noise, 0, 2);
  check_range("turn", turn, 0, 45);
  check_range("steps", static_cast<double>(steps), 1, 1e9);
  check_range("minutes", minutes, 0, 1e6);
  check_range("learning_rate", learning_rate, 1e-9, 1);
  check_range("ema", ema, 0, 0.99999);
  check_range("checkpoint_minutes", checkpoint_minutes, 0, 1e6);
  check_range("seed", static_cast<double>(seed), 0, 9007199254740992.0);
  check_device(device);
}

Json MotifOptions::to_json() const {
  return options_to_json(*this);
}

MotifOptions MotifOptions::from_json(const Json& json) {
  return options_from_json<MotifOptions>(json);
}

}  // namespace toile::train
