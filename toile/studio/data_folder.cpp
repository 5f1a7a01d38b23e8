#include "toile/studio/data_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/form.hpp"
#include "toile/studio/database.hpp"
#include "toile/studio/sha256.hpp"

namespace toile::studio {
namespace fs = std::filesystem;

namespace {

constexpr off_t kReserveBytes = 512 << 10;  ///< a few pages of the write-ahead log and of the database

constexpr const char* kMark = "toile-gallery.txt";
constexpr const char* kMarkText =
    "This folder is a gallery of Toile, which adds, replaces and removes files in it.\n"
    "Keep your own files elsewhere.\n";

bool is_marked(const fs::path& folder) {
  const fs::path mark = folder / kMark;
  std::error_code problem;
  return fs::is_regular_file(mark, problem) && read_file(mark) == kMarkText;
}

/// A name in the folder that isn't ours; empty when there is none. A new disk has its lost+found.
std::string first_foreign_name(const fs::path& folder) {
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem)) {
    if (!is_unfinished(entry.path()) && entry.path().filename() != "lost+found") return entry.path().filename();
  }
  if (problem) {
    throw Error(ErrorKind::cannot_write, "can't read the data folder " + folder.string() + ": " + problem.message() +
                                             "; choose another by --data");
  }
  return {};
}

/// Whether it was made by a version that set no mark. Reads only.
bool has_our_tables(const fs::path& folder) {
  try {
    Database database = Database::to_read(folder / "gallery.db");
    Statement(database, "SELECT id, kind, created, favourite, parent, note FROM item LIMIT 0").run();
    Statement(database, "SELECT item, role, name FROM file LIMIT 0").run();
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

void claim_folder(const fs::path& folder) {
  std::error_code problem;
  const bool is_new = !fs::exists(folder, problem);
  make_output_folder(folder);
  if (is_new) fs::permissions(folder, fs::perms::owner_all, problem);  // photos are their owner's business
  if (is_marked(folder)) return;
  const std::string foreign = first_foreign_name(folder);
  if (!foreign.empty() && !has_our_tables(folder)) {
    throw Error(ErrorKind::usage, "the data folder " + folder.string() + " holds other things (" + foreign +
                                      ") and is no gallery of Toile; choose an empty or a new folder by --data");
  }
  write_file(folder / kMark, kMarkText);
}

bool holds_something(const fs::path& folder) {
  std::error_code problem;
  return fs::is_directory(folder, problem) && !fs::is_empty(folder, problem);
}

bool is_content_name(const std::string& name) {
  static const Form form("[0-9a-f]{64}\\.(png|jpg|picture|icc)");
  return form.fits(name);
}

bool is_called_by_content(const fs::path& file) {
  if (!is_content_name(file.filename())) return false;
  try {
    return sha256(read_file(file)) == file.stem();
  } catch (const Error&) {
    return false;  // what can't be read isn't known to be ours
  }
}

bool is_half_written(const fs::path& file) {
  static const Form earlier("\\.[0-9a-f]{64}\\.(png|jpg|picture)\\.[0-9]+\\.[0-9]+\\.part");
  return is_unfinished(file) || earlier.fits(file.filename().string());
}

void sweep_folder(const fs::path& folder, const std::function<bool(const fs::path&)>& is_ours) {
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem)) {
    if (fs::is_regular_file(entry.symlink_status(problem)) && is_ours(entry.path())) fs::remove(entry.path(), problem);
  }
}

FolderLock::FolderLock(const fs::path& folder) {
  descriptor_ = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) {
    throw Error(ErrorKind::cannot_write,
                "can't write into the data folder " + folder.string() + "; choose another by --data");
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(descriptor_);
  throw Error(ErrorKind::cannot_write, "another studio has the data folder " + folder.string() +
                                           " open; close that one, or choose another folder by --data");
}

FolderLock::~FolderLock() {
  ::close(descriptor_);
}

void Reserve::refill() const {
  const int descriptor = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return;
  const bool there = ::posix_fallocate(descriptor, 0, kReserveBytes) == 0;
  ::close(descriptor);
  if (!there) give_up();
}

void Reserve::give_up() const {
  std::error_code ignored;
  fs::remove(file_, ignored);
}

void flush_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace toile::studio
