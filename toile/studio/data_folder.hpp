#pragma once
/// The gallery's folder as the file system sees it: held by one process, flushed, with a little room kept free.

#include <filesystem>

namespace toile::studio {

/// Held as long as the gallery is open; the kernel lets go of it when the process dies. Throws `Error{cannot_write}`
/// when another process holds it.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

/// Room on the disk that is given up when there is no other: deleting writes before it frees anything.
class Reserve {
 public:
  explicit Reserve(const std::filesystem::path& folder) : file_(folder / "reserve") { refill(); }
  /// Takes the room again, where the disk has it.
  void refill() const;
  void give_up() const;

 private:
  std::filesystem::path file_;
};

/// A renamed file survives a power cut only when its folder is flushed too.
void flush_folder(const std::filesystem::path& folder);

}  // namespace toile::studio
