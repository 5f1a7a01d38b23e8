#pragma once
/// Whether a sanitizer watches: programs take longer then, and have an address space beyond every limit.

namespace toile::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

}  // namespace toile::test
