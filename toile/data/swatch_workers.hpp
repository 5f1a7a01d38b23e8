#pragma once
/// The same work for many files, on several threads.

#include <cstddef>
#include <functional>

namespace toile::data {

/// Calls `work(i)` once for each i in 0..count-1, on `threads` threads (0: as many as the machine has), this
/// one being one of them. `go_on(done)` is called on this thread only, now and then; false stops. Answers
/// whether all was done. What `work` throws stops the rest and is thrown again here.
bool for_each_index(std::size_t count, int threads, const std::function<void(std::size_t)>& work,
                    const std::function<bool(std::size_t)>& go_on);

}  // namespace toile::data
