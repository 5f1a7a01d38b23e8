#pragma once
/// A manifest: a file with an object of JSON a line.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "toile/base/json.hpp"

namespace toile::studio {

struct ManifestLine {
  std::int64_t number = 0;  ///< from 1, empty lines counted
  std::string text;
};

struct Manifest {
  std::filesystem::path folder;  ///< names in lines are relative to it
  std::string digest;            ///< SHA-256 of the text, or of that which this one was taken from
  std::int64_t lines_in_all = 0;
  std::vector<ManifestLine> lines;
};

/// Reads a manifest, or one that `lines_to_run_again` wrote. Throws `Error{not_found}` when there is no such file,
/// `Error{bad_file}` when it has no lines.
Manifest read_lines(const std::filesystem::path& file);

/// The first line of a manifest of some lines of another one.
Json head_of_part(const Manifest& whole);

}  // namespace toile::studio
