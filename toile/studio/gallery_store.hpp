#pragma once
/// The gallery's tables and files, for gallery.cpp alone. Whoever calls holds `mutex`.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "toile/studio/data_folder.hpp"
#include "toile/studio/database.hpp"
#include "toile/studio/gallery.hpp"

namespace toile::studio {

/// What every query for items begins with.
constexpr const char* kItemColumns =
    "SELECT id, kind, created, favourite, ifnull(parent, ''), note, ifnull(since, 0) FROM item "
    "LEFT JOIN trash ON trash.item = item.id ";

struct Gallery::Store {
  explicit Store(const std::filesystem::path& where);

  std::filesystem::path files() const { return folder / "files"; }
  Item get(const std::string& id);
  /// What a query of `kItemColumns` finds.
  std::vector<Item> items(Statement& found);
  /// What has been in the trash for too long.
  std::vector<std::string> expired();
  void change(const std::string& id, const Change& change);
  /// Removes an item for good.
  void remove(const std::string& id);
  /// Does what must succeed on a full disk too: with the room that is kept in reserve.
  void with_reserve(const std::function<void()>& work);

  std::filesystem::path folder;
  FolderLock lock;
  Reserve reserve;
  Database database;
  std::mutex mutex;  ///< between writing a file and naming it nobody may sweep or remove

 private:
  void make_tables();
  void empty_old_trash();
  void sweep();
  bool used(const std::string& name);
  void add_files(Item& item);
  std::set<std::string> forget(const std::string& id);
};

/// Milliseconds since 1970.
std::int64_t milliseconds_now();

}  // namespace toile::studio
