#pragma once
/// Training runs on this machine: their pictures become PNG files.

#include "toile/image/file.hpp"
#include "toile/train/run.hpp"

namespace toile::cli {

inline train::RunObserver png_observer(const OnProgress& progress) {
  return {.progress = progress,
          .picture =
              [](const std::filesystem::path& stem, int width, int height, const std::vector<std::uint8_t>& rgb) {
                image::write(stem.string() + ".png", {.width = width, .height = height, .rgb = rgb, .alpha = {}});
              },
          .drawing = [](const std::filesystem::path& stem,
                        const std::string& svg) { image::write(stem.string() + ".png", image::rasterise_svg(svg)); }};
}

}  // namespace toile::cli
