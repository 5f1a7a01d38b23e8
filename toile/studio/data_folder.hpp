#pragma once
/// The gallery's folder as the file system sees it: held by one process, flushed, with a little room kept free.

#include <filesystem>
#include <functional>
#include <string>

namespace toile::studio {

/// Makes the folder, for its owner alone, or makes sure that it is ours: empty, marked by us, or a gallery of a version
/// that set no mark, known by its tables. From then on it is marked. Throws `Error{usage}` when it is somebody's own.
void claim_folder(const std::filesystem::path& folder);

/// Whether it is a folder with something in it.
bool holds_something(const std::filesystem::path& folder);

/// Whether the gallery could have given this name: the SHA-256 of a content and a picture's suffix.
bool is_content_name(const std::string& name);
/// Whether it has such a name, and the content is still what it says.
bool is_called_by_content(const std::filesystem::path& file);
/// What a killed process was writing, under the name of today or of earlier versions.
bool is_half_written(const std::filesystem::path& file);

/// Removes the files (no links, no folders) right in `folder` that `is_ours` knows.
void sweep_folder(const std::filesystem::path& folder,
                  const std::function<bool(const std::filesystem::path&)>& is_ours);

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
