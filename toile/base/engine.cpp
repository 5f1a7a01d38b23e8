#include "toile/base/engine.hpp"

#include <unistd.h>

#include <charconv>
#include <cstdlib>

#include "toile/base/error.hpp"

namespace toile {
namespace {

constexpr std::int64_t kMostShards = 1'000'000;

std::optional<Shard> shard_of_slurm(const Environment& environment) {
  const std::string task = environment("SLURM_ARRAY_TASK_ID");
  if (task.empty()) return {};
  const auto number = [&](const char* name) { return whole_number(name, environment(name), 0, kMostShards); };
  const std::int64_t first = number("SLURM_ARRAY_TASK_MIN"), last = number("SLURM_ARRAY_TASK_MAX");
  const std::int64_t count = number("SLURM_ARRAY_TASK_COUNT");
  if (first > 1 || count != last - first + 1) {  // some tasks of a larger array, done again
    throw Error(ErrorKind::usage, "the Slurm array has " + std::to_string(count) + " tasks from " +
                                      std::to_string(first) + " to " + std::to_string(last) +
                                      ", which doesn't say how many parts there are; name this one by --shard, such "
                                      "as --shard $SLURM_ARRAY_TASK_ID/8");
  }
  return Shard{whole_number("SLURM_ARRAY_TASK_ID", task, first, last) - first + 1, count, "Slurm's array"};
}

std::optional<Shard> shard_of_kubernetes(const Environment& environment) {
  const std::string index = environment("JOB_COMPLETION_INDEX");
  if (index.empty()) return {};
  const std::string shards = environment("TOILE_SHARDS");
  if (shards.empty()) {
    throw Error(ErrorKind::usage,
                "Kubernetes says that this is number " + index +
                    " but not of how many; set TOILE_SHARDS to the Job's completions, or name the part by --shard");
  }
  const std::int64_t count = whole_number("TOILE_SHARDS", shards, 1, kMostShards);
  return Shard{whole_number("JOB_COMPLETION_INDEX", index, 0, count - 1) + 1, count, "Kubernetes' index"};
}

}  // namespace

std::string environment_of_process(const char* name) {
  const char* const value = std::getenv(name);
  return value ? value : "";
}

std::pair<std::size_t, std::size_t> Shard::part_of(std::size_t length) const {
  const auto border = [&](std::int64_t part) {
    return length * static_cast<std::size_t>(part) / static_cast<std::size_t>(count);
  };
  return {border(index - 1), border(index)};
}

Shard shard_named(const std::string& words) {
  const auto slash = words.find('/');
  if (slash == std::string::npos) {
    throw Error(ErrorKind::usage, "--shard is " + words + "; it must be a part of how many, such as 3/8");
  }
  const std::int64_t count = whole_number("the number of shards", words.substr(slash + 1), 1, kMostShards);
  return {.index = whole_number("the shard", words.substr(0, slash), 1, count), .count = count};
}

std::optional<Shard> shard_of_engine(const Environment& environment) {
  if (const auto shard = shard_of_slurm(environment)) return shard;
  return shard_of_kubernetes(environment);
}

std::string machine_name(const Environment& environment) {
  for (const char* name : {"SLURMD_NODENAME", "NODE_NAME"}) {
    if (std::string given = environment(name); !given.empty()) return given;
  }
  char host[256] = {};
  return ::gethostname(host, sizeof host - 1) == 0 && host[0] != '\0' ? host : "unknown";
}

std::int64_t whole_number(const std::string& what, const std::string& text, std::int64_t low, std::int64_t high) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec == std::errc() && read.ptr == end && value >= low && value <= high) return value;
  throw Error(ErrorKind::usage, what + " is " + (text.empty() ? "empty" : text) + "; it must be from " +
                                    std::to_string(low) + " to " + std::to_string(high));
}

}  // namespace toile
