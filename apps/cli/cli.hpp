#pragma once
/// What every command of the program shares: options, progress, and the way results are printed.

#include <functional>
#include <string>

#include "apps/cli/options.hpp"
#include "toile/base/json.hpp"
#include "toile/base/progress.hpp"

namespace toile::cli {

/// Options that every command takes.
struct Shared {
  bool json = false;            ///< one JSON object on standard output and nothing else there
  bool quiet = false;           ///< no progress
  std::string device = "auto";  ///< auto, cpu or cuda
  int threads = 0;              ///< 0: as many as the machine has
  OnProgress progress;          ///< draws on standard error; answers false after Ctrl-C
};

/// What a command has to say: lines for people, or the same as JSON. A JSON of null: it has said all already.
struct Report {
  std::string text;
  Json json;
  bool failed = false;  ///< part of the work failed: the program ends with 1 once the report is printed
};

struct Program {
  CommandLine line;
  Shared shared;
  int exit_code = 0;  ///< of the command that ran
};

/// Adds a command with the shared options. `run` is called once everything is parsed, unless a command of its own was
/// given; it may throw `toile::Error`.
Command add_command(Program& program, const std::string& name, const std::string& description,
                    std::function<Report()> run);
/// The same, below another command.
Command add_command(Program& program, Command parent, const std::string& name, const std::string& description,
                    std::function<Report()> run);

// One function and one file a command.
void add_colourways(Program& program);
void add_compose(Program& program);
void add_draft(Program& program);
void add_dress(Program& program);
void add_evaluate(Program& program);
void add_evaluate_drape(Program& program, Command evaluate);
void add_evaluate_motifs(Program& program, Command evaluate);
void add_evaluate_scan(Program& program, Command evaluate);
void add_generate(Program& program);
void add_models(Program& program);
void add_motifs(Program& program);
void add_make_motifs(Program& program);
void add_prepare(Program& program);
void add_prepare_eyes(Program& program);
void add_prepare_motifs(Program& program);
void add_recolour(Program& program);
void add_repeat(Program& program);
void add_report(Program& program);
void add_scan(Program& program);
void add_segment(Program& program);
void add_separate(Program& program);
void add_studio(Program& program);
void add_train(Program& program);
void add_train_garment(Program& program);
void add_vary(Program& program);
void add_wardrobe(Program& program);

}  // namespace toile::cli
