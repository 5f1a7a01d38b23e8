#include "toile/studio/dress_batch.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <tuple>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/sentence.hpp"
#include "toile/image/file.hpp"
#include "toile/studio/results.hpp"
#include "toile/studio/sha256.hpp"

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

/// The folders that a batch writes into, each with its results, and what files it reads are called by their content.
class Folders {
 public:
  Results& of(const fs::path& output) {
    const fs::path folder = output.has_parent_path() ? output.parent_path() : fs::path(".");
    const std::scoped_lock hold(mutex_);
    return results_.try_emplace(folder, folder).first->second;
  }

  /// What a result is made of: names don't count, contents do.
  Json made_of(const DressRequest& r) {
    Json made = Json::Object{{"photo", content_of(photo_file(r.photo))}, {"garment_cm", r.garment_cm}};
    if (r.worn.empty()) add(made, {r.garment, r.pattern, r.category, r.seed, r.placement});
    Json::Array worn;
    for (const Worn& one : r.worn) add(worn.emplace_back(), one);
    if (!worn.empty()) made.set("worn", std::move(worn));
    if (!r.mask.empty()) made.set("mask", content_of(r.mask));
    if (!r.model.empty()) made.set("model", r.model.string());
    return made;
  }

 private:
  void add(Json& made, const Worn& worn) {
    made.set("garment", models::name_of(worn.garment));
    made.set("scale", worn.placement.scale);
    made.set("tile_cm", worn.placement.tile_cm);
    made.set("angle", worn.placement.angle);
    made.set("shift", Json::Array{worn.placement.shift_x, worn.placement.shift_y});
    if (!worn.pattern.empty()) made.set("pattern", content_of(worn.pattern));
    if (worn.pattern.empty()) made.set("category", worn.category + " " + std::to_string(worn.seed));
  }

  std::string content_of(const fs::path& file) {
    {
      const std::scoped_lock hold(mutex_);
      if (const auto known = contents_.find(file); known != contents_.end()) return known->second;
    }
    const std::string hash = sha256(read_file(file));
    const std::scoped_lock hold(mutex_);
    return contents_[file] = hash;
  }

  std::mutex mutex_;
  std::map<fs::path, Results> results_;
  std::map<fs::path, std::string> contents_;
};

DressOutcome dress_one(const DressJob& job, bool again, SharedCloth& shared, OpenModels& models, Folders& folders) {
  using There = Results::There;
  DressOutcome outcome;
  if (!job.note.empty()) outcome.notes.push_back(job.note);
  try {
    job.request.check();
    image::check_picture_suffix(job.output);
    const std::string name = job.output.filename().string();
    Results& results = folders.of(job.output);
    const Json made_of = folders.made_of(job.request);
    const There there = results.there(name, made_of);
    if (there == There::the_same && !again) {
      outcome.state = DressState::kept;
      return outcome;
    }
    if (there == There::foreign && !again) {
      throw Error(ErrorKind::cannot_write, job.output.string() +
                                               " is there, and not as a batch wrote it; move it away, name another "
                                               "output, or replace it by --again");
    }
    if (there == There::another) outcome.notes.push_back("replaces what was made there by another request");
    if (there == There::damaged) outcome.notes.push_back("replaces an earlier result, which was damaged");
    Image dressed;
    if (job.request.worn.empty()) {
      const Pattern pattern = pattern_for(job.request, models);
      const render::Cloth& cloth = cloth_in(shared, job.request, models);
      dressed = render::paint(cloth, pattern, job.request.placement);
      outcome.notes.insert(outcome.notes.end(), cloth.notes.begin(), cloth.notes.end());
    } else {
      dressed = dress_worn(job.request, models, outcome.notes);
    }
    results.write(name, image::encode(job.output.string(), dressed), made_of);
  } catch (...) {
    outcome = {.state = DressState::failed, .problem = sentence_in_hand(), .notes = {}};
  }
  return outcome;
}

std::string stem_of(const std::string& name) {
  return name.starts_with("wardrobe:") ? name.substr(name.find(':') + 1) : fs::path(name).stem().string();
}

/// "a" and "A" are one file on some disks.
std::string small_letters(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

/// Names for results in one folder, each of them free or held by the finished result of the same request.
class Names {
 public:
  explicit Names(const fs::path& folder) : folder_(folder) {}

  void reads(const DressRequest& request) { remember_inputs(request, outputs_); }

  DressJob job(DressRequest request, const std::string& stem) {
    std::string note;
    for (int number = 1;; ++number) {
      const std::string name = file_name(stem, number > 1 ? fmt::format("_{}.jpg", number) : ".jpg");
      const fs::path output = folder_ / name;
      if (given_.contains(small_letters(name)) || !outputs_.problem_of(output).empty()) continue;
      if (is_taken(output, request)) {
        note = name + " is there already and something else, so this has a number";
        continue;
      }
      given_.insert(small_letters(name));
      return {.name = name, .request = std::move(request), .output = output, .problem = {}, .note = note};
    }
  }

 private:
  bool is_taken(const fs::path& output, const DressRequest& request) {
    std::error_code problem;
    if (!fs::exists(output, problem)) return false;
    try {
      const auto there = contents_.of(output).there(output.filename().string(), contents_.made_of(request));
      return there == Results::There::another || there == Results::There::foreign;
    } catch (const Error&) {
      return false;  // whatever it is will be said when the job fails
    }
  }

  fs::path folder_;
  Outputs outputs_;
  std::set<std::string> given_;
  Folders contents_;
};

}  // namespace

std::vector<DressJob> jobs_for(const std::vector<std::string>& photos, const std::vector<fs::path>& patterns,
                               const std::vector<std::string>& categories, const DressRequest& like,
                               const fs::path& folder) {
  Names names(folder);
  DressRequest all = like;
  for (const std::string& photo : photos) {
    all.photo = photo;
    names.reads(all);
  }
  for (const fs::path& pattern : patterns) {
    all.pattern = pattern;
    names.reads(all);
  }
  std::vector<DressJob> jobs;
  const auto add = [&](const std::string& photo, const fs::path& pattern, const std::string& category,
                       const std::string& what) {
    DressRequest request = like;
    request.photo = photo;
    request.pattern = pattern;
    request.category = category;
    jobs.push_back(names.job(std::move(request), stem_of(photo) + "_" + what));
  };
  for (const std::string& photo : photos) {
    for (const fs::path& pattern : patterns) add(photo, pattern, {}, pattern.stem().string());
    for (const std::string& category : categories) {
      add(photo, {}, category, fmt::format("{}_{}", category, like.seed));
    }
  }
  return jobs;
}

std::vector<DressOutcome> dress_all(const std::vector<DressJob>& jobs, int threads, bool again,
                                    const OnProgress& progress) {
  OpenModels models;
  Folders folders;
  std::map<decltype(key_of(DressRequest{})), SharedCloth> cloths;
  std::vector<DressOutcome> outcomes(jobs.size());
  std::vector<std::size_t> to_do;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!jobs[i].problem.empty()) {
      outcomes[i] = {.state = DressState::failed, .problem = jobs[i].problem, .notes = {}};
    } else {
      ++cloths[key_of(jobs[i].request)].waiting;
      to_do.push_back(i);
    }
  }
  const auto work = [&](std::size_t n) {
    const std::size_t i = to_do[n];
    SharedCloth& shared = cloths.find(key_of(jobs[i].request))->second;
    outcomes[i] = dress_one(jobs[i], again, shared, models, folders);
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
