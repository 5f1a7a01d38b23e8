#pragma once
/// Training runs on this machine: the trainers on the threads asked for, and pictures that become PNG files.

#include "apps/cli/cli.hpp"
#include "toile/data/own_sheet.hpp"
#include "toile/image/file.hpp"
#include "toile/train/trainers.hpp"

namespace toile::cli {

/// Opens LibTorch: to be called once everything is checked.
inline const train::Trainers& opened_trainers(const Shared& shared) {
  const train::Trainers& trainers = train::trainers();
  trainers.use_threads(shared.threads);
  return trainers;
}

inline train::RunObserver png_observer(const OnProgress& progress) {
  return {.progress = progress,
          .picture =
              [](const std::filesystem::path& stem, int width, int height, const std::vector<std::uint8_t>& rgb) {
                image::write(stem.string() + ".png", {.width = width, .height = height, .rgb = rgb, .alpha = {}},
                             data::sheet_mark("samples"));
              },
          .drawing =
              [](const std::filesystem::path& stem, const std::string& svg) {
                image::write(stem.string() + ".png", image::rasterise_svg(svg), data::sheet_mark("curves"));
              }};
}

}  // namespace toile::cli
