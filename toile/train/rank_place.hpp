#pragma once
/// Which of several processes that train together this one is, and where it meets the others: read from the environment
/// that torchrun, Slurm, OpenMPI and Kubernetes give to what they start.

#include <functional>
#include <optional>
#include <string>

namespace toile::train {

struct RankPlace {
  int rank = 0;                ///< 0 .. size - 1; the first one writes
  int size = 1;                ///< 1: nobody else
  std::string address = {};    ///< where rank 0 can be reached
  int port = 29500;            ///< on which the ranks meet
  bool agent = false;          ///< the meeting point is torchrun's own, not rank 0
  std::string meeting = {};    ///< tells this start of the ranks from earlier ones at the same meeting point
  std::string interface = {};  ///< network interface that the ranks talk through; empty: the one that leads to rank 0
  double patience = 50;        ///< seconds after which a rank that is not heard of is given up
};

/// Values of environment variables by name.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// This process's own environment.
Environment process_environment();

/// RANK and WORLD_SIZE go before a launcher's own variables; nothing of either kind: one rank. A job script, which
/// Slurm gives a task's number too, is alone; its `srun` steps are not. Throws `Error{usage}` that names the variable
/// which is missing or makes no sense.
RankPlace rank_place(const Environment& environment);

/// The first name of a list as Slurm writes it: "n1" of "n[1-3,7],m2", "gpu007" of "gpu[007-012]".
std::string first_host(const std::string& list);

}  // namespace toile::train
