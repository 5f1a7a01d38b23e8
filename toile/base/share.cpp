#include "toile/base/share.hpp"

#include <cstdlib>

#include "toile/base/shared_library.hpp"

namespace toile {

namespace fs = std::filesystem;

std::vector<fs::path> share_folders(const std::string& name, const char* variable) {
  std::vector<fs::path> candidates;
  if (const char* chosen = std::getenv(variable)) candidates.emplace_back(chosen);
  if (const fs::path own = user_folder(name); !own.empty()) candidates.push_back(own);
  const fs::path libraries = library_folder();  // lib/toile where Toile is installed, build/release where it isn't
  if (!libraries.empty()) candidates.push_back(libraries / ".." / ".." / "share" / "toile" / name);
  candidates.emplace_back(name);
  if (!libraries.empty()) candidates.push_back(libraries / ".." / ".." / name);

  std::error_code problem;
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
