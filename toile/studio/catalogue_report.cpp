#include "toile/studio/catalogue_report.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>

#include "toile/base/error.hpp"
#include "toile/studio/catalogue_manifest.hpp"
#include "toile/studio/ledger.hpp"

namespace toile::studio {
namespace {

namespace fs = std::filesystem;

/// What the workers said of one line.
struct Answer {
  bool made = false, kept = false;
  std::string problem, reason;  ///< of the latest failure
  double failed_at = 0;
  std::map<std::string, int> times;  ///< made, by what it was made of
};

/// The digest of a head without that of the options.
std::string text_digest(const std::string& digest) {
  return digest.substr(0, digest.find(':'));
}

/// The manifest that the results were made of; nothing when it is gone or has changed.
std::optional<Manifest> manifest_of(const fs::path& file, const std::string& digest) {
  try {
    Manifest manifest = read_lines(file);
    if (manifest.digest == text_digest(digest) && std::ssize(manifest.lines) == manifest.lines_in_all) {
      return manifest;
    }
  } catch (const Error&) {
    // it lies on a machine that isn't here, or has been deleted
  }
  return {};
}

/// Reads the entries of all workers on the manifest that counts.
std::map<std::int64_t, Answer> answers_in(const fs::path& results, const std::string& digest, CatalogueReport& report) {
  std::map<std::int64_t, Answer> answers;
  std::set<std::string> workers;
  std::map<std::pair<std::string, std::int64_t>, bool> open;
  for_each_entry(results, [&](const Json& worker, const Json& entry) {
    if (worker.at("digest").string() != digest) return;
    const std::string& name = worker.at("worker").string();
    const std::int64_t line = entry.at("line").integer();
    if (entry.find("begun")) open[{name, line}] = true;
    const Json* state = entry.find("state");
    if (!state) return;
    open.erase({name, line});
    MachineWork& machine = report.machines[worker.at("machine").string()];
    machine.lines += 1;
    machine.seconds += entry.at("seconds").number();
    machine.last = std::max(machine.last, entry.at("at").number());
    report.seconds += entry.at("seconds").number();
    Answer& answer = answers[line];
    if (state->string() == "made") {
      answer.made = true;
      if (!worker.at("again").boolean()) ++answer.times[entry.at("of").string()];
    } else if (state->string() == "kept") {
      answer.kept = true;
    } else if (entry.at("at").number() >= answer.failed_at) {
      answer.problem = entry.at("problem").string();
      answer.reason = entry.at("reason").string();
      answer.failed_at = entry.at("at").number();
    }
  });
  report.killed = std::ssize(open);
  return answers;
}

}  // namespace

CatalogueReport catalogue_report(const fs::path& results) {
  const std::vector<Json> heads = heads_of(results);
  if (heads.empty()) {
    throw Error(ErrorKind::not_found,
                results.string() + " holds no results of a catalogue: a command with --manifest and -o makes them");
  }
  const std::string digest = digest_that_counts(heads);
  CatalogueReport report;
  std::optional<Manifest> manifest;
  bool others_after = false;
  for (const Json& head : heads) {
    if (head.at("digest").string() != digest) {
      others_after = others_after || !report.manifest.empty();
      continue;
    }
    if (!manifest) manifest = manifest_of(head.at("manifest").string(), digest);
    if (report.manifest.empty() || manifest) report.manifest = head.at("manifest").string();
    report.command = head.at("command").string();
    report.lines = head.at("lines").integer();
    MachineWork& machine = report.machines[head.at("machine").string()];
    machine.first =
        machine.workers == 0 ? head.at("started").number() : std::min(machine.first, head.at("started").number());
    ++machine.workers;
  }
  if (others_after) {
    report.warnings.emplace_back(
        "some shards worked on another manifest, or with other options; only those that count "
        "are counted here");
  }
  const auto answers = answers_in(results, digest, report);
  for (const auto& [line, answer] : answers) {
    if (answer.made || answer.kept) {
      ++(answer.made ? report.made : report.kept);
    } else {
      ++report.reasons[answer.reason];
      report.failed.push_back({line, answer.problem});
    }
    for (const auto& [of, times] : answer.times) report.twice += times > 1;
  }
  report.missing = report.lines - std::ssize(answers);
  if (manifest) {
    for (const ManifestLine& line : manifest->lines) {
      if (!answers.contains(line.number)) report.unanswered.push_back(line.number);
    }
  }
  return report;
}

std::string lines_to_run_again(const CatalogueReport& report) {
  const Manifest manifest = read_lines(report.manifest);
  std::set<std::int64_t> wanted(report.unanswered.begin(), report.unanswered.end());
  for (const CatalogueFailure& failure : report.failed) wanted.insert(failure.line);
  std::string text = head_of_part(manifest).dump() + "\n";
  std::size_t found = 0;
  for (const ManifestLine& line : manifest.lines) {
    if (!wanted.contains(line.number)) continue;
    text += Json(Json::Object{{"number", line.number}, {"text", line.text}}).dump() + "\n";
    ++found;
  }
  if (found != wanted.size() || manifest.lines_in_all != report.lines ||
      std::ssize(report.unanswered) != report.missing) {
    throw Error(ErrorKind::bad_file, report.manifest.string() +
                                         " has changed since; run its next version into the same folder by --changed");
  }
  return text;
}

}  // namespace toile::studio
