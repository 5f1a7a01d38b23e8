#include "toile/train/run.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace toile::train {

namespace {

/// What is to come after a step, the weightier the larger.
enum Next { go_on, save, time_is_up, stop };

}  // namespace

double run_steps(const StepLoop& loop, std::int64_t first_step) {
  using Clock = std::chrono::steady_clock;
  const auto seconds_since = [](Clock::time_point moment) {
    return std::chrono::duration<double>(Clock::now() - moment).count();
  };
  const auto start = Clock::now();
  auto saved = start;
  std::int64_t step = first_step;
  int next = go_on;
  while (step < loop.last_step && next < time_is_up) {
    const bool epoch_ended = loop.step();
    ++step;
    const double spent = seconds_since(start);
    double left = spent / static_cast<double>(step - first_step) * static_cast<double>(loop.last_step - step);
    if (loop.minutes > 0) left = std::clamp(60 * loop.minutes - spent, 0.0, left);
    const std::string where = loop.where();
    next = go_on;
    if (loop.checkpoint_minutes > 0 ? seconds_since(saved) > 60 * loop.checkpoint_minutes : epoch_ended) next = save;
    if (loop.minutes > 0 && spent > 60 * loop.minutes) next = time_is_up;
    if (!loop.progress({.what = where, .done = step, .total = loop.last_step, .seconds_left = left})) next = stop;
    next = loop.ranks.most(next);
    if (next == save) {
      loop.save();
      saved = Clock::now();
    } else if (next == stop) {
      loop.save();
      throw Error(ErrorKind::cancelled,
                  "stopped at " + where + "; " + loop.folder.string() + " can go on with --resume");
    }
  }
  loop.save();
  return static_cast<double>(step - first_step) / std::max(1e-9, seconds_since(start));
}

void check_finite(double loss, std::int64_t step) {
  if (std::isfinite(loss)) return;
  throw Error(ErrorKind::bad_file, "the loss is no longer a number at step " + std::to_string(step) +
                                       "; train again with a smaller learning rate");
}

void check_range(const char* name, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorKind::usage, std::string(name) + " is " + Json(value).dump() + "; it must be from " +
                                    Json(low).dump() + " to " + Json(high).dump());
}

void check_device(const std::string& device) {
  if (device == "cpu" || device == "cuda") return;
  throw Error(ErrorKind::usage, "device is " + device + "; it must be cpu or cuda");
}

}  // namespace toile::train
