#pragma once
/// Where the networks run. Free of LibTorch's headers, so that programs can call it.

#include <string>

namespace toile::nets {

/// Threads that networks may use; 0 leaves LibTorch's choice: $OMP_NUM_THREADS, or as many as the machine
/// has.
void use_threads(int threads);

/// Networks run on exactly so many threads for as long as this lives, whatever `use_threads` allowed. oneDNN splits the
/// sums of some convolutions by threads: where the same input must give the same bytes, the number is fixed.
class FixedThreads {
 public:
  explicit FixedThreads(int threads);
  ~FixedThreads();
  FixedThreads(const FixedThreads&) = delete;
  FixedThreads& operator=(const FixedThreads&) = delete;

 private:
  int before_;
};

/// "cpu" or "cuda" for "auto", "cpu" or "cuda". Throws `Error{usage}` for other names, and for "cuda" where
/// LibTorch finds no such device.
std::string resolve_device(const std::string& wanted);

}  // namespace toile::nets
