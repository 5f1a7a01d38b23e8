#include "toile/studio/dress_batch.hpp"

#include <fmt/core.h>

#include <atomic>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <tuple>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/file.hpp"

namespace toile::studio {
namespace {

namespace fs = std::filesystem;

/// A photo that several jobs share: read by the first that needs it, forgotten after the last.
struct SharedCloth {
  std::once_flag once;
  std::optional<render::Cloth> cloth;
  std::exception_ptr problem;
  std::atomic<int> waiting = 0;
};

auto key_of(const DressRequest& r) {
  return std::tuple(r.photo, r.mask, r.model, r.garment, r.garment_cm);
}

const render::Cloth& cloth_in(SharedCloth& shared, const DressRequest& request, OpenModels& models) {
  std::call_once(shared.once, [&] {
    try {
      shared.cloth = cloth_for(request, models);
    } catch (...) {
      shared.problem = std::current_exception();
    }
  });
  if (shared.problem) std::rethrow_exception(shared.problem);
  return *shared.cloth;
}

DressOutcome dress_one(const DressJob& job, SharedCloth& shared, OpenModels& models) {
  try {
    job.request.check();
    image::check_picture_suffix(job.output);
    const Pattern pattern = pattern_for(job.request, models);
    const render::Cloth& cloth = cloth_in(shared, job.request, models);
    image::write(job.output, render::paint(cloth, pattern, job.request.placement));
    return {.state = DressState::made, .problem = {}, .notes = cloth.notes};
  } catch (const Error& problem) {
    return {.state = DressState::failed, .problem = problem.what(), .notes = {}};
  }
}

std::string stem_of(const std::string& name) {
  return name.starts_with("wardrobe:") ? name.substr(name.find(':') + 1) : fs::path(name).stem().string();
}

}  // namespace

std::vector<DressJob> jobs_for(const std::vector<std::string>& photos, const std::vector<fs::path>& patterns,
                               const std::vector<std::string>& categories, const DressRequest& like,
                               const fs::path& folder) {
  std::vector<DressJob> jobs;
  std::map<std::string, int> used;
  const auto add = [&](DressRequest request, const std::string& photo, const std::string& pattern) {
    request.photo = photo;
    std::string name = stem_of(photo) + "_" + pattern;
    const int before = used[name]++;
    if (before > 0) name += fmt::format("_{}", before + 1);
    name += ".jpg";
    jobs.push_back({.name = name, .request = std::move(request), .output = folder / name, .problem = {}});
  };
  for (const std::string& photo : photos) {
    for (const fs::path& pattern : patterns) {
      DressRequest request = like;
      request.pattern = pattern;
      request.category.clear();
      add(std::move(request), photo, pattern.stem().string());
    }
    for (const std::string& category : categories) {
      DressRequest request = like;
      request.pattern.clear();
      request.category = category;
      add(std::move(request), photo, fmt::format("{}_{}", category, like.seed));
    }
  }
  return jobs;
}

std::vector<DressOutcome> dress_all(const std::vector<DressJob>& jobs, int threads, bool again,
                                    const OnProgress& progress) {
  OpenModels models;
  std::map<decltype(key_of(DressRequest{})), SharedCloth> cloths;
  std::vector<DressOutcome> outcomes(jobs.size());
  const auto wanted = [&](const DressJob& job) { return job.problem.empty() && (again || !fs::exists(job.output)); };
  std::vector<std::size_t> to_do;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!jobs[i].problem.empty()) {
      outcomes[i] = {.state = DressState::failed, .problem = jobs[i].problem, .notes = {}};
    } else if (!wanted(jobs[i])) {
      outcomes[i].state = DressState::kept;
    } else {
      ++cloths[key_of(jobs[i].request)].waiting;
      to_do.push_back(i);
    }
  }
  const auto work = [&](std::size_t n) {
    const std::size_t i = to_do[n];
    SharedCloth& shared = cloths.find(key_of(jobs[i].request))->second;
    outcomes[i] = dress_one(jobs[i], shared, models);
    if (--shared.waiting == 0) shared.cloth.reset();
  };
  const auto go_on = [&](std::size_t done) {
    return progress(
        {.what = "dressed", .done = static_cast<std::int64_t>(done), .total = static_cast<std::int64_t>(to_do.size())});
  };
  if (!for_each_index(to_do.size(), threads, work, go_on)) {
    throw Error(ErrorKind::cancelled, "stopped; what is finished is kept, and the same call goes on from there");
  }
  return outcomes;
}

}  // namespace toile::studio
