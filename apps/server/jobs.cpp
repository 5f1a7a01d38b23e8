#include "apps/server/jobs.hpp"

#include <algorithm>
#include <chrono>

#include "toile/base/error.hpp"
#include "toile/studio/gallery.hpp"

namespace toile::server {
namespace {

constexpr std::size_t kLongestQueue = 16;
constexpr std::size_t kKeptJobs = 64;  ///< of those that have ended
constexpr std::int64_t kKeptMilliseconds = 15 * 60'000;
constexpr std::size_t kRememberedJobs = 4096;
constexpr std::chrono::milliseconds kGlance{100};  ///< between two looks whether all rests

const char* name_of(JobState state) {
  constexpr const char* kNames[] = {"queued", "running", "done", "failed", "cancelled"};
  return kNames[static_cast<std::size_t>(state)];
}

std::int64_t now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Json JobView::to_json() const {
  Json json = Json::Object{{"id", id},     {"state", name_of(state)}, {"done", done}, {"total", total},
                           {"what", what}, {"result", result}};
  if (!error.empty()) {
    json.set("error", error);
    json.set("status", status);
  }
  if (!file.path.empty()) json.set("file", "/api/jobs/" + id + "/file");
  return json;
}

bool JobHand::report(const Progress& progress) const {
  bool go_on = true;
  jobs_->change(id_, [&](Jobs::Job& job) {
    job.view.done = progress.done;
    job.view.total = progress.total;
    job.view.what = progress.what;
    go_on = !job.cancel;
  });
  return go_on;
}

void JobHand::set_result(Json result) const {
  jobs_->change(id_, [&](Jobs::Job& job) { job.view.result = std::move(result); });
}

void JobHand::set_file(JobFile file) const {
  jobs_->change(id_, [&](Jobs::Job& job) { job.view.file = std::move(file); });
}

Jobs::Jobs(std::function<Failure()> failure_of) : failure_of_(std::move(failure_of)) {
  for (const Lane lane : {Lane::quick, Lane::photo, Lane::heavy}) {
    // a photo is half the time at work that one core does: a second hand uses the other
    const int hands = lane == Lane::photo ? 2 : 1;
    for (int i = 0; i < hands; ++i) queue(lane).workers.emplace_back([this, lane] { serve(lane); });
  }
}

Jobs::~Jobs() {
  close();
  {
    const std::scoped_lock hold(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (Queue& one : queues_) {
    for (std::jthread& worker : one.workers) worker.join();
  }
  for (const auto& [id, job] : jobs_) {
    std::error_code ignored;
    if (!job.view.file.path.empty()) std::filesystem::remove(job.view.file.path, ignored);
  }
}

std::string Jobs::start(Lane lane, const std::string& what, Work work) {
  const std::scoped_lock hold(mutex_);
  expire();
  if (closed_ || queue(lane).ids.size() >= kLongestQueue) return {};
  Job job;
  job.view.id = studio::new_id();
  job.view.what = what;
  job.lane = lane;
  job.work = std::move(work);
  const std::string id = job.view.id;
  jobs_.emplace(id, std::move(job));
  queue(lane).ids.push_back(id);
  changed_.notify_all();
  return id;
}

void Jobs::serve(Lane lane) {
  Queue& own = queue(lane);
  for (;;) {
    std::string id;
    {
      std::unique_lock hold(mutex_);
      changed_.wait(hold, [&] { return stopping_ || !own.ids.empty(); });
      if (stopping_) return;
      id = own.ids.front();
      own.ids.pop_front();
      Job& job = jobs_.at(id);
      job.view.state = JobState::running;
      ++own.running;
      ++job.view.version;
    }
    changed_.notify_all();
    run(id);
  }
}

void Jobs::run(const std::string& id) {
  const JobHand hand(*this, id);
  Work work;
  change(id, [&](Job& job) { work = std::move(job.work); });
  try {
    work(hand);
    change(id, [&](Job& job) { end(job, JobState::done); });
  } catch (...) {
    const Failure failure = failure_of_();
    change(id, [&](Job& job) {
      if (!job.cancel) {
        job.view.error = failure.sentence;
        job.view.status = failure.status;
      }
      end(job, job.cancel ? JobState::cancelled : JobState::failed);
    });
  }
}

void Jobs::change(const std::string& id, const std::function<void(Job&)>& how) {
  {
    const std::scoped_lock hold(mutex_);
    const auto job = jobs_.find(id);
    if (job == jobs_.end()) return;
    how(job->second);
    ++job->second.view.version;
  }
  changed_.notify_all();
}

void Jobs::end(Job& job, JobState state) {
  Queue& own = queue(job.lane);
  if (job.view.state == JobState::running) --own.running;
  ++own.ended;
  job.view.state = state;
  job.work = nullptr;
  job.ended_at = now();
  ended_.push_back(job.view.id);
}

void Jobs::expire() {
  while (!ended_.empty() &&
         (ended_.size() > kKeptJobs || jobs_.at(ended_.front()).ended_at + kKeptMilliseconds < now())) {
    const Job& job = jobs_.at(ended_.front());
    std::error_code ignored;
    if (!job.view.file.path.empty()) std::filesystem::remove(job.view.file.path, ignored);
    expired_.push_back(job.view.id);
    if (expired_.size() > kRememberedJobs) expired_.pop_front();
    jobs_.erase(ended_.front());
    ended_.pop_front();
  }
}

bool Jobs::expired(const std::string& id) const {
  const std::scoped_lock hold(mutex_);
  return std::find(expired_.begin(), expired_.end(), id) != expired_.end();
}

std::optional<JobView> Jobs::view(const std::string& id) const {
  return wait_until(id, 0, [](const JobView&) { return true; });
}

std::optional<JobView> Jobs::wait(const std::string& id, std::uint64_t version, double seconds) const {
  return wait_until(id, seconds, [&](const JobView& job) { return job.version > version || job.ended(); });
}

std::optional<JobView> Jobs::wait_for_end(const std::string& id, double seconds) const {
  return wait_until(id, seconds, [](const JobView& job) { return job.ended(); });
}

std::optional<JobView> Jobs::wait_until(const std::string& id, double seconds,
                                        const std::function<bool(const JobView&)>& enough) const {
  std::unique_lock hold(mutex_);
  std::optional<JobView> last;
  changed_.wait_for(hold, std::chrono::duration<double>(seconds), [&] {
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) return true;  // `last` is how it ended, if it was there
    last = found->second.view;
    return closed_ || enough(*last);
  });
  return last;
}

void Jobs::cancel(const std::string& id) {
  change(id, [&](Job& job) {
    if (job.view.ended()) return;
    job.cancel = true;  // one at work stops when it next reports
    if (job.view.state != JobState::queued) return;
    std::erase(queue(job.lane).ids, id);
    end(job, JobState::cancelled);
  });
}

void Jobs::close() {
  {
    const std::scoped_lock hold(mutex_);
    closed_ = true;
    for (auto& [id, job] : jobs_) {
      if (job.view.ended()) continue;
      job.cancel = true;
      if (job.view.state == JobState::queued) end(job, JobState::cancelled);
    }
    for (Queue& one : queues_) one.ids.clear();
  }
  changed_.notify_all();
}

bool Jobs::wait_for_rest(std::chrono::milliseconds rest, const std::stop_token& stop) const {
  using Clock = std::chrono::steady_clock;
  const auto at_work = [](const Queue& one) { return one.running > 0 || !one.ids.empty(); };
  std::unique_lock hold(mutex_);
  for (Clock::time_point since = Clock::now(); !closed_ && !stop.stop_requested();) {
    changed_.wait_for(hold, kGlance);
    if (std::any_of(queues_.begin(), queues_.end(), at_work)) since = Clock::now();
    if (Clock::now() - since >= rest) return true;
  }
  return false;
}

std::array<Jobs::LaneView, 3> Jobs::lanes() const {
  const std::scoped_lock hold(mutex_);
  const auto view = [&](Lane lane, const char* name) {
    const Queue& one = queues_[static_cast<std::size_t>(lane)];
    return LaneView{name, one.ids.size(), one.running, one.ended};
  };
  return {view(Lane::quick, "quick"), view(Lane::photo, "photo"), view(Lane::heavy, "heavy")};
}

}  // namespace toile::server
