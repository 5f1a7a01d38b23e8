#pragma once
/// Progress is a callback: the library reports, the caller draws, and its answer says whether to go on.

#include <cstdint>
#include <functional>
#include <string>

namespace toile {

struct Progress {
  std::string what;          ///< "epoch 3", "floral": what is being done
  std::int64_t done = 0;     ///< steps finished
  std::int64_t total = 0;    ///< steps in all; 0 when unknown
  double seconds_left = -1;  ///< negative when unknown
};

/// Returns false to ask the work to stop; it then saves what it must and throws `Error{cancelled}`.
using OnProgress = std::function<bool(const Progress&)>;

/// Reports to nobody and never stops.
inline bool no_progress(const Progress&) {
  return true;
}

}  // namespace toile
