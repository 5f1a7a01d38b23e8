#pragma once
/// What is read off a photo once, so that any number of patterns can be painted on its garment afterwards.

#include <optional>
#include <string>
#include <vector>

#include "toile/image/image.hpp"
#include "toile/render/fabric.hpp"
#include "toile/render/finish.hpp"
#include "toile/render/folds.hpp"
#include "toile/render/light.hpp"
#include "toile/render/panels.hpp"
#include "toile/render/read_light.hpp"

namespace toile::render {

/// A photo, its garment, and what light and folds do there. A value: keep it, and `paint` it as often as you like.
struct Cloth {
  Image photo;   ///< as it came, but at the garment's soft edge it shows the background alone
  Mask garment;  ///< of the photo's size
  Box box;       ///< where the garment is
  Light light;
  std::optional<Coordinates> coordinates;  ///< of rendered garments
  Folds folds;                             ///< of all others
  Panels panels;                           ///< of all others
  Finish finish;                           ///< of the photo, where the painted garment must match it
  double width_cm = 0;                     ///< of the garment's box, 0 when unknown
  std::vector<std::string> notes;          ///< what a person should know about this garment, a sentence each
};

/// The slow part of draping, from photo and matte alone. `width_cm`: how wide the garment's box is in life, if known;
/// `reader`: as `read_light`'s. Throws `Error{usage}` when the mask is of another size than the photo, or is empty.
Cloth read_cloth(const Image& photo, const Mask& garment, double width_cm = 0, const ClothReader& reader = {});

/// The same for a garment whose fabric coordinates (and light, where `fabric` has it) are known.
Cloth read_cloth(const Image& photo, const Mask& garment, const Fabric& fabric);

}  // namespace toile::render
