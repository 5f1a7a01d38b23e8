#pragma once
/// How the process keeps memory.

#include <string>

namespace toile {

/// Keeps freed memory in the process instead of handing it back to the kernel. A training step frees and asks
/// again for hundreds of large activations; getting each from the kernel means page faults and zeroing that
/// cost several times the arithmetic. Call once, first thing in `main`.
void keep_freed_memory();

/// Hands what is free back to the kernel all the same: for a program that stays open, after a large piece of work.
void release_freed_memory();

/// Throws a sentence where a limit of the address space (`ulimit -v`) leaves less than so many megabytes for what is
/// about to start: libraries crash, or wait for ever, where they are refused threads and memory then. `what`: "the
/// networks".
void expect_room(int megabytes, const std::string& what);

}  // namespace toile
