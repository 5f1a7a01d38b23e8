// toile report RESULTS: what all shards of a catalogue did.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/studio/catalogue_report.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct ReportRequest {
  fs::path results, failed;
};

Json json_of(const studio::CatalogueReport& r) {
  Json reasons = Json::Object{}, machines = Json::Object{};
  for (const auto& [reason, count] : r.reasons) reasons.set(reason, count);
  for (const auto& [name, work] : r.machines) {
    machines.set(name, Json::Object{{"workers", work.workers},
                                    {"lines", work.lines},
                                    {"seconds", work.seconds},
                                    {"wall_seconds", work.last - work.first}});
  }
  Json::Array failed, unanswered;
  for (const auto& [line, problem] : r.failed) failed.push_back(Json::Object{{"line", line}, {"problem", problem}});
  for (const std::int64_t line : r.unanswered) unanswered.emplace_back(line);
  return Json::Object{{"command", r.command},
                      {"manifest", r.manifest.string()},
                      {"lines", r.lines},
                      {"made", r.made},
                      {"kept", r.kept},
                      {"failed", std::move(failed)},
                      {"missing", r.missing},
                      {"missing_lines", std::move(unanswered)},
                      {"twice", r.twice},
                      {"killed", r.killed},
                      {"seconds", r.seconds},
                      {"reasons", std::move(reasons)},
                      {"machines", std::move(machines)}};
}

std::string text_of(const studio::CatalogueReport& r) {
  std::string text = fmt::format("{} over {} lines: {} made, {} kept, {} failed, {} missing\n", r.command, r.lines,
                                 r.made, r.kept, r.failed.size(), r.missing);
  for (const auto& [reason, count] : r.reasons) text += fmt::format("  {:6} failed: {}\n", count, reason);
  if (r.twice > 0) text += fmt::format("  {:6} were made more than once\n", r.twice);
  if (r.killed > 0) text += fmt::format("  {:6} times a worker ended in the middle of a line\n", r.killed);
  for (const auto& [name, work] : r.machines) {
    const double wall = work.last - work.first;
    text += fmt::format("{}: {} workers, {} lines, {:.1f} s of work", name, work.workers, work.lines, work.seconds);
    if (wall > 0) text += fmt::format(", {:.0f} an hour", 3600 * static_cast<double>(work.lines) / wall);
    text += "\n";
  }
  for (const std::string& warning : r.warnings) text += warning + "\n";
  return text;
}

Report report(const ReportRequest& request) {
  const studio::CatalogueReport gathered = studio::catalogue_report(request.results);
  Report report{.text = text_of(gathered), .json = json_of(gathered)};
  report.failed = !gathered.failed.empty() || gathered.missing > 0 || !gathered.warnings.empty();
  if (request.failed.empty()) return report;
  if (gathered.failed.empty() && gathered.missing == 0) {
    report.text += "nothing has to run again, so " + request.failed.string() + " isn't written\n";
    return report;
  }
  write_file(request.failed, studio::lines_to_run_again(gathered));
  report.text += request.failed.string() + " holds what failed or is missing: run it with the same -o\n";
  return report;
}

}  // namespace

void add_report(Program& program) {
  auto request = std::make_shared<ReportRequest>();
  Command command = add_command(program, "report", "Gather what all shards of a catalogue did",
                                [request] { return report(*request); });
  command.add_option("RESULTS", request->results, "The folder that the shards wrote into").required();
  command.add_option("--failed", request->failed, "Write a manifest of what failed or is missing, to run it again");
}

}  // namespace toile::cli
