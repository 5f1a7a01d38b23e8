#pragma once
/// What the engine that started this process says of it: Slurm or Kubernetes.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace toile {

/// The value of an environment variable; empty when it isn't set.
using Environment = std::function<std::string(const char* name)>;
/// That of this process.
std::string environment_of_process(const char* name);

/// One part of a list that several processes share out.
struct Shard {
  std::int64_t index = 1;  ///< from 1 to `count`
  std::int64_t count = 1;
  std::string source = {};  ///< who said so, where it wasn't the caller: "Slurm's array"

  /// First place and one past the last of this shard in a list: parts are next to each other and differ by one at most.
  std::pair<std::size_t, std::size_t> part_of(std::size_t length) const;
};

/// "3/8": the third of eight. Throws `Error{usage}`.
Shard shard_named(const std::string& words);

/// The part that a task of a Slurm array or of a Kubernetes Indexed Job has; nothing elsewhere. Kubernetes doesn't tell
/// how many there are: TOILE_SHARDS has to. Throws `Error{usage}` when the array's numbers don't say which part it is.
std::optional<Shard> shard_of_engine(const Environment& environment = environment_of_process);

/// What the engine calls this machine (SLURMD_NODENAME, NODE_NAME), else the host's name.
std::string machine_name(const Environment& environment = environment_of_process);

/// `text` as a whole number from `low` to `high`. Throws `Error{usage}` naming `what`.
std::int64_t whole_number(const std::string& what, const std::string& text, std::int64_t low, std::int64_t high);

}  // namespace toile
