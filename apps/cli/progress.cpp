#include "apps/cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <string>

namespace toile::cli {
namespace {

volatile std::sig_atomic_t stop_asked = 0;
bool line_open = false;

constexpr int kBarWidth = 24;
constexpr std::chrono::milliseconds kOnTerminal{100};
constexpr std::chrono::seconds kElsewhere{30};

std::string duration(double seconds) {
  const auto s = static_cast<long>(seconds + 0.5);
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {:02} s", s / 60, s % 60);
  return fmt::format("{} h {:02} min", s / 3600, s / 60 % 60);
}

std::string sentence(const Progress& progress) {
  std::string text = progress.what;
  if (progress.total > 0) text += fmt::format("  {}/{}", progress.done, progress.total);
  if (progress.seconds_left >= 0) text += fmt::format("  {} left", duration(progress.seconds_left));
  return text;
}

}  // namespace

void stop_on_interrupt() {
  struct sigaction action {};
  action.sa_handler = [](int) { stop_asked = 1; };
  action.sa_flags = SA_RESETHAND;  // the second time the default applies: the program ends at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() {
  return stop_asked != 0;
}

void clear_progress_line() {
  if (line_open) fmt::print(stderr, "\r\033[K");
  line_open = false;
}

bool ProgressBar::report(const Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  const bool terminal = isatty(STDERR_FILENO) != 0;
  const bool finished = progress.total > 0 && progress.done >= progress.total;
  const bool due = terminal ? now - last_ >= kOnTerminal || finished : now - last_ >= kElsewhere;
  if (!shared_->quiet && due) {
    last_ = now;
    if (terminal) {
      const auto total = static_cast<double>(std::max<std::int64_t>(1, progress.total));
      const int filled = static_cast<int>(kBarWidth * static_cast<double>(progress.done) / total);
      fmt::print(stderr, "\r\033[K[{:<{}}] {}", std::string(static_cast<std::size_t>(std::min(filled, kBarWidth)), '='),
                 kBarWidth, sentence(progress));
      line_open = true;
      if (finished) clear_progress_line();
    } else {
      fmt::print(stderr, "{}\n", sentence(progress));
    }
    std::fflush(stderr);
  }
  return stop_asked == 0;
}

}  // namespace toile::cli
