#include "toile/base/share.hpp"

#include <cstdlib>

namespace toile {

namespace fs = std::filesystem;

std::vector<fs::path> share_folders(const std::string& name, const char* variable) {
  std::vector<fs::path> candidates;
  if (const char* chosen = std::getenv(variable)) candidates.emplace_back(chosen);
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

}  // namespace toile
