#pragma once
/// Commands that also run over a manifest: each line is a call of theirs, its options by their names.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "apps/cli/cli.hpp"
#include "toile/studio/catalogue.hpp"
#include "toile/studio/open_models.hpp"

namespace toile::cli {

/// A command on one thing. In a line of a manifest its options are members with '_' for '-' ("garment_cm"), "output" is
/// -o, and what several calls would repeat is an array.
struct LineCommand {
  std::string name, description;
  std::string subject;               ///< the positional argument: "PHOTO"
  std::string member;                ///< what it is called in a line: "photo"
  std::vector<std::string> inputs;   ///< members that name files which are read: relative to the manifest's folder
  std::vector<std::string> outputs;  ///< members besides "output" that name files which are written
  /// Members of which a line has one: it displaces the others, where the command line gave them for all lines.
  std::vector<std::string> alternatives;
  /// Puts the options on `app`; what it gives runs the command with what was parsed.
  std::function<std::function<Report()>(Command app, studio::OpenModels& models)> options;
};

/// How a command runs over a manifest.
struct Batch {
  std::filesystem::path manifest;
  std::string shard;  ///< "3/8"; empty: the engine's, or all
  studio::CatalogueOptions options;
};

/// --shard, --changed and --patience.
void add_batch_options(Command app, Batch& batch);

/// Runs the lines of this shard; `app` is the command as it was called, whose options hold for all lines and whose -o
/// is the results' folder.
Report run_lines(const LineCommand& command, const Batch& batch, const Command& app, const Shared& shared);

/// Adds the command, with --manifest, --again and those options.
void add_line_command(Program& program, const LineCommand& command);

}  // namespace toile::cli
