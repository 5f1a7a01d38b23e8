#pragma once
/// What all workers of a catalogue did, gathered from what they wrote down.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "toile/studio/catalogue.hpp"

namespace toile::studio {

struct MachineWork {
  std::int64_t workers = 0;    ///< processes
  std::int64_t lines = 0;      ///< made, kept or failed
  double seconds = 0;          ///< spent on them, added up over threads
  double first = 0, last = 0;  ///< when the first worker began and the last line ended, in seconds since 1970
};

struct CatalogueReport {
  std::string command;
  std::filesystem::path manifest;
  std::int64_t lines = 0;    ///< of the manifest
  std::int64_t made = 0;     ///< by a worker on this manifest
  std::int64_t kept = 0;     ///< there before
  std::int64_t missing = 0;  ///< no worker has answered for them
  std::int64_t twice = 0;    ///< made more than once, without --again
  std::int64_t killed = 0;   ///< times that a worker ended in the middle of a line
  double seconds = 0;
  std::map<std::string, std::int64_t> reasons;  ///< of failures, without names
  std::vector<CatalogueFailure> failed;
  std::vector<std::int64_t> unanswered;  ///< the missing lines; empty when the manifest is no longer there
  std::map<std::string, MachineWork> machines;
  std::vector<std::string> warnings;
};

/// Throws `Error{not_found}` when `results` holds nothing that a worker wrote.
CatalogueReport catalogue_report(const std::filesystem::path& results);

/// A manifest of the lines that failed or are missing, for the same results folder: its first line says what it is
/// taken from, each other one its number there. Throws `Error{bad_file}` when the manifest has changed meanwhile.
std::string lines_to_run_again(const CatalogueReport& report);

}  // namespace toile::studio
