#include "toile/data/pack_output.hpp"

#include <fstream>
#include <set>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/base/pack.hpp"
#include "toile/data/own_sheet.hpp"
#include "toile/image/file.hpp"

namespace toile::data {
namespace fs = std::filesystem;

namespace {

bool is_there(const fs::path& file) {
  std::error_code problem;
  return fs::exists(file, problem) && !(fs::is_regular_file(file, problem) && fs::is_empty(file, problem));
}

bool is_pack(const fs::path& file) {
  try {
    const Pack pack(file, "swatches");
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// A damaged pack is one too.
bool starts_as_pack(const fs::path& file) {
  std::string start(7, '\0');
  std::ifstream(file, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
  return start == "TOILEPK";
}

bool is_summary(const fs::path& file) {
  try {
    const Json json = Json::parse(read_file(file));
    return json.find("size") && json.find("swatches") && json.find("categories");
  } catch (const Error&) {
    return false;
  }
}

fs::path sheet_of(const fs::path& contact_folder, const std::string& category) {
  return contact_folder / file_name(category, ".png");
}

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
  throw Error(ErrorKind::cannot_write,
              file.string() + " is there and " + why + "; move it away, or name another pack by -o");
}

}  // namespace

fs::path contact_folder_of(const fs::path& pack) {
  return pack.parent_path() / file_name(pack.stem().string(), ".contact");
}

fs::path summary_file_of(const fs::path& pack) {
  return pack.parent_path() / file_name(pack.stem().string(), ".summary.json");
}

void refuse_foreign_pack(const fs::path& pack) {
  if (is_there(pack) && !starts_as_pack(pack)) refuse(pack, "no pack");
}

void check_pack_output(const fs::path& pack, const SwatchFolder& found) {
  if (fs::is_directory(pack)) {
    throw Error(ErrorKind::cannot_write,
                pack.string() + " is a folder; the pack is a file, such as " + (pack / "swatches.pack").string());
  }
  const fs::path contact = contact_folder_of(pack), summary = summary_file_of(pack);
  Outputs outputs;
  for (const CategoryFiles& category : found.categories) {
    for (const fs::path& file : category.files) outputs.reads(file);
  }
  outputs.writes(pack);
  outputs.writes(summary);
  for (const CategoryFiles& category : found.categories) outputs.writes(sheet_of(contact, category.name));

  refuse_foreign_pack(pack);
  if (is_there(summary) && !is_summary(summary)) refuse(summary, "no summary of a pack");
  const bool earlier = is_pack(pack);  // versions that set no mark wrote it and the sheets beside it
  for (const CategoryFiles& category : found.categories) {
    const fs::path sheet = sheet_of(contact, category.name);
    if (is_there(sheet) && !is_own_sheet(sheet) && !earlier) refuse(sheet, "no contact sheet");
  }
  make_output_folder(pack.has_parent_path() ? pack.parent_path() : fs::path("."));
  const AtomicFile probe(pack);
}

void write_contact_sheets(const PrepareSummary& summary, const std::vector<SwatchSheet>& sheets) {
  make_output_folder(summary.contact_folder);
  std::set<fs::path> written;
  for (std::size_t c = 0; c < sheets.size(); ++c) {
    const PreparedCategory& category = summary.categories[c];
    if (category.swatches == 0) continue;
    const fs::path file = sheet_of(summary.contact_folder, category.name);
    image::write(file, sheets[c].picture(), sheet_mark("contact sheet"));
    written.insert(file);
  }
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(summary.contact_folder, problem)) {
    const bool ours = entry.is_regular_file(problem) && is_own_sheet(entry.path());
    if (ours && !written.contains(entry.path())) fs::remove(entry.path(), problem);
  }
}

}  // namespace toile::data
