#include "apps/server/metrics.hpp"

#include <fmt/core.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

namespace toile::server {
namespace {

std::uint64_t resident_bytes() {
  std::uint64_t all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::string head(const char* name, const char* type, const char* help) {
  return fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

}  // namespace

void Metrics::count(const std::string& method, const std::string& route, int status, double seconds) {
  const std::scoped_lock hold(mutex_);
  Route& one = routes_[{method, route}];
  ++one.answers[status];
  one.seconds += seconds;
}

std::string Metrics::text(const Jobs& jobs) const {
  std::string requests = head("toile_requests_total", "counter", "Requests answered.");
  std::string seconds = head("toile_request_seconds_total", "counter", "Seconds from a request's head to its answer.");
  {
    const std::scoped_lock hold(mutex_);
    for (const auto& [name, route] : routes_) {
      const std::string labels = fmt::format("method=\"{}\",route=\"{}\"", name.first, name.second);
      for (const auto& [status, count] : route.answers) {
        requests += fmt::format("toile_requests_total{{{},status=\"{}\"}} {}\n", labels, status, count);
      }
      seconds += fmt::format("toile_request_seconds_total{{{}}} {:.6f}\n", labels, route.seconds);
    }
  }
  std::string queued = head("toile_jobs_queued", "gauge", "Jobs that wait for their lane.");
  std::string running = head("toile_jobs_running", "gauge", "Jobs at work.");
  std::string ended = head("toile_jobs_ended_total", "counter", "Jobs that are done, failed or cancelled.");
  for (const Jobs::LaneView& lane : jobs.lanes()) {
    queued += fmt::format("toile_jobs_queued{{lane=\"{}\"}} {}\n", lane.name, lane.queued);
    running += fmt::format("toile_jobs_running{{lane=\"{}\"}} {}\n", lane.name, lane.running);
    ended += fmt::format("toile_jobs_ended_total{{lane=\"{}\"}} {}\n", lane.name, lane.ended);
  }
  return requests + seconds + queued + running + ended +
         head("process_resident_memory_bytes", "gauge", "Memory in use.") +
         fmt::format("process_resident_memory_bytes {}\n", resident_bytes()) +
         head("process_cpu_seconds_total", "counter", "Processor time.") +
         fmt::format("process_cpu_seconds_total {:.2f}\n", processor_seconds());
}

}  // namespace toile::server
