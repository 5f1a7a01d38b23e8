// `toile train` for a bare GPU machine: built with LibTorch alone (cmake -DTOILE_ONLY_TRAIN=ON).
//
//   toile-train dcgan PACK RUN category=NAME [resume] [option=value ...]
//   toile-train tile  PACK RUN [eyes=FILE] [category=NAME ...] [resume] [option=value ...]
//   toile-train motif PACK RUN eyes=FILE [start_from=FILE] [resume] [option=value ...]
//   toile-train garment PACK RUN [eyes=FILE] [resume] [option=value ...]
//
// Options are the members of train::GanOptions, TileOptions, MotifOptions or GarmentOptions (steps=200, device=cuda,
// ...). Several of them train together when torchrun, Slurm, OpenMPI or Kubernetes says so; interface=NAME and
// patience=SECONDS are as in `toile train`. Eyes are what `toile prepare-eyes` wrote. Sample sheets are written as PPM
// and curves as SVG, since no picture library is at hand.

#include <ATen/Context.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <span>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/memory.hpp"
#include "toile/base/try_again.hpp"
#include "toile/nets/eyes.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/train/train_gan.hpp"
#include "toile/train/train_garment.hpp"
#include "toile/train/train_motif.hpp"
#include "toile/train/train_tile.hpp"

namespace {

using toile::Error;
using toile::ErrorKind;
using toile::train::Start;

constexpr const char* kUsage =
    "toile-train dcgan|tile|motif|garment PACK RUN [resume] [eyes=FILE] [start_from=FILE] [category=NAME ...] "
    "[option=value "
    "...]";

volatile std::sig_atomic_t stop_asked = 0;

void ask_to_stop(int) {
  stop_asked = 1;
}

struct Words {
  std::string recipe;
  std::filesystem::path pack, run, eyes, start_from;
  std::vector<std::string> categories;
  Start start = Start::fresh;
  toile::train::RankPlace place = toile::train::rank_place(toile::train::process_environment());
  toile::Json options = toile::Json::Object{};
};

Words parsed(std::span<char*> words) {
  if (words.size() < 4) throw Error(ErrorKind::usage, kUsage);
  Words result{.recipe = words[1], .pack = words[2], .run = words[3], .eyes = {}, .start_from = {}, .categories = {}};
  for (const std::string word : words.subspan(4)) {
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals), value = equals == std::string::npos ? "" : word.substr(equals + 1);
    if (word == "resume") {
      result.start = Start::resume;
    } else if (equals == std::string::npos) {
      throw Error(ErrorKind::usage, word + " is not option=value");
    } else if (name == "eyes") {
      result.eyes = value;
    } else if (name == "start_from") {
      result.start_from = value;
    } else if (name == "interface") {
      result.place.interface = value;
    } else if (name == "patience") {
      result.place.patience = toile::Json::parse(value).number();
    } else if (name == "category") {
      result.categories.push_back(value);
    } else {
      const bool text = value.empty() || value.find_first_not_of("0123456789.-+eE") != std::string::npos;
      const bool known_word = value == "true" || value == "false";
      result.options.set(name, text && !known_word ? toile::Json(value) : toile::Json::parse(value));
    }
  }
  return result;
}

toile::train::RunObserver observer(const toile::train::Ranks& ranks) {
  toile::train::RunObserver o;
  o.progress = [loud = ranks.first()](const toile::Progress& p) {
    if (loud)
      std::cerr << '\r' << p.what << ", step " << p.done << " of " << p.total << ", "
                << static_cast<long>(p.seconds_left) << " s left   " << std::flush;
    return stop_asked == 0;
  };
  o.picture = [](std::filesystem::path stem, int width, int height, const std::vector<std::uint8_t>& rgb) {
    std::string ppm = "P6 " + std::to_string(width) + " " + std::to_string(height) + " 255\n";
    ppm.append(rgb.begin(), rgb.end());
    toile::write_file(stem += ".ppm", ppm);
  };
  o.drawing = [](std::filesystem::path stem, const std::string& svg) { toile::write_file(stem += ".svg", svg); };
  return o;
}

void say(const toile::train::Ranks& ranks, const auto& summary) {
  if (!ranks.first()) return;
  std::cout << '\n';
  if constexpr (requires { summary.steps; }) std::cout << summary.steps << " steps, ";
  std::cout << summary.images_per_second << " img/s\n";
}

int run(std::span<char*> arguments) {
  namespace train = toile::train;
  const Words words = parsed(arguments);
  const char* threads = std::getenv("OMP_NUM_THREADS");
  toile::nets::use_threads(threads ? std::atoi(threads) : 0);
  at::globalContext().setBenchmarkCuDNN(true);  // the sizes of a run's batches never change
  const auto eyes = words.eyes.empty() ? std::vector<toile::NamedArray>{} : toile::nets::read_eyes(words.eyes);
  const auto ranks = train::gather_ranks(words.place);
  if (words.recipe == "dcgan") {
    if (words.categories.size() != 1) throw Error(ErrorKind::usage, "the dcgan recipe needs one category=NAME");
    say(*ranks, train::train_gan(words.pack, words.categories[0], words.run,
                                 train::GanOptions::from_json(words.options), words.start, observer(*ranks), *ranks));
  } else if (words.recipe == "tile") {
    say(*ranks, train::train_tile(words.pack, words.categories, eyes, words.run,
                                  train::TileOptions::from_json(words.options), words.start, observer(*ranks), *ranks));
  } else if (words.recipe == "motif") {
    say(*ranks,
        train::train_motif(words.pack, eyes, words.start_from, words.run, train::MotifOptions::from_json(words.options),
                           words.start, observer(*ranks), *ranks));
  } else if (words.recipe == "garment") {
    say(*ranks, train::train_garment(words.pack, eyes, words.run, train::GarmentOptions::from_json(words.options),
                                     words.start, observer(*ranks), *ranks));
  } else {
    throw Error(ErrorKind::usage, "the recipe is " + words.recipe + "; it must be dcgan, tile, motif or garment");
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  toile::keep_freed_memory();
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  try {
    return run({words, static_cast<std::size_t>(count)});
  } catch (const toile::TryAgain& problem) {
    std::cerr << "\ntoile-train: " << problem.what() << '\n';
    return 75;  // EX_TEMPFAIL of sysexits.h, by which an engine knows that it pays to start it again
  } catch (const Error& problem) {
    std::cerr << "\ntoile-train: " << problem.what() << '\n';
    return problem.kind() == ErrorKind::usage ? 2 : 1;
  }
}
