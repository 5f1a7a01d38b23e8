#include "apps/cli/manifest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/sentence.hpp"
#include "toile/studio/catalogue.hpp"
#include "toile/studio/catalogue_manifest.hpp"
#include "toile/studio/dress.hpp"
#include "toile/studio/sha256.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

/// A call: what each member has for words.
using Members = std::map<std::string, std::vector<std::string>>;

/// Options that are about the whole call, not about a line.
const std::set<std::string> kOfTheCall = {"manifest", "shard",   "again", "changed", "patience", "output",
                                          "json",     "threads", "quiet", "device",  "help"};

std::string member_of(std::string option) {
  std::replace(option.begin(), option.end(), '-', '_');
  return option;
}

std::string member_of(const Option& option) {
  return member_of(option.long_name());
}

std::string word_of(const Json& value) {
  const std::string text = value.dump();
  return text.starts_with('"') ? value.string() : text;
}

/// What the command line says for all lines.
Members given_to(const Command& command) {
  Members members;
  for (const Option& option : command.options()) {
    const std::string member = member_of(option);
    if (option.is_given() && !member.empty() && !kOfTheCall.contains(member)) members[member] = option.words();
  }
  return members;
}

/// A line's members over those that hold for all lines.
Members members_of(const Json& line, const Members& for_all, const LineCommand& command) {
  Members members = for_all;
  const auto& one = command.alternatives;
  for (const auto& [name, value] : line.object()) {
    if (std::find(one.begin(), one.end(), name) == one.end()) continue;
    for (const std::string& other : one) members.erase(other);
  }
  for (const auto& [name, value] : line.object()) {
    std::vector<std::string> words;
    if (value.is_array()) {
      for (const Json& part : value.array()) words.push_back(word_of(part));
    } else if (value != Json(false)) {
      words.push_back(word_of(value));
    }
    members[name] = std::move(words);
  }
  return members;
}

/// Files are found from the manifest's folder.
void resolve(Members& members, const LineCommand& command, const fs::path& folder) {
  for (const std::string& name : command.inputs) {
    const auto found = members.find(name);
    if (found == members.end()) continue;
    for (std::string& word : found->second) {
      if (!word.starts_with("wardrobe:") && !word.empty()) word = (folder / word).lexically_normal().string();
    }
  }
}

/// A name below the results folder.
std::string checked_output(const std::string& member, const std::string& name) {
  const fs::path path = fs::path(name).lexically_normal();
  const bool inside = !path.empty() && path.is_relative() && path.has_filename() && *path.begin() != ".." &&
                      !path.begin()->string().starts_with(".toile") && path != ".";
  if (inside) return path.string();
  throw Error(ErrorKind::usage, member + " is " + name + "; it must be a name below the results folder");
}

/// Parses the call's words, its outputs below `folder`, and runs it.
void run_call(const LineCommand& command, Members members, const fs::path& folder, studio::OpenModels& models) {
  CommandLine line;
  const auto run = command.options(line.root(), models);
  for (const std::string& name : command.outputs) {
    if (const auto found = members.find(name); found != members.end()) {
      found->second = {(folder / found->second.front()).string()};
      studio::make_folders_below(folder, fs::path(found->second.front()).parent_path());
    }
  }
  std::vector<std::string> words;
  for (const auto& [name, values] : members) {
    if (name == command.member) continue;
    std::string option = "--" + name;
    std::replace(option.begin() + 2, option.end(), '_', '-');
    if (!line.root().has_option(option)) {
      throw Error(ErrorKind::usage, name + " is not known; " + command.name + " --help lists what there is");
    }
    const Option known = line.root().option(option);
    if (known.is_flag()) {
      if (!values.empty()) words.push_back(option);
    } else {
      const bool pair = known.takes_several();  // X,Y
      if (pair) words.push_back(option + "=" + fmt::format("{}", fmt::join(values, ",")));
      if (!pair)
        for (const std::string& value : values) words.push_back(option + "=" + value);
    }
  }
  if (const auto subject = members.find(command.member); subject != members.end()) {
    words.insert(words.end(), subject->second.begin(), subject->second.end());
  }
  line.parse(std::move(words));
  run();
}

studio::CatalogueItem item_of(const studio::ManifestLine& line, const Members& for_all, const LineCommand& command,
                              const fs::path& folder, const std::shared_ptr<studio::OpenModels>& models) {
  studio::CatalogueItem item{.line = line.number, .problem = {}, .request = {}, .inputs = {}, .make = {}};
  try {
    Members members = members_of(Json::parse(line.text), for_all, command);
    resolve(members, command, folder);
    if (!members.contains(command.member)) throw Error(ErrorKind::usage, command.member + " is missing");
    if (!members.contains("output")) throw Error(ErrorKind::usage, "output is missing");
    for (const std::string& name : command.outputs) {
      if (members.contains(name))
        members[name] = {checked_output(name, fmt::format("{}", fmt::join(members[name], ",")))};
    }
    Json::Object request;
    for (const auto& [name, values] : members) {
      if (std::find(command.inputs.begin(), command.inputs.end(), name) == command.inputs.end()) {
        request.emplace_back(name, fmt::format("{}", fmt::join(values, ",")));
        continue;
      }
      for (const std::string& file : values) item.inputs.push_back(studio::photo_file(file));
    }
    item.request = std::move(request);
    item.make = [&command, members, models](const fs::path& below) { run_call(command, members, below, *models); };
  } catch (...) {
    item.problem = sentence_in_hand();
  }
  return item;
}

/// The line that first names each output. Names alone are compared, so that every shard can afford to look at all
/// lines.
std::map<std::string, std::int64_t> first_writers(const studio::Manifest& manifest, const LineCommand& command) {
  std::map<std::string, std::int64_t> first;
  for (const studio::ManifestLine& line : manifest.lines) {
    try {
      const Json json = Json::parse(line.text);
      for (const std::string& name : command.outputs) {
        if (const Json* output = json.find(name)) first.emplace(checked_output(name, output->string()), line.number);
      }
    } catch (const Error&) {
      // it will be said when its turn comes
    }
  }
  return first;
}

void refuse_doubles(studio::CatalogueItem& item, const std::map<std::string, std::int64_t>& first,
                    const LineCommand& command) {
  for (const std::string& name : command.outputs) {
    const Json* output = item.request.is_object() ? item.request.find(name) : nullptr;
    if (!output || !item.problem.empty()) continue;
    const std::int64_t other = first.at(output->string());
    if (other != item.line) {
      item.problem = fmt::format("{} is the output of line {} too; name two files", output->string(), other);
    }
  }
}

Report report_of(const studio::CatalogueSummary& summary, const Shard& shard, const fs::path& results) {
  Report report;
  Json::Array failed;
  for (const auto& [line, problem] : summary.failed) {
    report.text += fmt::format("failed line {}: {}\n", line, problem);
    failed.push_back(Json::Object{{"line", line}, {"problem", problem}});
  }
  report.text += fmt::format("shard {} of {}{}: {} made, {} kept, {} failed; `toile report {}` gathers all shards\n",
                             shard.index, shard.count, shard.source.empty() ? "" : " (from " + shard.source + ")",
                             summary.made, summary.kept, summary.failed.size(), results.string());
  report.json = Json::Object{{"shard", shard.index},
                             {"shards", shard.count},
                             {"made", summary.made},
                             {"kept", summary.kept},
                             {"failed", std::move(failed)}};
  report.failed = !summary.failed.empty();
  return report;
}

}  // namespace

Report run_lines(const LineCommand& command, const Batch& batch, const Command& app, const Shared& shared) {
  const Option output = app.option("--output");
  if (app.option(command.subject).is_given()) {
    throw Error(ErrorKind::usage, "either " + command.subject + " or a manifest, not both");
  }
  if (!output.is_given()) {
    throw Error(ErrorKind::usage, "with a manifest -o is needed too: the folder for the results");
  }
  const fs::path results = output.words().front();
  const Shard shard = batch.shard.empty() ? shard_of_engine().value_or(Shard{}) : shard_named(batch.shard);
  Members for_all = given_to(app);
  resolve(for_all, command, fs::current_path());
  const studio::Manifest manifest = studio::read_lines(batch.manifest);
  auto models = std::make_shared<studio::OpenModels>();
  const auto writers = first_writers(manifest, command);
  const auto [first, last] = shard.part_of(manifest.lines.size());
  std::vector<studio::CatalogueItem> items;
  for (std::size_t i = first; i < last; ++i) {
    items.push_back(item_of(manifest.lines[i], for_all, command, manifest.folder, models));
    refuse_doubles(items.back(), writers, command);
  }
  std::string options;
  for (const auto& [name, values] : for_all) options += fmt::format("{}={}\n", name, fmt::join(values, ","));
  studio::CatalogueOptions how = batch.options;
  how.threads = shared.threads;
  use_row_threads(1);  // each line has a thread; rows of one picture needn't be shared among several
  const studio::Catalogue catalogue{
      .command = command.name,
      .manifest = batch.manifest,
      .digest = manifest.digest + ":" + studio::sha256(command.name + "\n" + options).substr(0, 16),
      .lines = manifest.lines_in_all,
      .shard = shard,
      .items = std::move(items)};
  return report_of(studio::run_catalogue(catalogue, results, how, shared.progress), shard, results);
}

void add_batch_options(Command app, Batch& batch) {
  app.add_option("--shard", batch.shard,
                 "Only part i of n of a manifest: 3/8 (default: that of Slurm's array or Kubernetes' index)");
  app.add_flag("--changed", batch.options.changed, "Go on in the same folder with a manifest that has changed");
  app.add_option("--patience", batch.options.patience, "Seconds to wait for a results' folder that has gone away")
      .capture_default_str();
}

void add_line_command(Program& program, const LineCommand& command) {
  auto batch = std::make_shared<Batch>();
  auto models = std::make_shared<studio::OpenModels>();
  auto app = std::make_shared<Command>();
  auto run_one = std::make_shared<std::function<Report()>>();
  *app = add_command(program, command.name, command.description, [=, &program] {
    if (!batch->manifest.empty()) return run_lines(command, *batch, *app, program.shared);
    if (!batch->shard.empty()) throw Error(ErrorKind::usage, "--shard is a part of a manifest: --manifest names one");
    if (!app->option(command.subject).is_given()) {
      throw Error(ErrorKind::usage, command.subject + " is required, or --manifest");
    }
    return (*run_one)();
  });
  *run_one = [models, run = command.options(*app, *models)] { return run(); };
  app->option(command.subject).required(false);
  app->add_option("--manifest", batch->manifest,
                  "A line of JSON for each call, its options by their names; -o is the folder for the results");
  app->add_flag("--again", batch->options.again, "Make also what the results' folder has already");
  add_batch_options(*app, *batch);
}

}  // namespace toile::cli
