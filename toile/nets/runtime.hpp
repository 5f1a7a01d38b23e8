#pragma once
/// Where the networks run. Free of LibTorch's headers, so that programs can call it.

#include <string>

namespace toile::nets {

/// Threads that networks may use; 0 leaves LibTorch's choice: $OMP_NUM_THREADS, or as many as the machine
/// has.
void use_threads(int threads);

/// "cpu" or "cuda" for "auto", "cpu" or "cuda". Throws `Error{usage}` for other names, and for "cuda" where
/// LibTorch finds no such device.
std::string resolve_device(const std::string& wanted);

}  // namespace toile::nets
