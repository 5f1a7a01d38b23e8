#include "apps/server/sheets.hpp"

#include "toile/base/files.hpp"
#include "toile/base/form.hpp"
#include "toile/studio/data_folder.hpp"

namespace toile::server {
namespace fs = std::filesystem;

fs::path sheets_folder(const fs::path& data) {
  const fs::path folder = data / "sheets";
  make_output_folder(folder);
  studio::sweep_folder(folder, [](const fs::path& file) {
    static const Form form("sheet-[0-9a-f]{32}\\.(png|tif|jpg|gif|zip|pdf|psd|svg|ora|pat|ase|aco|gpl|css)");
    return is_unfinished(file) || form.fits(file.filename().string());
  });
  return folder;
}

std::string sheet_name(const std::string& id, const std::string& suffix) {
  return "sheet-" + id + "." + suffix;
}

}  // namespace toile::server
