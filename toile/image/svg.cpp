#include <stdexcept>

#include "toile/image/file.hpp"
#include "toile/image/vips.hpp"

namespace toile::image {

Image rasterise_svg(std::string_view svg) {
  using vips::VImage;
  start_vips();
  const Blob blob = blob_of(svg);
  try {
    const VImage drawn = VImage::svgload_buffer(blob.get())
                             .flatten(VImage::option()->set("background", std::vector<double>{255, 255, 255}))
                             .copy_memory();
    const auto* data = static_cast<const std::uint8_t*>(drawn.data());
    Image image{.width = drawn.width(), .height = drawn.height(), .rgb = {}, .alpha = {}};
    image.rgb.assign(data, data + 3 * image.pixels());
    return image;
  } catch (const vips::VError& problem) {
    throw std::invalid_argument(std::string("an SVG of ours can't be drawn: ") + problem.what());
  }
}

}  // namespace toile::image
