#include "toile/image/animation.hpp"

#include <fmt/core.h>

#include <stdexcept>

#include "toile/base/error.hpp"
#include "toile/image/resize.hpp"
#include "toile/image/vips.hpp"

namespace toile::image {
namespace {

using vips::VImage;

/// libvips takes an animation as its frames one under the other.
Image stacked(const std::vector<Image>& frames) {
  Image all;
  all.width = frames.front().width;
  for (const Image& frame : frames) {
    if (frame.width != frames.front().width || frame.height != frames.front().height) {
      throw std::invalid_argument("frames of several sizes");
    }
    const Image opaque = on_colour(frame, {255, 255, 255});
    all.rgb.insert(all.rgb.end(), opaque.rgb.begin(), opaque.rgb.end());
    all.height += frame.height;
  }
  return all;
}

}  // namespace

std::string animated_gif(const std::vector<Image>& frames, int milliseconds) {
  if (frames.empty()) throw std::invalid_argument("no frames");
  start_vips();
  Image all = stacked(frames);
  VImage image = VImage::new_from_memory(all.rgb.data(), all.rgb.size(), all.width, all.height, 3, VIPS_FORMAT_UCHAR)
                     .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
  image.set("page-height", frames.front().height);
  image.set("delay", std::vector<int>(frames.size(), milliseconds));
  image.set("loop", 0);
  try {
    return std::string(bytes_of(Blob(image.gifsave_buffer(VImage::option()->set("effort", 3)))));
  } catch (const vips::VError&) {
    vips_error_clear();
    throw Error(ErrorKind::cannot_write, fmt::format("can't encode {} frames of {} x {} pixels", frames.size(),
                                                     frames.front().width, frames.front().height));
  }
}

}  // namespace toile::image
