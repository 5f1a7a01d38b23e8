#include "toile/studio/data_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "toile/base/error.hpp"

namespace toile::studio {
namespace fs = std::filesystem;

namespace {

constexpr off_t kReserveBytes = 512 << 10;  ///< a few pages of the write-ahead log and of the database

}  // namespace

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
