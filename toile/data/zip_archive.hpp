#pragma once
/// Zip archives in memory: read without trusting them, and written.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct zip;

namespace toile::data {

class ZipArchive {
 public:
  /// `bytes` must outlive the archive. Throws `Error{bad_file}` when they are no zip archive or when what it
  /// says to hold is more than 1 GiB.
  explicit ZipArchive(std::span<const std::byte> bytes);

  const std::vector<std::string>& names() const { return names_; }
  bool contains(const std::string& name) const;
  /// The unpacked bytes of the entry `name`. Throws `Error{bad_file}` when it is missing or damaged.
  std::vector<std::byte> read(const std::string& name) const;

 private:
  struct Closer {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Closer> archive_;
  std::vector<std::string> names_;
};

struct ZipEntry {
  std::string name;
  std::string bytes;
};

/// An archive of these entries, in this order, not compressed: for pictures, which are that already. Same entries, same
/// bytes: all are dated 1 January 2024.
std::string zip_of(const std::vector<ZipEntry>& entries);

}  // namespace toile::data
