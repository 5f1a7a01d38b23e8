#pragma once
/// Rows shared among threads. Each row is computed by one thread alone, so results don't depend on their number.

#include <functional>

namespace toile {

/// Calls `work(first, last)` for ranges of rows that together are [0, rows), on as many threads as `use_row_threads`
/// allows. The first exception thrown is thrown again here.
void for_rows(int rows, const std::function<void(int first, int last)>& work);

/// Threads for `for_rows` in the whole process; 0: as many as the machine has.
void use_row_threads(int threads);

}  // namespace toile
