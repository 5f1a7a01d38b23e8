#pragma once
/// A command done for every line of a manifest, by one worker or by many on several machines.
///
/// Workers share nothing but the results folder. Each does the lines of its own part; what is there already, made of
/// the same things, is kept; one that fails leaves the others alone.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "toile/base/engine.hpp"
#include "toile/base/json.hpp"
#include "toile/base/progress.hpp"

namespace toile::studio {

/// A line of the manifest.
struct CatalogueItem {
  std::int64_t line = 0;
  std::string problem;                        ///< why it can't be tried at all; empty: it can
  Json request;                               ///< what is asked for, files apart
  std::vector<std::filesystem::path> inputs;  ///< files that are read: their content counts, not their names
  /// Writes its results below `folder`, named as they shall be named below the results folder.
  std::function<void(const std::filesystem::path& folder)> make;
};

struct Catalogue {
  std::string command;
  std::filesystem::path manifest;
  std::string digest;      ///< of the command, its options and the manifest's text
  std::int64_t lines = 0;  ///< of the whole manifest
  Shard shard;
  std::vector<CatalogueItem> items;  ///< of this shard
};

struct CatalogueOptions {
  int threads = 0;       ///< 0: as many as the machine has
  bool again = false;    ///< make also what is there, and replace what no worker wrote
  bool changed = false;  ///< the manifest has changed since: take it from now on
  double patience = 60;  ///< seconds to wait for a results folder that has gone away
};

struct CatalogueFailure {
  std::int64_t line = 0;
  std::string problem;
};

struct CatalogueSummary {
  std::int64_t made = 0, kept = 0;
  std::vector<CatalogueFailure> failed;
};

/// Makes `folder` and what leads to it below `root`, but never `root` itself: one that is on a share may have gone
/// away, and must be there when it comes back. Throws `std::filesystem::filesystem_error`.
void make_folders_below(const std::filesystem::path& root, const std::filesystem::path& folder);

/// Does the items. One during which the program was killed is done again after all others, alone; when that has
/// happened three times it fails. Throws `Error{usage}` when the folder holds results of another manifest and `changed`
/// isn't set, `Error{cancelled}` when `progress` says stop, `TryAgain` when the folder went away for longer than
/// `patience`.
CatalogueSummary run_catalogue(const Catalogue& catalogue, const std::filesystem::path& results,
                               const CatalogueOptions& options, const OnProgress& progress);

}  // namespace toile::studio
