#include "toile/studio/catalogue.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/sentence.hpp"
#include "toile/base/try_again.hpp"
#include "toile/studio/ledger.hpp"
#include "toile/studio/sha256.hpp"

namespace toile::studio {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kMostDeaths = 3;
constexpr int kMostAttempts = 5;
constexpr std::chrono::milliseconds kLook{250};

double seconds_of(Clock::duration time) {
  return std::chrono::duration<double>(time).count();
}

double now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// Tells a worker from all others, also from one of the same shard that was thought dead.
std::string name_of_worker(const Shard& shard) {
  return fmt::format("{}of{}.{}.{}.{:.0f}", shard.index, shard.count, machine_name(), getpid(), 1000 * now());
}

class Worker {
 public:
  Worker(const Catalogue& catalogue, const fs::path& results, const CatalogueOptions& options)
      : catalogue_(catalogue),
        results_(results),
        options_(options),
        name_(name_of_worker(catalogue.shard)),
        staging_(lines_folder(results) / fmt::format("{}of{}", catalogue.shard.index, catalogue.shard.count)),
        ledger_(results, name_, head()) {
    std::error_code problem;
    fs::remove_all(staging_, problem);  // what an earlier worker of this shard was making when it was killed
  }
  ~Worker() {
    std::error_code problem;
    fs::remove(staging_, problem);
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  CatalogueSummary go(const OnProgress& progress) {
    std::vector<const CatalogueItem*> all, suspects;
    for (const CatalogueItem& item : catalogue_.items) {
      (item.problem.empty() && ledger_.unfinished(key_or_none(item)) > 0 ? suspects : all).push_back(&item);
    }
    std::size_t before = 0;
    const auto work_on = [&](const std::vector<const CatalogueItem*>& items, int threads) {
      const auto go_on = [&](std::size_t done) {
        return progress({.what = catalogue_.command,
                         .done = static_cast<std::int64_t>(before + done),
                         .total = static_cast<std::int64_t>(catalogue_.items.size())});
      };
      if (!for_each_index(
              items.size(), threads, [&](std::size_t i) { answer(*items[i]); }, go_on)) {
        throw Error(ErrorKind::cancelled, "stopped; what is finished is kept, and the same call goes on from there");
      }
      before += items.size();
    };
    work_on(all, options_.threads);
    work_on(suspects, 1);
    std::sort(summary_.failed.begin(), summary_.failed.end(),
              [](const auto& a, const auto& b) { return a.line < b.line; });
    return summary_;
  }

 private:
  enum class State { made, kept };

  Json head() const {
    std::error_code problem;
    return Json::Object{{"worker", name_},
                        {"command", catalogue_.command},
                        {"manifest", fs::absolute(catalogue_.manifest, problem).string()},
                        {"digest", catalogue_.digest},
                        {"lines", catalogue_.lines},
                        {"shard", catalogue_.shard.index},
                        {"shards", catalogue_.shard.count},
                        {"machine", machine_name()},
                        {"started", now()},
                        {"again", options_.again},
                        {"changed", options_.changed}};
  }

  /// What the item's result is called by: what is asked for and the content of what is read.
  std::string key_of(const CatalogueItem& item) {
    Json::Array contents;
    for (const fs::path& input : item.inputs) contents.emplace_back(content_of(input));
    return sha256(
        Json(Json::Object{{"command", catalogue_.command}, {"request", item.request}, {"inputs", std::move(contents)}})
            .dump());
  }
  std::string key_or_none(const CatalogueItem& item) {
    try {
      return key_of(item);
    } catch (const Error&) {
      return {};  // it will be said when its turn comes
    }
  }

  std::string content_of(const fs::path& file) {
    {
      const std::scoped_lock hold(mutex_);
      if (const auto known = contents_.find(file); known != contents_.end()) return known->second;
    }
    std::string hash = sha256(read_file(file));
    const std::scoped_lock hold(mutex_);
    return contents_[file] = std::move(hash);
  }

  bool is_there() const {
    std::error_code problem;
    return ledger_.is_there() && fs::exists(catalogue_.manifest, problem);
  }

  void wait_until_back() const {
    const auto gone = Clock::now();
    while (!is_there()) {
      if (seconds_of(Clock::now() - gone) > options_.patience) {
        throw TryAgain(fmt::format("the folder {} has been gone for {:g} s; the same call goes on where it stopped",
                                   results_.string(), options_.patience));
      }
      std::this_thread::sleep_for(kLook);
    }
  }

  void answer(const CatalogueItem& item) {
    const auto start = Clock::now();
    Json entry = Json::Object{{"line", item.line}};
    std::string problem = item.problem;
    if (problem.empty()) problem = tried(item, entry);
    if (!problem.empty()) {
      entry.set("state", "failed");
      entry.set("problem", problem);
      entry.set("reason", without_names(problem, item));
    }
    entry.set("seconds", seconds_of(Clock::now() - start));
    entry.set("at", now());
    while (!ledger_.end(entry)) {
      if (is_there()) throw Error(ErrorKind::cannot_write, "can't write into " + lines_folder(results_).string());
      wait_until_back();
    }
    const std::scoped_lock hold(mutex_);
    if (!problem.empty()) {
      summary_.failed.push_back({item.line, problem});
    } else {
      ++(entry.at("state").string() == "made" ? summary_.made : summary_.kept);
    }
  }

  /// Makes the item; answers why not, or nothing. A folder that goes away is waited for, and what fails at a disk is
  /// tried once more.
  std::string tried(const CatalogueItem& item, Json& entry) {
    for (int attempt = 1;; ++attempt) {
      std::string problem;
      bool at_disk = false;
      try {
        const std::string key = key_of(item);
        entry.set("of", key);
        entry.set("state", once(item, key) == State::made ? "made" : "kept");
        return {};
      } catch (const TryAgain&) {
        throw;
      } catch (const Error& error) {
        problem = error.what();
        at_disk = error.kind() == ErrorKind::not_found || error.kind() == ErrorKind::cannot_write;
      } catch (...) {
        problem = sentence_in_hand();
      }
      const bool gone = !is_there();
      if (gone) wait_until_back();
      if (attempt == kMostAttempts || (!gone && !(at_disk && attempt == 1))) return problem;
    }
  }

  State once(const CatalogueItem& item, const std::string& key) {
    if (!options_.again && is_finished(key)) return State::kept;
    if (const int deaths = ledger_.unfinished(key); deaths >= kMostDeaths && !options_.again) {
      throw Error(
          ErrorKind::bad_file,
          fmt::format("the program ended {} times while it worked on this; --again tries it once more", deaths));
    }
    ledger_.begin(item.line, key);
    const fs::path folder = staging_ / fmt::format("{}.{}.{}", machine_name(), getpid(), item.line);
    make_folders_below(results_, folder);
    try {
      item.make(folder);
      place(item, key, folder);
    } catch (...) {
      std::error_code problem;
      fs::remove_all(folder, problem);
      throw;
    }
    fs::remove_all(folder);
    return State::made;
  }

  bool is_finished(const std::string& key) const {
    const MadeFiles files = ledger_.files_of(key);
    return !files.empty() && std::all_of(files.begin(), files.end(), [&](const auto& file) {
      std::error_code problem;
      const fs::path path = results_ / file.first;
      return fs::is_regular_file(path, problem) && sha256(read_file(path)) == file.second;
    });
  }

  /// Gives what was made its place, unless something lies there that no worker wrote.
  void place(const CatalogueItem& item, const std::string& key, const fs::path& folder) {
    MadeFiles files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      const std::string name = entry.path().lexically_relative(folder).string();
      if (!options_.again) refuse_foreign(results_ / name, name);
      files.emplace_back(name, sha256(read_file(entry.path())));
    }
    if (files.empty()) throw Error(ErrorKind::cannot_write, "nothing was made");
    std::sort(files.begin(), files.end());
    ledger_.files(item.line, key, files);
    for (const auto& [name, hash] : files) {
      make_folders_below(results_, (results_ / name).parent_path());
      fs::rename(folder / name, results_ / name);
    }
  }

  void refuse_foreign(const fs::path& target, const std::string& name) const {
    std::error_code problem;
    if (!fs::exists(fs::symlink_status(target, problem))) return;
    const bool file = fs::is_regular_file(target, problem);
    if (file && (fs::file_size(target, problem) == 0 || ledger_.knows(name, sha256(read_file(target))))) return;
    throw Error(ErrorKind::cannot_write,
                target.string() +
                    " is there, and not as a worker wrote it; move it away, name another output, or "
                    "replace it by --again");
  }

  /// The problem without the names of this item's files, so that alike problems are counted together.
  std::string without_names(std::string problem, const CatalogueItem& item) const {
    const auto replace_all = [&](const std::string& name, const char* by) {
      for (std::size_t at = 0; !name.empty() && (at = problem.find(name, at)) != std::string::npos;) {
        problem.replace(at, name.size(), by);
      }
    };
    for (const fs::path& input : item.inputs) replace_all(input.string(), "FILE");
    for (const char* member : {"output", "cut_out"}) {
      const Json* name = item.request.is_object() ? item.request.find(member) : nullptr;
      if (name) {
        replace_all((results_ / name->string()).string(), "OUTPUT");
        replace_all(name->string(), "OUTPUT");
      }
    }
    return problem;
  }

  const Catalogue& catalogue_;
  fs::path results_;
  CatalogueOptions options_;
  std::string name_;
  fs::path staging_;
  Ledger ledger_;
  std::mutex mutex_;
  std::map<fs::path, std::string> contents_;
  CatalogueSummary summary_;
};

void check_manifest(const Catalogue& catalogue, const fs::path& results, bool changed) {
  if (changed) return;
  const std::string known = digest_that_counts(heads_of(results));
  if (known.empty() || known == catalogue.digest) return;
  throw Error(ErrorKind::usage, results.string() + " holds results of another manifest, or of other options, than " +
                                    catalogue.manifest.string() +
                                    "; choose another folder, or take what has changed by --changed");
}

}  // namespace

void make_folders_below(const fs::path& root, const fs::path& folder) {
  fs::path path = root;
  for (const fs::path& part : folder.lexically_relative(root)) {
    if (part != ".") fs::create_directory(path /= part);
  }
}

CatalogueSummary run_catalogue(const Catalogue& catalogue, const fs::path& results, const CatalogueOptions& options,
                               const OnProgress& progress) {
  make_output_folder(results);
  check_manifest(catalogue, results, options.changed);
  return Worker(catalogue, results, options).go(progress);
}

}  // namespace toile::studio
