#include "toile/models/import_unet.hpp"

#include "toile/base/error.hpp"
#include "toile/base/share.hpp"
#include "toile/models/networks.hpp"

namespace toile::models {

std::filesystem::path imported_file(const std::string& name) {
  const std::filesystem::path folder = user_folder("models");
  if (folder.empty()) throw Error(ErrorKind::usage, "there is no home folder for the weights; name a file by -o");
  return folder / (name + ".safetensors");
}

void import_unet(const std::vector<NamedArray>& arrays, const std::filesystem::path& source,
                 const std::filesystem::path& output) {
  networks().import_unet(arrays, source, output);
}

}  // namespace toile::models
