#pragma once
/// Work that takes longer than a request should: three lanes, so that a sheet never blocks a pattern, nor patterns a
/// photo.

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "toile/base/json.hpp"
#include "toile/base/progress.hpp"

namespace toile::server {

enum class Lane { quick, photo, heavy };
enum class JobState { queued, running, done, failed, cancelled };

/// A file that a job made, to be fetched.
struct JobFile {
  std::filesystem::path path;
  std::string type;  ///< MIME
  std::string name;  ///< for the person who saves it
};

/// What is known of a job at a moment.
struct JobView {
  std::string id;
  JobState state = JobState::queued;
  std::int64_t done = 0, total = 0;
  std::string what;
  Json result;        ///< null until there is some
  std::string error;  ///< of a failed job
  int status = 200;   ///< the HTTP status that the error would have had
  JobFile file;       ///< its path is empty when there is none
  std::uint64_t version = 0;

  bool ended() const { return state != JobState::queued && state != JobState::running; }
  Json to_json() const;
};

class Jobs;

/// What the work of a job sees of it.
class JobHand {
 public:
  /// Tells how far it is; answers false when the job was cancelled.
  bool report(const Progress& progress) const;
  void set_result(Json result) const;
  void set_file(JobFile file) const;
  const std::string& id() const { return id_; }

 private:
  friend class Jobs;
  JobHand(Jobs& jobs, std::string id) : jobs_(&jobs), id_(std::move(id)) {}
  Jobs* jobs_;
  std::string id_;
};

/// What a job's failure means to HTTP.
struct Failure {
  int status;
  std::string sentence;
};

class Jobs {
 public:
  /// `failure_of` turns what work throws into a status and a sentence; it is called inside a catch block.
  explicit Jobs(std::function<Failure()> failure_of);
  /// Cancels everything and waits for the work in hand.
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  using Work = std::function<void(const JobHand&)>;
  /// The id of the new job; empty when the lane's queue is full.
  std::string start(Lane lane, const std::string& what, Work work);

  /// Whether it was known once and has since been forgotten.
  bool expired(const std::string& id) const;
  /// Nothing when there is no such job (any more).
  std::optional<JobView> view(const std::string& id) const;
  /// The job as it is once its version is above `version`, it has ended, or `seconds` have passed.
  std::optional<JobView> wait(const std::string& id, std::uint64_t version, double seconds) const;
  /// The same, but only the end counts.
  std::optional<JobView> wait_for_end(const std::string& id, double seconds) const;
  void cancel(const std::string& id);
  /// Cancels everything, wakes whoever waits, and lets nobody wait or start any more.
  void close();

  /// Waits until nothing has been at work, nor waited, for so long; false when all is closed or `stop` says so before.
  bool wait_for_rest(std::chrono::milliseconds rest, const std::stop_token& stop) const;

  struct LaneView {
    const char* name;
    std::size_t queued, running;
    std::uint64_t ended;
  };
  std::array<LaneView, 3> lanes() const;

 private:
  friend class JobHand;
  struct Job {
    JobView view;
    Work work;
    Lane lane = Lane::quick;
    bool cancel = false;
    std::int64_t ended_at = 0;  ///< steady milliseconds
  };
  struct Queue {
    std::deque<std::string> ids;
    std::size_t running = 0;
    std::uint64_t ended = 0;
    std::vector<std::jthread> workers;
  };

  void serve(Lane lane);
  void run(const std::string& id);
  void change(const std::string& id, const std::function<void(Job&)>& how);
  std::optional<JobView> wait_until(const std::string& id, double seconds,
                                    const std::function<bool(const JobView&)>& enough) const;
  void end(Job& job, JobState state);
  void expire();
  Queue& queue(Lane lane) { return queues_[static_cast<std::size_t>(lane)]; }

  const std::function<Failure()> failure_of_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::map<std::string, Job> jobs_;
  std::list<std::string> ended_;     ///< oldest first
  std::deque<std::string> expired_;  ///< the last ones: 410 rather than 404
  bool stopping_ = false;
  bool closed_ = false;
  std::array<Queue, 3> queues_;  ///< by Lane
};

}  // namespace toile::server
