#include "toile/studio/gallery.hpp"

#include <sys/random.h>

#include <chrono>
#include <mutex>
#include <set>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/share.hpp"
#include "toile/studio/data_folder.hpp"
#include "toile/studio/database.hpp"
#include "toile/studio/sha256.hpp"

namespace toile::studio {
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kVersion = 1;  ///< of the folder's layout
constexpr const char* kSchema = R"(
  CREATE TABLE item (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    created INTEGER NOT NULL,
    favourite INTEGER NOT NULL DEFAULT 0,
    parent TEXT REFERENCES item (id) ON DELETE CASCADE,
    note TEXT NOT NULL
  ) STRICT;
  CREATE TABLE file (
    item TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (item, role)
  ) STRICT;
  CREATE INDEX file_by_name ON file (name);
  CREATE INDEX item_by_kind ON item (kind, created);
  CREATE INDEX item_by_parent ON item (parent);
  PRAGMA user_version = 1;
)";
constexpr const char* kColumns = "SELECT id, kind, created, favourite, ifnull(parent, ''), note FROM item ";

void check_version(Database& database, const fs::path& folder) {
  Statement version(database, "PRAGMA user_version");
  version.step();
  if (version.number(0) <= kVersion) return;
  throw Error(ErrorKind::bad_file, "the data folder " + folder.string() + " was written by a newer Toile (format " +
                                       std::to_string(version.number(0)) + "; this one knows " +
                                       std::to_string(kVersion) +
                                       "): update Toile, or choose another folder by --data");
}

/// How an item was made; nothing where the database holds something else.
Json note_of(const std::string& text) {
  try {
    Json note = Json::parse(text);
    if (note.is_object()) return note;
  } catch (const Error&) {
    // one bad row hides no other
  }
  return Json::Object{};
}

Item row(const Statement& s) {
  return {.id = s.text(0),
          .kind = s.text(1),
          .created = s.number(2),
          .favourite = s.number(3) != 0,
          .parent = s.text(4),
          .note = note_of(s.text(5)),
          .files = {}};
}

}  // namespace

struct Gallery::Store {
  explicit Store(const fs::path& where) : folder(where), lock(where), reserve(where), database(where / "gallery.db") {
    check_version(database, folder);
    database.run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON");
    Statement version(database, "PRAGMA user_version");
    version.step();
    if (version.number(0) == 0) {
      if (holds_something(files())) {
        throw Error(ErrorKind::bad_file, "the data folder " + folder.string() +
                                             " holds pictures, but its gallery.db is missing or empty; put a copy "
                                             "back, or choose another folder by --data");
      }
      Transaction all(database);
      database.run(kSchema);
      all.commit();
    }
    make_output_folder(files());
    sweep();
  }

  fs::path files() const { return folder / "files"; }

  /// Removes what no row names: pictures whose row never came, and rests of files half written. What isn't called by
  /// its own content isn't ours.
  void sweep() {
    std::set<std::string> named;
    Statement all(database, "SELECT DISTINCT name FROM file");
    while (all.step()) named.insert(all.text(0));
    sweep_folder(files(), [&](const fs::path& file) {
      return !named.contains(file.filename().string()) && (is_half_written(file) || is_called_by_content(file));
    });
  }

  bool used(const std::string& name) {
    Statement found(database, "SELECT 1 FROM file WHERE name = ? LIMIT 1");
    return found.bind(name).step();
  }

  /// A name that `add` never gave, in a database that somebody else has written, could lead out of the folder.
  void add_files(Item& item) {
    Statement files(database, "SELECT role, name FROM file WHERE item = ?");
    files.bind(item.id);
    while (files.step()) {
      if (is_content_name(files.text(1))) item.files[files.text(0)] = files.text(1);
    }
  }

  Item get(const std::string& id) {
    Statement found(database, (std::string(kColumns) + "WHERE id = ?").c_str());
    if (!found.bind(id).step()) {
      throw Error(ErrorKind::not_found, "this is not in the gallery; it may have been deleted in another window");
    }
    Item item = row(found);
    add_files(item);
    return item;
  }

  /// Removes the rows of an item and of what hangs on it; the names of their files.
  std::set<std::string> forget(const std::string& id) {
    std::set<std::string> names;
    Transaction all(database);
    Statement files(database,
                    "SELECT name FROM file WHERE item = ?1 OR item IN (SELECT id FROM item WHERE parent = ?1)");
    files.bind(id);
    while (files.step()) {
      if (is_content_name(files.text(0))) names.insert(files.text(0));
    }
    Statement(database, "DELETE FROM item WHERE id = ?").bind(id).run();
    all.commit();
    return names;
  }

  fs::path folder;
  FolderLock lock;
  Reserve reserve;
  Database database;
  std::mutex mutex;  ///< between writing a file and naming it nobody may sweep or remove
};

Gallery::Gallery(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Gallery::Gallery(Gallery&&) noexcept = default;
Gallery::~Gallery() = default;

Gallery Gallery::open(const fs::path& folder) {
  claim_folder(folder);
  return Gallery(std::make_unique<Store>(folder));
}

Item Gallery::add(const NewItem& made) {
  Item item{.id = new_id(),
            .kind = made.kind,
            .created = std::chrono::duration_cast<std::chrono::milliseconds>(
                           std::chrono::system_clock::now().time_since_epoch())
                           .count(),
            .parent = made.parent,
            .note = made.note,
            .files = {}};
  for (const NewFile& file : made.files) item.files[file.role] = sha256(file.bytes) + file.suffix;

  const std::scoped_lock hold(store_->mutex);
  for (const NewFile& file : made.files) {
    const fs::path path = store_->files() / item.files[file.role];
    std::error_code none;
    if (fs::file_size(path, none) != file.bytes.size()) write_file(path, file.bytes);
  }
  flush_folder(store_->files());
  Transaction all(store_->database);
  if (!made.parent.empty()) store_->get(made.parent);
  Statement row(store_->database,
                "INSERT INTO item (id, kind, created, parent, note) VALUES (?, ?, ?, nullif(?, ''), ?)");
  row.bind(item.id).bind(item.kind).bind(item.created).bind(item.parent).bind(item.note.dump()).run();
  for (const auto& [role, name] : item.files) {
    Statement file(store_->database, "INSERT INTO file (item, role, name) VALUES (?, ?, ?)");
    file.bind(item.id).bind(role).bind(name).run();
  }
  all.commit();
  return item;
}

Item Gallery::get(const std::string& id) const {
  const std::scoped_lock hold(store_->mutex);
  return store_->get(id);
}

std::vector<Item> Gallery::list(const std::string& kind) const {
  const std::scoped_lock hold(store_->mutex);
  Statement found(store_->database,
                  (std::string(kColumns) + "WHERE ?1 = '' OR kind = ?1 ORDER BY created DESC, rowid DESC").c_str());
  found.bind(kind);
  std::vector<Item> items;
  while (found.step()) {
    items.push_back(row(found));
    store_->add_files(items.back());
  }
  return items;
}

Item Gallery::set_favourite(const std::string& id, bool favourite) {
  const std::scoped_lock hold(store_->mutex);
  Statement change(store_->database, "UPDATE item SET favourite = ? WHERE id = ?");
  change.bind(static_cast<std::int64_t>(favourite)).bind(id).run();
  return store_->get(id);
}

void Gallery::remove(const std::string& id) {
  const std::scoped_lock hold(store_->mutex);
  store_->get(id);
  std::set<std::string> names;
  try {
    names = store_->forget(id);
  } catch (const Error& problem) {
    if (problem.kind() != ErrorKind::cannot_write) throw;
    store_->reserve.give_up();
    names = store_->forget(id);
  }
  for (const std::string& name : names) {
    if (!store_->used(name)) fs::remove(store_->files() / name);
  }
  flush_folder(store_->files());
  store_->database.run("PRAGMA wal_checkpoint(TRUNCATE)");  // the log still holds the rows as they were
  store_->reserve.refill();
}

std::string Gallery::read(const Item& item, const std::string& role) const {
  const auto file = item.files.find(role);
  if (file == item.files.end()) throw Error(ErrorKind::not_found, "this " + item.kind + " has no " + role);
  return read_file(store_->files() / file->second);
}

const fs::path& Gallery::folder() const {
  return store_->folder;
}

std::string new_id() {
  unsigned char bytes[16];
  if (::getrandom(bytes, sizeof bytes, 0) != sizeof bytes) throw std::runtime_error("the kernel gives no random bytes");
  std::string id;
  for (const unsigned char byte : bytes) {
    id += "0123456789abcdef"[byte >> 4];
    id += "0123456789abcdef"[byte & 15];
  }
  return id;
}

fs::path default_gallery_folder() {
  const fs::path folder = user_folder("studio");
  if (folder.empty()) throw Error(ErrorKind::usage, "HOME isn't set: name a folder for the gallery by --data");
  return folder;
}

}  // namespace toile::studio
