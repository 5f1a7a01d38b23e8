#include "toile/studio/results.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/studio/sha256.hpp"

namespace toile::studio {
namespace fs = std::filesystem;

namespace {

bool is_whole_picture(const std::string& bytes, const std::string& name) {
  try {
    image::decode(bytes, name);
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// One line more. It begins with a line end, because the last one may have been cut short by a crash; a whole line is
/// one write wherever the disk lets it be, so that lines of two processes don't mix.
bool append(const fs::path& file, const std::string& line) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return false;
  const std::string text = "\n" + line + "\n";
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t more = ::write(descriptor, text.data() + written, text.size() - written);
    if (more < 0 && errno != EINTR) break;
    written += more > 0 ? static_cast<std::size_t>(more) : 0;
  }
  const int reason = errno;
  ::close(descriptor);
  errno = reason;
  return written == text.size();
}

}  // namespace

Results::Results(const fs::path& folder) : folder_(folder) {
  std::error_code problem;
  if (!fs::is_regular_file(file(), problem)) return;
  const std::string text = read_file(file());
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    try {
      const Json line = Json::parse(std::string_view(text).substr(start, end - start));
      known_.emplace(line.at("file").string(), line.at("sha256").string(), line.at("made_of").dump());
    } catch (const Error&) {
      // an empty line, or one that a crash cut short: its result never came
    }
    start = end + 1;
  }
}

Results::There Results::there(const std::string& name, const Json& made_of) const {
  std::error_code problem;
  const fs::path path = folder_ / name;
  const fs::file_status status = fs::status(path, problem);
  if (!fs::exists(status)) return There::nothing;
  if (!fs::is_regular_file(status)) return There::foreign;
  if (fs::file_size(path, problem) == 0) return There::nothing;
  const std::string bytes = read_file(path);
  const std::string hash = sha256(bytes), wanted = made_of.dump();
  const std::scoped_lock hold(mutex_);
  if (known_.contains({name, hash, wanted})) return There::the_same;
  bool by_name = false;
  for (auto it = known_.lower_bound({name, "", ""}); it != known_.end() && std::get<0>(*it) == name; ++it) {
    if (std::get<1>(*it) == hash) return There::another;
    by_name = true;
  }
  return by_name && !is_whole_picture(bytes, name) ? There::damaged : There::foreign;
}

void Results::write(const std::string& name, const std::string& bytes, const Json& made_of) {
  const std::string hash = sha256(bytes);
  const std::string line = Json(Json::Object{{"file", name}, {"sha256", hash}, {"made_of", made_of}}).dump();
  AtomicFile result(folder_ / name);
  result.write(bytes);
  {
    const std::scoped_lock hold(mutex_);
    const auto [known, is_new] = known_.emplace(name, hash, made_of.dump());
    if (is_new && !append(file(), line)) {
      const int reason = errno;
      known_.erase(known);
      throw Error(ErrorKind::cannot_write, "can't write " + file().string() + ": " + std::strerror(reason));
    }
  }
  result.commit();
}

}  // namespace toile::studio
