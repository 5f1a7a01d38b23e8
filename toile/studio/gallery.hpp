#pragma once
/// What a person made and brought: patterns, photos, masks and looks, kept in one folder.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "toile/base/json.hpp"

namespace toile::studio {

/// One thing in the gallery.
struct Item {
  std::string id;            ///< 32 hex digits, 128 bits from the kernel: nobody guesses it
  std::string kind;          ///< pattern, photo, mask, look, motif, scan, profile or collection
  std::int64_t created = 0;  ///< milliseconds since 1970
  bool favourite = false;
  std::string parent;                        ///< the photo of a mask; it goes when its parent goes
  Json note;                                 ///< how it was made
  std::map<std::string, std::string> files;  ///< role ("tile", "photo", ...) -> name in the folder
  std::int64_t trashed = 0;                  ///< milliseconds since 1970 when it was thrown away; 0: it wasn't
};

/// A file that comes with a new item.
struct NewFile {
  std::string role;
  std::string suffix;  ///< ".png"
  std::string bytes;
};

struct NewItem {
  std::string kind;
  std::string parent = {};
  Json note = Json::Object{};
  std::vector<NewFile> files = {};
};

/// What a person may change of an item.
struct Change {
  std::optional<bool> favourite = {};
  std::optional<std::string> title = {};  ///< its name, kept in the note; empty: none
  std::optional<bool> trashed = {};
  std::optional<Json> members = {};  ///< of a collection: {role, pattern} of each
};

constexpr int kTrashDays = 30;  ///< what was thrown away can be taken back for so long

/// SQLite (write-ahead log) for what is known, and files named by their content (SHA-256) for the pictures. A file is
/// flushed before the row that names it is committed, so whatever `add` has answered survives a crash at any moment;
/// what a crash left without a row is swept away at the next start; nothing else in the folder is ever touched. Safe
/// from several threads; one process at a time.
class Gallery {
 public:
  /// Makes the folder when there is none, for its owner alone. Throws `Error{usage}` when it holds other things and is
  /// no gallery, `Error{cannot_write}` when it can't be written or another studio has it open, and `Error{bad_file}`
  /// when it is damaged or of a newer version.
  static Gallery open(const std::filesystem::path& folder);
  Gallery(Gallery&&) noexcept;
  ~Gallery();

  Item add(const NewItem& item);
  /// Throws `Error{not_found}`; so do the others for an unknown id.
  Item get(const std::string& id) const;
  /// All of a kind (empty: of every kind) that are not in the trash, newest first.
  std::vector<Item> list(const std::string& kind = {}) const;
  /// What is in the trash, thrown away last first. Older than kTrashDays, it goes for good when the gallery is opened
  /// or something is thrown away.
  std::vector<Item> trash() const;
  /// The latest item of a kind that has this very file, in the trash or not.
  std::optional<Item> holding(const std::string& kind, const NewFile& file) const;
  Item change(const std::string& id, const Change& change);
  /// The item, its children, and files that nobody else uses: from the disk and from the database's free pages too.
  void remove(const std::string& id);
  std::string read(const Item& item, const std::string& role) const;

  const std::filesystem::path& folder() const;

 private:
  struct Store;
  explicit Gallery(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

/// 128 random bits from the kernel as 32 hex digits.
std::string new_id();

/// The gallery of somebody who names no folder: $XDG_DATA_HOME/toile/studio. Throws `Error{usage}` without a home.
std::filesystem::path default_gallery_folder();

}  // namespace toile::studio
