#include "toile/studio/gallery.hpp"

#include <sys/random.h>

#include <mutex>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/share.hpp"
#include "toile/studio/gallery_store.hpp"
#include "toile/studio/sha256.hpp"

namespace toile::studio {
namespace fs = std::filesystem;

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
            .created = milliseconds_now(),
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
                  (std::string(kItemColumns) +
                   "WHERE since IS NULL AND (?1 = '' OR kind = ?1) ORDER BY created DESC, item.rowid DESC")
                      .c_str());
  found.bind(kind);
  return store_->items(found);
}

std::vector<Item> Gallery::trash() const {
  const std::scoped_lock hold(store_->mutex);
  Statement found(store_->database,
                  (std::string(kItemColumns) + "WHERE since IS NOT NULL ORDER BY since DESC, item.rowid DESC").c_str());
  return store_->items(found);
}

std::optional<Item> Gallery::holding(const std::string& kind, const NewFile& file) const {
  const std::scoped_lock hold(store_->mutex);
  Statement found(store_->database, (std::string(kItemColumns) +
                                     "JOIN file ON file.item = item.id WHERE kind = ? AND role = ? AND name = ? "
                                     "ORDER BY created DESC, item.rowid DESC LIMIT 1")
                                        .c_str());
  found.bind(kind).bind(file.role).bind(sha256(file.bytes) + file.suffix);
  std::vector<Item> items = store_->items(found);
  if (items.empty()) return {};
  return items.front();
}

Item Gallery::change(const std::string& id, const Change& change) {
  const std::scoped_lock hold(store_->mutex);
  store_->get(id);
  if (change.trashed.value_or(false)) {
    for (const std::string& old : store_->expired()) store_->remove(old);
  }
  store_->with_reserve([&] { store_->change(id, change); });
  store_->reserve.refill();
  return store_->get(id);
}

void Gallery::remove(const std::string& id) {
  const std::scoped_lock hold(store_->mutex);
  store_->get(id);
  store_->remove(id);
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
