#pragma once
/// What a call reads and what it writes: an output never is an input, and no two outputs are one file.

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <tuple>

namespace toile {

/// Files are told apart by what they are on the disk and not by their names: through links, `./`, and other case where
/// the disk doesn't mind it.
class Outputs {
 public:
  /// Remembers an input; a name that isn't there, or is empty, is passed over.
  void reads(const std::filesystem::path& file);

  /// Why `file` can't be written; empty when it can.
  std::string problem_of(const std::filesystem::path& file) const;

  /// Remembers an output. Throws `Error{usage}` when it has a problem. An empty name is passed over.
  void writes(const std::filesystem::path& file);

 private:
  /// Device and inode; of what isn't there yet, those of its folder and its name in it.
  using Identity = std::tuple<dev_t, ino_t, std::string>;
  static Identity identity_of(const std::filesystem::path& file);

  std::map<Identity, std::filesystem::path> read_, written_;
};

}  // namespace toile
