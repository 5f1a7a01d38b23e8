#include "toile/train/gan_options.hpp"

#include <type_traits>

#include "toile/base/error.hpp"
#include "toile/nets/dcgan.hpp"

namespace toile::train {
namespace {

/// Calls `visit(name, member)` for every option: the one list of their names.
template <class Options, class Visit>
void for_each_option(Options& o, const Visit& visit) {
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

std::string plain(double value) {
  return Json(value).dump();
}

/// `value` must lie in low..high, the ends included unless `open`.
void range(const char* name, double value, double low, double high, bool open = false) {
  if (open ? value > low && value < high : value >= low && value <= high) return;
  throw Error(ErrorKind::usage, std::string(name) + " is " + plain(value) + "; it must be " +
                                    (open ? "between " : "from ") + plain(low) + (open ? " and " : " to ") +
                                    plain(high));
}

}  // namespace

void GanOptions::check() const {
  nets::DcganConfig{.size = size}.base();
  range("latent", latent, 1, 4096);
  range("generator_width", generator_width, 1, 512);
  range("discriminator_width", discriminator_width, 1, 512);
  range("batch", batch, 2, 4096);
  range("epochs", epochs, 1, 1e6);
  range("minutes", minutes, 0, 1e6);
  range("learning_rate", learning_rate, 0, 1, true);
  range("beta1", beta1, 0, 0.9999);
  range("ema", ema, 0, 0.99999);
  range("checkpoint_minutes", checkpoint_minutes, 0, 1e6);
  range("seed", static_cast<double>(seed), 0, 9007199254740992.0);
  if (device != "cpu" && device != "cuda") {
    throw Error(ErrorKind::usage, "device is " + device + "; it must be cpu or cuda");
  }
}

Json GanOptions::to_json() const {
  Json json;
  for_each_option(*this, [&](const char* name, const auto& value) { json.set(name, value); });
  return json;
}

GanOptions GanOptions::from_json(const Json& json) {
  GanOptions options;
  std::size_t known = 0;
  for_each_option(options, [&]<class Value>(const char* name, Value& value) {
    const Json* given = json.find(name);
    if (!given) return;
    ++known;
    if constexpr (std::is_same_v<Value, std::string>) {
      value = given->string();
    } else if constexpr (std::is_same_v<Value, bool>) {
      value = given->boolean();
    } else if constexpr (std::is_integral_v<Value>) {
      value = static_cast<Value>(given->integer());
    } else {
      value = given->number();
    }
  });
  if (known != json.object().size())
    throw Error(ErrorKind::usage, "an unknown training option in " + json.dump());
  options.check();
  return options;
}

}  // namespace toile::train
