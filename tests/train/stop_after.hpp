#pragma once
/// Training that is stopped in order, as by Ctrl-C.

#include "toile/train/run.hpp"

namespace toile::test {

inline train::RunObserver stop_after(int steps) {
  return {.progress = [steps](const Progress& p) { return p.done < steps; }, .picture = {}, .drawing = {}};
}

}  // namespace toile::test
