#pragma once
/// Files that are whole or not there: everything is written under a temporary name, flushed, then renamed.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace toile {

/// A file being written. Until `commit()` the name holds what it held before; without `commit()` nothing is
/// left. Every failure (no permission, disk full, a folder or a device of that name) throws `Error{cannot_write}`.
/// A link stays one: the file behind it is replaced.
class AtomicFile {
 public:
  explicit AtomicFile(const std::filesystem::path& path);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::span<const std::byte> bytes);
  void write(std::string_view text) { write(std::as_bytes(std::span(text))); }
  void commit();

 private:
  [[noreturn]] void fail(const char* doing) const;

  std::filesystem::path path_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
};

/// Whether this is the name of a file that a killed process of ours was writing.
bool is_unfinished(const std::filesystem::path& path);

/// Replaces `path` by a file that holds `bytes`.
void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);
void write_file(const std::filesystem::path& path, std::string_view text);

/// The whole of `path`; `Error{not_found}` when it can't be opened, `Error{bad_file}` above `limit` bytes.
std::string read_file(const std::filesystem::path& path, std::uint64_t limit = 1ULL << 30);

/// Makes `folder` and its parents, and makes sure that a file can be written there.
void make_output_folder(const std::filesystem::path& folder);

/// A file mapped read-only into memory. Throws as `read_file` does.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::byte> bytes() const { return {data_, size_}; }

 private:
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace toile
