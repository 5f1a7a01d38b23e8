#pragma once
/// A fuzz target is one function that reads bytes of a stranger. It may refuse them by `toile::Error`; whatever else
/// happens is a finding. The tests read each target's corpus again, with every compiler.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "toile/base/error.hpp"

namespace toile::fuzz {

/// Made once in a target's file, by its name in fuzz/corpus.
struct Target {
  using Read = void (*)(std::string_view bytes);

  Target(const std::string& name, Read read) { all().emplace(name, read); }

  /// Those of this program: one in a fuzzer's.
  static std::map<std::string, Read>& all() {
    static std::map<std::string, Read> targets;
    return targets;
  }
};

/// Bytes as a file, for what reads files only.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(::memfd_create("fuzz", MFD_CLOEXEC)) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

inline std::span<const std::byte> as_bytes(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace toile::fuzz
