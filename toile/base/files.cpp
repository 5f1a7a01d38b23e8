#include "toile/base/files.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include "toile/base/error.hpp"
#include "toile/base/form.hpp"

namespace toile {
namespace fs = std::filesystem;

namespace {

/// Unique among the threads and processes of a machine, hidden from `ls`, and short whatever `path` is called.
fs::path temporary_name(const fs::path& path) {
  static std::atomic<unsigned> counter = 0;
  return path.parent_path() / (".toile." + std::to_string(getpid()) + "." + std::to_string(counter++) + ".part");
}

/// Where a link leads: who made it wants it kept.
fs::path behind_links(const fs::path& path) {
  std::error_code problem;
  if (!fs::is_symlink(path, problem)) return path;
  const fs::path target = fs::canonical(path, problem);
  return problem ? path : target;
}

/// Opens for reading; a folder is not a file.
int open_to_read(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    throw Error(ErrorKind::not_found, "can't open " + path.string() + ": " + std::strerror(errno));
  }
  return descriptor;
}

/// The size of an open regular file; closes and throws for anything else.
std::uint64_t regular_file_size(int descriptor, const fs::path& path) {
  struct stat info {};
  if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(descriptor);
    throw Error(ErrorKind::bad_file, path.string() + " is not a regular file");
  }
  return static_cast<std::uint64_t>(info.st_size);
}

}  // namespace

AtomicFile::AtomicFile(const fs::path& path) : path_(behind_links(path)) {
  std::error_code problem;
  const fs::file_status there = fs::status(path_, problem);
  if (fs::exists(there) && !fs::is_regular_file(there)) {  // renaming would put a file in the place of /dev/null
    throw Error(ErrorKind::cannot_write, "can't write " + path_.string() + ": it is there and no regular file");
  }
  do {  // a process of the same number may have left one when it was killed
    temporary_ = temporary_name(path_);
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (descriptor_ < 0 && errno == EEXIST);
  if (descriptor_ < 0) fail("write");
}

AtomicFile::~AtomicFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(temporary_.c_str());
}

void AtomicFile::fail(const char* doing) const {
  const int reason = errno;
  throw Error(ErrorKind::cannot_write,
              "can't " + std::string(doing) + " " + path_.string() + ": " + std::strerror(reason));
}

void AtomicFile::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void AtomicFile::commit() {
  while (::fsync(descriptor_) != 0) {
    if (errno != EINTR) fail("flush");
  }
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail("replace");
  ::close(std::exchange(descriptor_, -1));
}

bool is_unfinished(const fs::path& path) {
  static const Form form(R"(\.toile\.[0-9]+\.[0-9]+\.part)");
  return form.fits(path.filename().string());
}

void write_file(const fs::path& path, std::span<const std::byte> bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.commit();
}

void write_file(const fs::path& path, std::string_view text) {
  write_file(path, std::as_bytes(std::span(text)));
}

std::string read_file(const fs::path& path, std::uint64_t limit) {
  const int descriptor = open_to_read(path);
  const std::uint64_t size = regular_file_size(descriptor, path);
  if (size > limit) {
    ::close(descriptor);
    throw Error(ErrorKind::bad_file, path.string() + " has " + std::to_string(size) + " bytes; at most " +
                                         std::to_string(limit) + " are read");
  }
  std::string content(size, '\0');
  std::size_t filled = 0;
  while (filled < content.size()) {
    const ssize_t got = ::read(descriptor, content.data() + filled, content.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  ::close(descriptor);
  content.resize(filled);
  return content;
}

void make_output_folder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem || ::access(folder.c_str(), W_OK | X_OK) != 0 || !fs::is_directory(folder)) {
    const std::string reason = problem ? problem.message() : "no permission, or not a folder";
    throw Error(ErrorKind::cannot_write, "can't write into the folder " + folder.string() + ": " + reason);
  }
}

MappedFile::MappedFile(const fs::path& path) {
  const int descriptor = open_to_read(path);
  size_ = regular_file_size(descriptor, path);
  void* mapped = size_ == 0 ? nullptr : ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, descriptor, 0);
  const int reason = errno;
  ::close(descriptor);
  if (mapped == MAP_FAILED) {
    throw Error(ErrorKind::bad_file, "can't map " + path.string() + ": " + std::strerror(reason));
  }
  data_ = static_cast<const std::byte*>(mapped);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile::~MappedFile() {
  if (data_) ::munmap(const_cast<std::byte*>(data_), size_);
}

}  // namespace toile
