// The program: parses, runs one command, and turns errors into a sentence and an exit code.

#include <fmt/core.h>

#include <csignal>
#include <iostream>

#include "apps/cli/cli.hpp"
#include "apps/cli/progress.hpp"
#include "toile/base/error.hpp"
#include "toile/base/memory.hpp"
#include "toile/base/names.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/sentence.hpp"
#include "toile/base/try_again.hpp"

namespace toile::cli {
namespace {

constexpr int kFailure = 1;
constexpr int kUsage = 2;
constexpr int kTryAgain = 75;  // EX_TEMPFAIL of sysexits.h
constexpr int kInterrupted = 130;

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return kUsage;
    case ErrorKind::cancelled:
      return kInterrupted;
    default:
      return kFailure;
  }
}

void print(const Shared& shared, const Report& report) {
  if (shared.json) {
    if (report.json != Json()) fmt::print("{}\n", report.json.dump());
  } else if (!report.text.empty()) {
    fmt::print("{}{}", report.text, report.text.ends_with('\n') ? "" : "\n");
  }
  if (std::fflush(stdout) != 0) throw Error(ErrorKind::cannot_write, "can't write to standard output");
}

void add_commands(Program& program) {
  add_evaluate(program);
  add_generate(program);
  add_compose(program);
  add_segment(program);
  add_draft(program);
  add_dress(program);
  add_vary(program);
  add_wardrobe(program);
  add_repeat(program);
  add_report(program);
  add_recolour(program);
  add_colourways(program);
  add_separate(program);
  add_scan(program);
  add_prepare(program);
  add_prepare_motifs(program);
  add_prepare_eyes(program);
  add_train(program);
  add_train_garment(program);
  add_models(program);
  add_motifs(program);
  add_make_motifs(program);
  add_studio(program);
}

int run(int count, char** words) {
  Program program{.line = CommandLine("Toile: new textile patterns, and garments dressed in them"), .shared = {}};
  program.line.root().require_subcommand(0, 1);  // so that a word we don't know is named in the complaint
  program.line.set_version_flag("toile " TOILE_VERSION);
  program.shared.progress = [bar = ProgressBar(program.shared)](const Progress& p) mutable { return bar.report(p); };
  try {
    add_commands(program);
    const std::string asked_for = program.line.parse(count, words);
    fmt::print("{}", asked_for);
    if (asked_for.empty() && !program.line.root().has_called_subcommand()) {
      throw Error(ErrorKind::usage, "a command is needed, such as generate or dress; toile --help lists them");
    }
    return program.exit_code;
  } catch (const TryAgain& problem) {
    clear_progress_line();
    fmt::print(stderr, "toile: {}\n", problem.what());
    return kTryAgain;
  } catch (const Error& problem) {
    clear_progress_line();
    fmt::print(stderr, "toile: {}\n", one_line(problem.what()));
    return exit_code(problem.kind());
  } catch (...) {
    clear_progress_line();
    fmt::print(stderr, "toile: {}\n", one_line(sentence_in_hand()));
    return kFailure;
  }
}

}  // namespace

Command add_command(Program& program, const std::string& name, const std::string& description,
                    std::function<Report()> work) {
  return add_command(program, program.line.root(), name, description, std::move(work));
}

Command add_command(Program& program, Command parent, const std::string& name, const std::string& description,
                    std::function<Report()> work) {
  Command command = parent.add_subcommand(name, description);
  Shared& shared = program.shared;
  command.add_flag("--json", shared.json, "Print one JSON object and nothing else");
  command.add_flag("--quiet", shared.quiet, "Show no progress");
  command.add_option("--device", shared.device, "auto, cpu or cuda").one_of({"auto", "cpu", "cuda"});
  command.add_option("--threads", shared.threads, "Threads to use").within(1, 1024);
  command.callback([&program, &shared, command, work = std::move(work)] {
    if (command.has_called_subcommand()) return;
    use_row_threads(shared.threads);
    const Report report = work();
    print(shared, report);
    if (report.failed) program.exit_code = kFailure;
  });
  return command;
}

}  // namespace toile::cli

int main(int count, char** words) {
  toile::keep_freed_memory();
  std::signal(SIGXFSZ, SIG_IGN);  // a file size limit then is an error of write(), as a full disk is
  std::signal(SIGPIPE, SIG_IGN);
  toile::cli::stop_on_interrupt();
  return toile::cli::run(count, words);
}
