// `toile train` for a bare GPU machine: built with LibTorch alone (cmake -DTOILE_ONLY_TRAIN=ON).
//
//   toile-train PACK CATEGORY RUN [resume] [option=value ...]
//
// Options are the members of train::GanOptions (size=64, epochs=200, device=cuda, ...). Sample sheets are
// written as PPM and curves as SVG, since no picture library is at hand.

#include <csignal>
#include <iostream>
#include <span>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/memory.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/train/train_gan.hpp"

namespace {

volatile std::sig_atomic_t stop_asked = 0;

void ask_to_stop(int) {
  stop_asked = 1;
}

/// "name=value" words as a JSON object; a value that is not JSON is a string.
toile::Json options_json(std::span<char*> words) {
  toile::Json json = toile::Json::Object{};
  for (const std::string word : words) {
    const auto equals = word.find('=');
    if (equals == std::string::npos) throw toile::Error(toile::ErrorKind::usage, word + " is not option=value");
    const std::string value = word.substr(equals + 1);
    const bool text = value.empty() || value.find_first_not_of("0123456789.-+eE") != std::string::npos;
    const bool known_word = value == "true" || value == "false";
    json.set(word.substr(0, equals), text && !known_word ? toile::Json(value) : toile::Json::parse(value));
  }
  return json;
}

toile::train::RunObserver observer() {
  toile::train::RunObserver o;
  o.progress = [](const toile::Progress& p) {
    std::cerr << '\r' << p.what << ", step " << p.done << " of " << p.total << ", " << static_cast<long>(p.seconds_left)
              << " s left   " << std::flush;
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

int run(std::span<char*> words) {
  if (words.size() < 4) {
    throw toile::Error(toile::ErrorKind::usage, "toile-train PACK CATEGORY RUN [resume] [option=value ...]");
  }
  const bool resume = words.size() > 4 && std::string(words[4]) == "resume";
  const auto options = toile::train::GanOptions::from_json(options_json(words.subspan(resume ? 5 : 4)));
  toile::nets::use_threads(0);
  const auto summary =
      toile::train::train_gan(words[1], words[2], words[3], options,
                              resume ? toile::train::Start::resume : toile::train::Start::fresh, observer());
  std::cout << '\n'
            << summary.epochs << " epochs, " << summary.steps << " steps, " << summary.images_per_second << " img/s\n";
  return 0;
}

}  // namespace

int main(int count, char** words) {
  toile::keep_freed_memory();
  std::signal(SIGINT, ask_to_stop);
  try {
    return run({words, static_cast<std::size_t>(count)});
  } catch (const toile::Error& problem) {
    std::cerr << "\ntoile-train: " << problem.what() << '\n';
    return problem.kind() == toile::ErrorKind::usage ? 2 : 1;
  }
}
