#pragma once
/// What a DCGAN is. Free of LibTorch, so that options can be checked before it is loaded.

#include "toile/base/json.hpp"

namespace toile::nets {

struct DcganConfig {
  int size = 64;                 ///< picture side in pixels: 4 * 2^k or 7 * 2^k, 8 to 512
  int latent = 100;              ///< length of the latent vector
  int generator_width = 64;      ///< channels of the generator's last hidden layer
  int discriminator_width = 64;  ///< channels of the discriminator's first layer

  /// Side of the first feature map: 4 or 7. Throws `Error{usage}` when `size` is neither 4 * 2^k nor 7 * 2^k.
  int base() const;
  /// How often the side doubles from `base()` to `size`.
  int doublings() const;

  Json to_json() const;
  static DcganConfig from_json(const Json& json);
};

}  // namespace toile::nets
