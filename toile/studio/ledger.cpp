#include "toile/studio/ledger.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"

namespace toile::studio {
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Every whole line of a worker's file.
void for_each_line(const fs::path& file, const std::function<bool(const Json&)>& see) {
  const std::string text = read_file(file, 16ULL << 30);
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    bool go_on = true;
    try {
      if (end > start) go_on = see(Json::parse(std::string_view(text).substr(start, end - start)));
    } catch (const Error&) {
      // cut short by a crash
    }
    if (!go_on) return;
    start = end + 1;
  }
}

}  // namespace

fs::path lines_folder(const fs::path& results) {
  return results / ".toile-lines";
}

void for_each_entry(const fs::path& results, const std::function<void(const Json&, const Json&)>& see) {
  for (const fs::path& file : files_in(lines_folder(results))) {
    Json head;
    for_each_line(file, [&](const Json& line) {
      if (head.is_object()) {
        see(head, line);
      } else {
        head = line;
      }
      return true;
    });
  }
}

std::vector<Json> heads_of(const fs::path& results) {
  std::vector<Json> heads;
  for (const fs::path& file : files_in(lines_folder(results))) {
    for_each_line(file, [&](const Json& line) {
      if (line.find("digest")) heads.push_back(line);
      return false;
    });
  }
  std::stable_sort(heads.begin(), heads.end(),
                   [](const Json& a, const Json& b) { return a.at("started").number() < b.at("started").number(); });
  return heads;
}

std::string digest_that_counts(const std::vector<Json>& heads) {
  if (heads.empty()) return {};
  std::string digest = heads.front().at("digest").string();
  for (const Json& head : heads) {
    if (head.at("changed").boolean()) digest = head.at("digest").string();
  }
  return digest;
}

Ledger::Ledger(const fs::path& results, const std::string& name, const Json& head)
    : file_(lines_folder(results) / (name + ".jsonl")) {
  make_output_folder(lines_folder(results));
  std::map<std::pair<std::string, std::int64_t>, std::string> open;  // by worker and line
  for_each_entry(results, [&](const Json& worker, const Json& entry) {
    const std::pair key(worker.at("worker").string(), entry.at("line").integer());
    if (const Json* begun = entry.find("begun")) open[key] = begun->string();
    if (entry.find("state")) open.erase(key);
    const Json* files = entry.find("files");
    if (!files) return;
    MadeFiles made;
    for (const Json& file : files->array()) {
      made.emplace_back(file.array().at(0).string(), file.array().at(1).string());
      known_.insert(made.back());
    }
    made_[entry.at("of").string()] = std::move(made);
  });
  for (const auto& [key, of] : open) ++unfinished_[of];
  write_file(file_, head.dump() + "\n");
}

MadeFiles Ledger::files_of(const std::string& of) const {
  const std::scoped_lock hold(mutex_);
  const auto found = made_.find(of);
  return found == made_.end() ? MadeFiles{} : found->second;
}

bool Ledger::knows(const std::string& name, const std::string& hash) const {
  const std::scoped_lock hold(mutex_);
  return known_.contains({name, hash});
}

int Ledger::unfinished(const std::string& of) const {
  const std::scoped_lock hold(mutex_);
  const auto found = unfinished_.find(of);
  return found == unfinished_.end() ? 0 : found->second;
}

bool Ledger::is_there() const {
  std::error_code problem;
  return fs::is_regular_file(file_, problem);
}

/// The file is opened each time, and never made anew: a folder that went away and came back has it, and one that lies
/// where a share was mounted has not.
bool Ledger::append(const Json& entry, bool flush) const {
  const std::scoped_lock hold(mutex_);
  const int descriptor = ::open(file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor < 0) return false;
  const std::string text = "\n" + entry.dump() + "\n";  // the line before may have been cut short
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t more = ::write(descriptor, text.data() + written, text.size() - written);
    if (more < 0 && errno != EINTR) break;
    written += more > 0 ? static_cast<std::size_t>(more) : 0;
  }
  bool whole = written == text.size();
  if (whole && flush) whole = ::fdatasync(descriptor) == 0;
  const int reason = errno;
  whole = ::close(descriptor) == 0 && whole;
  errno = reason;
  return whole;
}

void Ledger::begin(std::int64_t line, const std::string& of) {
  if (append(Json::Object{{"line", line}, {"begun", of}}, false)) return;
  throw Error(ErrorKind::cannot_write, "can't write " + file_.string() + ": " + std::strerror(errno));
}

void Ledger::files(std::int64_t line, const std::string& of, const MadeFiles& made) {
  Json::Array list;
  for (const auto& [name, hash] : made) list.push_back(Json::Array{name, hash});
  if (!append(Json::Object{{"line", line}, {"of", of}, {"files", std::move(list)}}, true)) {
    throw Error(ErrorKind::cannot_write, "can't write " + file_.string() + ": " + std::strerror(errno));
  }
  const std::scoped_lock hold(mutex_);
  known_.insert(made.begin(), made.end());
  made_[of] = made;
}

bool Ledger::end(const Json& entry) {
  return append(entry, false);
}

}  // namespace toile::studio
