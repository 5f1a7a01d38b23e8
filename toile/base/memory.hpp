#pragma once
/// How the process keeps memory.

namespace toile {

/// Keeps freed memory in the process instead of handing it back to the kernel. A training step frees and asks
/// again for hundreds of large activations; getting each from the kernel means page faults and zeroing that
/// cost several times the arithmetic. Call once, first thing in `main`.
void keep_freed_memory();

/// Hands what is free back to the kernel all the same: for a program that stays open, after a large piece of work.
void release_freed_memory();

}  // namespace toile
