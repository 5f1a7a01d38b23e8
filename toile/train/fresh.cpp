#include "toile/train/fresh.hpp"

#include "toile/base/error.hpp"

namespace toile::train {
namespace fs = std::filesystem;

void check_fresh(const fs::path& folder, std::initializer_list<const char*> names) {
  std::error_code problem;
  if (fs::exists(folder / "checkpoint.safetensors", problem)) {
    throw Error(ErrorKind::usage,
                folder.string() + " already holds a run; go on with it by --resume, or choose another folder");
  }
  for (const char* name : names) {
    if (!fs::exists(fs::symlink_status(folder / name, problem))) continue;
    throw Error(ErrorKind::usage,
                folder.string() + " already holds " + name + ", which this run would replace; choose another folder");
  }
}

}  // namespace toile::train
