#include "toile/studio/gallery_store.hpp"

#include <chrono>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
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
/// Beside the tables above: an earlier Toile that opens the folder sees what is in the trash as if it weren't.
constexpr const char* kTrash = R"(
  CREATE TABLE IF NOT EXISTS trash (
    item TEXT PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    since INTEGER NOT NULL
  ) STRICT;
)";
constexpr std::int64_t kDay = 24LL * 60 * 60 * 1000;

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
          .files = {},
          .trashed = s.number(6)};
}

}  // namespace

std::int64_t milliseconds_now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Gallery::Store::Store(const fs::path& where)
    : folder(where), lock(where), reserve(where), database(where / "gallery.db") {
  check_version(database, folder);
  database.run(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON");
  make_tables();
  make_output_folder(files());
  empty_old_trash();
  sweep();
}

void Gallery::Store::make_tables() {
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
  database.run(kTrash);
}

void Gallery::Store::empty_old_trash() {
  try {
    for (const std::string& id : expired()) forget(id);  // `sweep` takes their files
  } catch (const Error& problem) {
    if (problem.kind() != ErrorKind::cannot_write) throw;  // a full disk opens all the same
  }
}

/// Removes what no row names: pictures whose row never came, and rests of files half written. What isn't called by
/// its own content isn't ours.
void Gallery::Store::sweep() {
  std::set<std::string> named;
  Statement all(database, "SELECT DISTINCT name FROM file");
  while (all.step()) named.insert(all.text(0));
  sweep_folder(files(), [&](const fs::path& file) {
    return !named.contains(file.filename().string()) && (is_half_written(file) || is_called_by_content(file));
  });
}

bool Gallery::Store::used(const std::string& name) {
  Statement found(database, "SELECT 1 FROM file WHERE name = ? LIMIT 1");
  return found.bind(name).step();
}

/// A name that `add` never gave, in a database that somebody else has written, could lead out of the folder.
void Gallery::Store::add_files(Item& item) {
  Statement files(database, "SELECT role, name FROM file WHERE item = ?");
  files.bind(item.id);
  while (files.step()) {
    if (is_content_name(files.text(1))) item.files[files.text(0)] = files.text(1);
  }
}

Item Gallery::Store::get(const std::string& id) {
  Statement found(database, (std::string(kItemColumns) + "WHERE id = ?").c_str());
  if (!found.bind(id).step()) {
    throw Error(ErrorKind::not_found, "this is not in the gallery; it may have been deleted in another window");
  }
  Item item = row(found);
  add_files(item);
  return item;
}

std::vector<std::string> Gallery::Store::expired() {
  std::vector<std::string> ids;
  Statement old(database, "SELECT item FROM trash WHERE since < ?");
  old.bind(milliseconds_now() - kTrashDays * kDay);
  while (old.step()) ids.push_back(old.text(0));
  return ids;
}

std::vector<Item> Gallery::Store::items(Statement& found) {
  std::vector<Item> items;
  while (found.step()) {
    items.push_back(row(found));
    add_files(items.back());
  }
  return items;
}

void Gallery::Store::change(const std::string& id, const Change& change) {
  Transaction all(database);
  if (change.favourite) {
    Statement favourite(database, "UPDATE item SET favourite = ? WHERE id = ?");
    favourite.bind(static_cast<std::int64_t>(*change.favourite)).bind(id).run();
  }
  if (change.title || change.members) {
    Json note = get(id).note;
    if (change.title) note.set("title", *change.title);
    if (change.members) note.set("members", *change.members);
    Statement(database, "UPDATE item SET note = ? WHERE id = ?").bind(note.dump()).bind(id).run();
  }
  if (change.trashed) {
    if (*change.trashed) {
      Statement put(database, "INSERT OR IGNORE INTO trash (item, since) VALUES (?, ?)");
      put.bind(id).bind(milliseconds_now()).run();
    } else {
      Statement(database, "DELETE FROM trash WHERE item = ?").bind(id).run();
    }
  }
  all.commit();
}

void Gallery::Store::with_reserve(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& problem) {
    if (problem.kind() != ErrorKind::cannot_write) throw;
    reserve.give_up();
    work();
  }
}

void Gallery::Store::remove(const std::string& id) {
  std::set<std::string> names;
  with_reserve([&] { names = forget(id); });
  for (const std::string& name : names) {
    if (!used(name)) fs::remove(files() / name);
  }
  flush_folder(files());
  database.run("PRAGMA wal_checkpoint(TRUNCATE)");  // the log still holds the rows as they were
  reserve.refill();
}

/// Removes the rows of an item and of what hangs on it; the names of their files.
std::set<std::string> Gallery::Store::forget(const std::string& id) {
  std::set<std::string> names;
  Transaction all(database);
  Statement files(database, "SELECT name FROM file WHERE item = ?1 OR item IN (SELECT id FROM item WHERE parent = ?1)");
  files.bind(id);
  while (files.step()) {
    if (is_content_name(files.text(0))) names.insert(files.text(0));
  }
  Statement(database, "DELETE FROM item WHERE id = ?").bind(id).run();
  all.commit();
  return names;
}

}  // namespace toile::studio
