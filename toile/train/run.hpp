#pragma once
/// What all training runs have in common: how they start, what they show, and the sets of options that describe them.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/base/json.hpp"
#include "toile/base/progress.hpp"
#include "toile/train/ranks.hpp"

namespace toile::train {

enum class Start { fresh, resume };

/// Pictures leave the trainer as values: what writes them is the caller's choice.
struct RunObserver {
  OnProgress progress = no_progress;
  /// An 8-bit RGB picture, rows * width * 3 bytes, to be kept as `stem` plus a suffix.
  std::function<void(const std::filesystem::path& stem, int width, int height, const std::vector<std::uint8_t>& rgb)>
      picture;
  /// A drawing as SVG, likewise.
  std::function<void(const std::filesystem::path& stem, const std::string& svg)> drawing;
};

/// What a trainer's loop does and when it ends.
struct StepLoop {
  std::filesystem::path folder;  ///< of the run, for the sentence that says how to go on
  std::int64_t last_step = 0;
  double minutes = 0;                  ///< stop after so much time even if steps remain; 0: no limit
  double checkpoint_minutes = 0;       ///< time between calls of `save`; 0: after every epoch
  std::function<bool()> step;          ///< one more step; answers whether an epoch ended with it
  std::function<void()> save;          ///< writes a checkpoint
  std::function<std::string()> where;  ///< "floral, epoch 3": for progress
  OnProgress progress = no_progress;
  const Ranks& ranks;  ///< who trains together; they save and stop together
};

/// Runs the loop from `first_step` on and saves at its end. When `progress` answers false: saves and throws
/// `Error{cancelled}`. Returns steps a second.
double run_steps(const StepLoop& loop, std::int64_t first_step);

/// Throws `Error{bad_file}` when a loss is no longer a number.
void check_finite(double loss, std::int64_t step);

/// Throws `Error{usage}` unless low <= value <= high.
void check_range(const char* name, double value, double low, double high);

/// Throws `Error{usage}` unless `device` is cpu or cuda.
void check_device(const std::string& device);

/// Options as JSON. `Options` lists its members by a function `for_each_option(options, visit)` found beside it.
template <class Options>
Json options_to_json(const Options& options) {
  Json json;
  for_each_option(options, [&](const char* name, const auto& value) { json.set(name, value); });
  return json;
}

/// Members that are missing keep their defaults; unknown ones throw `Error{usage}`.
template <class Options>
Options options_from_json(const Json& json) {
  Options options;
  std::size_t known = 0;
  for_each_option(options, [&]<class Value>(const char* name, Value& value) {
    const Json* given = json.find(name);
    if (!given) return;
    ++known;
    if constexpr (std::is_same_v<Value, std::string>) {
      value = given->string();
    } else if constexpr (std::is_same_v<Value, bool>) {
      value = given->boolean();
    } else if constexpr (std::is_integral_v<Value>) {
      value = static_cast<Value>(given->integer());
    } else {
      value = given->number();
    }
  });
  if (known != json.object().size()) throw Error(ErrorKind::usage, "an unknown training option in " + json.dump());
  options.check();
  return options;
}

}  // namespace toile::train
