#pragma once
/// The results that a batch has written into a folder, and what each was made of.

#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <tuple>

#include "toile/base/json.hpp"

namespace toile::studio {

/// A file `.toile-results` in the folder has a line of JSON a result: its name, the SHA-256 of its bytes, and what it
/// was made of. A line is there before its result is, so that a crash leaves no result that isn't known. Safe from
/// several threads.
class Results {
 public:
  explicit Results(const std::filesystem::path& folder);

  enum class There {
    nothing,   ///< nothing, or an empty file
    the_same,  ///< the finished result of the same request, as it was written
    another,   ///< a result of ours of another request
    damaged,   ///< a result of ours that is no picture any more
    foreign    ///< something that no batch wrote or that was changed since, or no file at all
  };
  There there(const std::string& name, const Json& made_of) const;

  /// Writes a result. Throws `Error{cannot_write}`.
  void write(const std::string& name, const std::string& bytes, const Json& made_of);

 private:
  std::filesystem::path file() const { return folder_ / ".toile-results"; }

  std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::set<std::tuple<std::string, std::string, std::string>> known_;  ///< name, hash, what it was made of
};

}  // namespace toile::studio
