#pragma once
/// Training runs: the trainers on the threads asked for, the ranks that take part, and pictures that become PNG files.

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

/// What a command line adds to what the environment says of ranks.
struct RankWords {
  std::string interface;
  double patience = train::RankPlace{}.patience;
};

inline void add_rank_options(Command command, RankWords& words) {
  command.add_option(
      "--interface", words.interface,
      "Several ranks: the network interface they talk through, such as eth0 (the one that leads to rank 0)");
  command.add_option("--patience", words.patience, "Several ranks: seconds after which a silent one is given up")
      .within(1.0, 86400.0)
      .capture_default_str();
}

/// Which rank this is. All but the first keep quiet.
inline train::RankPlace rank_place(const RankWords& words, Shared& shared) {
  train::RankPlace place = train::rank_place(train::process_environment());
  if (!words.interface.empty()) place.interface = words.interface;
  place.patience = words.patience;
  if (place.rank > 0) shared.quiet = true;
  return place;
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
