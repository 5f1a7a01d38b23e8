#include "toile/base/memory.hpp"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <limits>

#include "toile/base/error.hpp"

namespace toile {

void keep_freed_memory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_MAX, 0);  // large blocks come from the heap too, where they can be used again
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_TOP_PAD, 64 << 20);
#endif
}

void release_freed_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

void expect_room(int megabytes, const std::string& what) {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  rlim_t taken = 0;  // pages
  std::ifstream("/proc/self/statm") >> taken;
  taken *= static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
  const rlim_t left = limit.rlim_cur > taken ? limit.rlim_cur - taken : 0;
  if (left >> 20 < static_cast<rlim_t>(megabytes)) {
    throw Error(ErrorKind::not_found, "too little memory for " + what + ": a limit (ulimit -v) leaves " +
                                          std::to_string(left >> 20) + " MB, and they take " +
                                          std::to_string(megabytes));
  }
}

}  // namespace toile
