#include "toile/models/find_weights.hpp"

#include <map>

#include "toile/base/error.hpp"
#include "toile/base/share.hpp"

namespace toile::models {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSuffix = ".safetensors";

std::vector<fs::path> folders() {
  return share_folders("models", "TOILE_MODELS");
}

}  // namespace

fs::path find_weights(const std::string& name, const fs::path& chosen) {
  if (!chosen.empty()) {
    if (fs::is_regular_file(chosen)) return chosen;
    for (const fs::path& folder : folders()) {
      const fs::path file = folder / (chosen.string() + kSuffix);
      if (fs::is_regular_file(file)) return file;
    }
    throw Error(ErrorKind::not_found, "there is no weights file " + chosen.string() +
                                          " and there are no weights of that name; toile models lists what there is, "
                                          "toile models import adds the published Unet_2020-10-30");
  }
  std::string looked;
  for (const fs::path& folder : folders()) {
    const fs::path file = folder / (name + kSuffix);
    if (fs::is_regular_file(file)) return file;
    looked += (looked.empty() ? "" : ", ") + folder.string();
  }
  throw Error(ErrorKind::not_found, "there are no weights " + name + kSuffix + " in " +
                                        (looked.empty() ? "any models folder" : looked) +
                                        "; set TOILE_MODELS to the folder that has them, or name a file by --model");
}

std::vector<std::pair<std::string, fs::path>> all_weights() {
  std::map<std::string, fs::path> found;
  for (const fs::path& folder : folders()) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != kSuffix) continue;
      found.emplace(entry.path().lexically_relative(folder).replace_extension().string(), entry.path());
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace toile::models
