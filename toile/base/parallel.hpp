#pragma once
/// Work shared among threads: rows of a picture, or files. Each is done by one thread alone, so results don't depend on
/// their number.

#include <cstddef>
#include <functional>

namespace toile {

/// Calls `work(first, last)` for ranges of rows that together are [0, rows), on as many threads as `use_row_threads`
/// allows. The first exception thrown is thrown again here.
void for_rows(int rows, const std::function<void(int first, int last)>& work);

/// Threads for `for_rows` in the whole process; 0: as many as the machine has.
void use_row_threads(int threads);

/// Calls `work(i)` once for each i in 0..count-1, on `threads` threads (0: as many as the machine has), this
/// one being one of them. `go_on(done)` is called on this thread only, now and then; false stops. Answers
/// whether all was done. What `work` throws stops the rest and is thrown again here.
bool for_each_index(std::size_t count, int threads, const std::function<void(std::size_t)>& work,
                    const std::function<bool(std::size_t)>& go_on);

}  // namespace toile
