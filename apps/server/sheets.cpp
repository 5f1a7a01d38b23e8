#include "apps/server/sheets.hpp"

#include <regex>

#include "toile/base/files.hpp"
#include "toile/studio/data_folder.hpp"

namespace toile::server {
namespace fs = std::filesystem;

fs::path sheets_folder(const fs::path& data) {
  const fs::path folder = data / "sheets";
  make_output_folder(folder);
  studio::sweep_folder(folder, [](const fs::path& file) {
    static const std::regex form("sheet-[0-9a-f]{32}\\.(png|tif|jpg|gif|zip|pdf|psd|svg|ora|pat|ase|aco|gpl|css)");
    return is_unfinished(file) || std::regex_match(file.filename().string(), form);
  });
  return folder;
}

std::string sheet_name(const std::string& id, const std::string& suffix) {
  return "sheet-" + id + "." + suffix;
}

}  // namespace toile::server
