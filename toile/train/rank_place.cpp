#include "toile/train/rank_place.hpp"

#include <charconv>
#include <cstdlib>

#include "toile/base/error.hpp"

namespace toile::train {
namespace {

constexpr int kMostRanks = 1024;
constexpr int kFirstPort = 20000, kPorts = 20000;  ///< of a Slurm job, by its number

class Variables {
 public:
  explicit Variables(const Environment& environment) : environment_(environment) {}

  bool has(const std::string& name) const { return environment_(name).has_value(); }
  std::string text(const std::string& name) const { return environment_(name).value_or(""); }

  std::string needed(const std::string& name, const std::string& because) const {
    const std::string value = text(name);
    if (value.empty()) throw Error(ErrorKind::usage, because + ", but " + name + " isn't set");
    return value;
  }

  int number(const std::string& name, int low, int high) const {
    const std::string value = text(name);
    int number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc() || end != value.data() + value.size() || number < low || number > high) {
      throw Error(ErrorKind::usage, name + " is " + (value.empty() ? "missing" : value) + "; it must be from " +
                                        std::to_string(low) + " to " + std::to_string(high));
    }
    return number;
  }

 private:
  const Environment& environment_;
};

/// Rank and size by two variables.
RankPlace counted(const Variables& variables, const std::string& rank, const std::string& size) {
  RankPlace place;
  place.size = variables.number(size, 1, kMostRanks);
  place.rank = variables.number(rank, 0, place.size - 1);
  return place;
}

void meet_at_master(const Variables& variables, RankPlace& place) {
  if (place.size == 1) return;
  if (place.address.empty()) {
    place.address = variables.needed(
        "MASTER_ADDR", "there are " + std::to_string(place.size) + " ranks, which meet at the address of rank 0");
  }
  if (variables.has("MASTER_PORT")) place.port = variables.number("MASTER_PORT", 1, 65535);
}

RankPlace of_slurm(const Variables& variables) {
  RankPlace place = counted(variables, "SLURM_PROCID", "SLURM_NTASKS");
  place.address = variables.text("MASTER_ADDR");
  if (place.address.empty()) {
    const bool step = variables.has("SLURM_STEP_NODELIST");
    place.address = first_host(variables.text(step ? "SLURM_STEP_NODELIST" : "SLURM_JOB_NODELIST"));
  }
  if (variables.has("SLURM_JOB_ID")) {
    place.port = kFirstPort + variables.number("SLURM_JOB_ID", 0, 0x7fffffff) % kPorts;
  }
  return place;
}

}  // namespace

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (!value) return std::nullopt;
    return value;
  };
}

RankPlace rank_place(const Environment& environment) {
  const Variables variables(environment);
  RankPlace place;
  if (variables.has("RANK")) {
    place = counted(variables, "RANK", "WORLD_SIZE");
    place.agent = variables.text("TORCHELASTIC_USE_AGENT_STORE") == "True";
    place.meeting = variables.text("TORCHELASTIC_RESTART_COUNT");
  } else if (variables.has("JOB_COMPLETION_INDEX")) {
    if (!variables.has("WORLD_SIZE") && variables.text("JOB_COMPLETION_INDEX") == "0") return place;
    variables.needed("WORLD_SIZE", "JOB_COMPLETION_INDEX tells that this is one of several ranks");
    place = counted(variables, "JOB_COMPLETION_INDEX", "WORLD_SIZE");
  } else if (variables.has("WORLD_SIZE")) {
    variables.needed("RANK", "WORLD_SIZE tells that this is one of several ranks");
  } else if (variables.has("SLURM_PROCID") && variables.has("SLURM_STEP_ID")) {
    place = of_slurm(variables);
  } else if (variables.has("OMPI_COMM_WORLD_RANK")) {
    place = counted(variables, "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE");
    const bool one_machine = variables.text("OMPI_COMM_WORLD_LOCAL_SIZE") == variables.text("OMPI_COMM_WORLD_SIZE");
    if (one_machine && !variables.has("MASTER_ADDR")) place.address = "127.0.0.1";
  }
  meet_at_master(variables, place);
  place.interface = variables.text("GLOO_SOCKET_IFNAME");
  return place;
}

std::string first_host(const std::string& list) {
  const auto bracket = list.find('['), comma = list.find(',');
  if (bracket == std::string::npos || comma < bracket) return list.substr(0, comma);
  const auto close = list.find(']', bracket);
  const auto end = list.find_first_of("-,]", bracket);
  std::string name = list.substr(0, bracket) + list.substr(bracket + 1, end - bracket - 1);
  if (close == std::string::npos) return name;
  const auto next = list.find(',', close);
  return name + list.substr(close + 1, next == std::string::npos ? next : next - close - 1);
}

}  // namespace toile::train
