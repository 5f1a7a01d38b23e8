#pragma once
/// Progress on standard error, and Ctrl-C.

#include <chrono>

#include "apps/cli/cli.hpp"

namespace toile::cli {

/// From now on the first Ctrl-C (or SIGTERM) asks the work to stop in order, and a second one ends the program.
void stop_on_interrupt();

/// Whether that was asked.
bool interrupted();

/// Ends a progress line that is being drawn, so that a message starts on a line of its own.
void clear_progress_line();

/// Draws one line that is rewritten in place on a terminal; elsewhere prints a line now and then.
class ProgressBar {
 public:
  explicit ProgressBar(const Shared& shared) : shared_(&shared) {}

  /// Returns false once Ctrl-C was pressed.
  bool report(const Progress& progress);

 private:
  const Shared* shared_;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace toile::cli
