#pragma once
/// What the workers of a catalogue write down in its results folder.
///
/// Every worker has a file of its own in RESULTS/.toile-lines, so that a folder which many machines share needs no
/// locks. Its first line says who the worker is and what it works on; then come, for each line of the manifest,
///   {"line", "begun"}            before anything is made; "begun" is the SHA-256 of what the result is made of
///   {"line", "of", "files"}      what was made, name and SHA-256 of each, before it gets its place
///   {"line", "of", "state", ...} made, kept or failed, seconds, and the problem

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "toile/base/json.hpp"

namespace toile::studio {

/// Name below the results folder, and SHA-256.
using MadeFiles = std::vector<std::pair<std::string, std::string>>;

/// Where workers write: RESULTS/.toile-lines.
std::filesystem::path lines_folder(const std::filesystem::path& results);

/// Calls `see(head, entry)` for each entry of each worker's file, file by file; what a crash cut short is passed over.
void for_each_entry(const std::filesystem::path& results, const std::function<void(const Json&, const Json&)>& see);

/// The heads of all workers, in the order in which they began.
std::vector<Json> heads_of(const std::filesystem::path& results);

/// The digest that counts in a results folder: of the last worker that took a changed manifest, else of the first one.
std::string digest_that_counts(const std::vector<Json>& heads);

/// One worker's own file, and what all files said when it began. Safe from several threads.
class Ledger {
 public:
  /// `name` tells the worker from all others; `head` is its first line.
  Ledger(const std::filesystem::path& results, const std::string& name, const Json& head);

  /// What was made of `of` when it was made last; empty: nothing yet.
  MadeFiles files_of(const std::string& of) const;
  /// Whether a worker has written a file of this name and content.
  bool knows(const std::string& name, const std::string& hash) const;
  /// How often a worker began with this and never ended, because it was killed.
  int unfinished(const std::string& of) const;

  void begin(std::int64_t line, const std::string& of);
  void files(std::int64_t line, const std::string& of, const MadeFiles& made);
  /// Answers false when the folder can't be written, or isn't there.
  bool end(const Json& entry);

  /// Whether this worker's file is still there: false when the folder has gone.
  bool is_there() const;

 private:
  bool append(const Json& entry, bool flush) const;

  std::filesystem::path file_;
  mutable std::mutex mutex_;
  std::map<std::string, MadeFiles> made_;
  std::set<std::pair<std::string, std::string>> known_;
  std::map<std::string, int> unfinished_;
};

}  // namespace toile::studio
