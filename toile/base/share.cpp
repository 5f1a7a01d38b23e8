#include "toile/base/share.hpp"

#include <cstdlib>

namespace toile {

namespace fs = std::filesystem;

std::vector<fs::path> share_folders(const std::string& name, const char* variable) {
  std::vector<fs::path> candidates;
  if (const char* chosen = std::getenv(variable)) candidates.emplace_back(chosen);
  if (const fs::path own = user_folder(name); !own.empty()) candidates.push_back(own);
  std::error_code problem;
  const fs::path program = fs::read_symlink("/proc/self/exe", problem).parent_path();
  if (!program.empty()) candidates.push_back(program / ".." / "share" / "toile" / name);
  candidates.emplace_back(name);
  if (!program.empty()) candidates.push_back(program / ".." / ".." / name);  // build/release/toile

  std::vector<fs::path> folders;
  for (const fs::path& candidate : candidates) {
    if (fs::is_directory(candidate, problem)) folders.push_back(candidate.lexically_normal());
  }
  return folders;
}

fs::path user_folder(const std::string& name) {
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data && fs::path(data).is_absolute()) return fs::path(data) / "toile" / name;  // others must be ignored
  const char* home = std::getenv("HOME");
  return home && *home ? fs::path(home) / ".local" / "share" / "toile" / name : fs::path();
}

}  // namespace toile
