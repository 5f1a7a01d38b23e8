#include "toile/base/error.hpp"
#include "toile/nets/tile_config.hpp"
#include "toile/train/run.hpp"
#include "toile/train/train_tile.hpp"

namespace toile::train {

/// Calls `visit(name, member)` for every option: the one list of their names.
template <class Options, class Visit>
static void for_each_option(Options& o, const Visit& visit) {
  visit("size", o.size);
  visit("width", o.width);
  visit("pixel_width", o.pixel_width);
  visit("feature_width", o.feature_width);
  visit("texture", o.texture);
  visit("colour", o.colour);
  visit("batch", o.batch);
  visit("steps", o.steps);
  visit("minutes", o.minutes);
  visit("learning_rate", o.learning_rate);
  visit("ema", o.ema);
  visit("from", o.from);
  visit("seed", o.seed);
  visit("checkpoint_minutes", o.checkpoint_minutes);
  visit("device", o.device);
}

void TileOptions::check() const {
  check_range("size", size, 16, 1024);
  if (size % nets::TileConfig::kCell != 0) {
    throw Error(ErrorKind::usage, "size is " + std::to_string(size) + "; it must be a multiple of " +
                                      std::to_string(nets::TileConfig::kCell));
  }
  check_range("width", width, 1, 256);
  check_range("pixel_width", pixel_width, 0, 256);
  check_range("feature_width", feature_width, 0, 1024);
  if (pixel_width == 0 && feature_width == 0) {
    throw Error(ErrorKind::usage, "pixel_width and feature_width are both 0; one discriminator is needed");
  }
  check_range("texture", texture, 0, 1000);
  check_range("colour", colour, 0, 2);
  check_range("batch", batch, nets::kGroup, 1020);
  if (batch % nets::kGroup != 0) {
    throw Error(ErrorKind::usage, "batch is " + std::to_string(batch) + "; it must be a multiple of " +
                                      std::to_string(nets::kGroup) + ", so that pictures of a category come together");
  }
  check_range("steps", static_cast<double>(steps), 1, 1e9);
  check_range("minutes", minutes, 0, 1e6);
  check_range("learning_rate", learning_rate, 1e-9, 1);
  check_range("ema", ema, 0, 0.99999);
  check_range("checkpoint_minutes", checkpoint_minutes, 0, 1e6);
  check_range("seed", static_cast<double>(seed), 0, 9007199254740992.0);
  check_device(device);
}

Json TileOptions::to_json() const {
  return options_to_json(*this);
}

TileOptions TileOptions::from_json(const Json& json) {
  return options_from_json<TileOptions>(json);
}

}  // namespace toile::train
