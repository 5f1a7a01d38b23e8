#include "toile/nets/dcgan_config.hpp"

#include "toile/base/error.hpp"

namespace toile::nets {
namespace {

constexpr int kMaxSize = 512;

/// A positive whole number of a config, or a sentence.
int positive(const Json& json, const char* key, int limit) {
  const std::int64_t value = json.at(key).integer();
  if (value < 1 || value > limit) {
    throw Error(ErrorKind::bad_file, "the net's " + std::string(key) + " is " + std::to_string(value) + "; 1 to " +
                                         std::to_string(limit) + " is possible");
  }
  return static_cast<int>(value);
}

}  // namespace

int DcganConfig::base() const {
  for (const int first : {4, 7}) {
    for (int side = 2 * first; side <= kMaxSize; side *= 2) {
      if (side == size) return first;
    }
  }
  throw Error(ErrorKind::usage, "a DCGAN's picture size is 4*2^k or 7*2^k pixels up to " + std::to_string(kMaxSize) +
                                    " (64, 128, 224, ...), not " + std::to_string(size));
}

int DcganConfig::doublings() const {
  int count = 0;
  for (int side = base(); side < size; side *= 2) ++count;
  return count;
}

Json DcganConfig::to_json() const {
  return Json::Object{{"size", size},
                      {"latent", latent},
                      {"generator_width", generator_width},
                      {"discriminator_width", discriminator_width}};
}

DcganConfig DcganConfig::from_json(const Json& json) {
  DcganConfig config{.size = positive(json, "size", kMaxSize),
                     .latent = positive(json, "latent", 4096),
                     .generator_width = positive(json, "generator_width", 512),
                     .discriminator_width = positive(json, "discriminator_width", 512)};
  config.base();
  return config;
}

}  // namespace toile::nets
