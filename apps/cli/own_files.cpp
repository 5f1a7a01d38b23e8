#include "apps/cli/own_files.hpp"

#include "toile/base/error.hpp"

namespace toile::cli {
namespace fs = std::filesystem;

bool is_taken(const fs::path& file) {
  std::error_code problem;
  if (!fs::exists(file, problem)) return false;
  return !fs::is_regular_file(file, problem) || fs::file_size(file, problem) > 0;
}

void refuse_taken(const fs::path& file, const std::string& why) {
  throw Error(ErrorKind::cannot_write,
              file.string() + " is there and " + why + "; move it away, or name another file or folder by -o");
}

void refuse_foreign(const fs::path& file, const std::string& what,
                    const std::function<bool(const fs::path&)>& is_ours) {
  if (!is_taken(file)) return;
  bool ours = false;
  try {
    ours = fs::is_regular_file(file) && is_ours(file);
  } catch (const Error&) {
    // it can't be read as one of ours
  }
  if (!ours) refuse_taken(file, what);
}

}  // namespace toile::cli
