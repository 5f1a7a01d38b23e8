#include "toile/base/outputs.hpp"

#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <algorithm>
#include <cctype>

#include "toile/base/error.hpp"

namespace toile {
namespace fs = std::filesystem;

namespace {

constexpr int kMostLinks = 16;

/// Sticks from cameras and shares of Windows and Macintosh machines, on which A.png is a.png.
bool minds_no_case(const fs::path& folder) {
  struct statfs disk {};
  if (::statfs(folder.c_str(), &disk) != 0) return false;
  constexpr unsigned kExfat = 0x2011bab0, kNtfs3 = 0x7366746e, kFuseBlock = 0x65735546, kHfs = 0x482b;
  for (const unsigned kind : {unsigned{MSDOS_SUPER_MAGIC}, unsigned{CIFS_SUPER_MAGIC}, unsigned{SMB2_SUPER_MAGIC},
                              unsigned{SMB_SUPER_MAGIC}, kExfat, kNtfs3, kFuseBlock, kHfs}) {
    if (static_cast<unsigned>(disk.f_type) == kind) return true;
  }
  return false;
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

}  // namespace

Outputs::Identity Outputs::identity_of(const fs::path& file) {
  fs::path path = file;
  std::error_code problem;
  struct stat info {};
  for (int links = 0; ::stat(path.c_str(), &info) != 0; ++links) {
    if (links == kMostLinks || !fs::is_symlink(path, problem)) {  // not there yet
      std::string name = path.filename().string();
      const fs::path folder = folder_of(path);
      if (::stat(folder.c_str(), &info) != 0) return {0, 0, fs::weakly_canonical(path, problem).string()};
      if (minds_no_case(folder))
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      return {info.st_dev, info.st_ino, name};
    }
    path = folder_of(path) / fs::read_symlink(path, problem);
  }
  return {info.st_dev, info.st_ino, ""};
}

void Outputs::reads(const fs::path& file) {
  std::error_code problem;
  if (!file.empty() && fs::exists(file, problem)) read_.emplace(identity_of(file), file);
}

std::string Outputs::problem_of(const fs::path& file) const {
  const Identity identity = identity_of(file);
  if (const auto input = read_.find(identity); input != read_.end()) {
    const std::string which = input->second == file ? "" : ", as " + input->second.string();
    return "the output " + file.string() + " is read too" + which + "; name another file";
  }
  if (const auto other = written_.find(identity); other != written_.end()) {
    const std::string which = other->second == file ? "" : ", as " + other->second.string();
    return "the output " + file.string() + " is written twice" + which + "; name two files";
  }
  return {};
}

void Outputs::writes(const fs::path& file) {
  if (file.empty()) return;
  if (const std::string problem = problem_of(file); !problem.empty()) throw Error(ErrorKind::usage, problem);
  written_.emplace(identity_of(file), file);
}

}  // namespace toile
