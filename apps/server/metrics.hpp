#pragma once
/// What a studio does, in the text form that Prometheus reads.

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "apps/server/jobs.hpp"

namespace toile::server {

/// Safe from several threads.
class Metrics {
 public:
  /// A request was answered; `route` is the path with its {words}, so that there are few of them.
  void count(const std::string& method, const std::string& route, int status, double seconds);

  /// Requests by route and status and their seconds, jobs by lane, this process's memory and processor time.
  std::string text(const Jobs& jobs) const;

 private:
  struct Route {
    std::map<int, std::uint64_t> answers;  ///< by status
    double seconds = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Route> routes_;
};

}  // namespace toile::server
