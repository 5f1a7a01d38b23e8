#include "toile/studio/database.hpp"

#include <glib.h>

#include <utility>

#include "toile/base/error.hpp"

namespace toile::studio {
namespace fs = std::filesystem;

Database::Database(const fs::path& file) : Database(file, file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {}

Database Database::to_read(const fs::path& file) {
  const fs::path log = file.string() + "-wal";
  std::error_code problem;
  if (fs::exists(log, problem)) return Database(file, file, SQLITE_OPEN_READONLY);
  // even a reader of a database with a log makes one, unless it is told that nobody writes
  const std::unique_ptr<char, decltype(&g_free)> uri(g_filename_to_uri(fs::absolute(file).c_str(), nullptr, nullptr),
                                                     &g_free);
  return Database(file, std::string(uri.get()) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

Database::Database(const fs::path& file, const std::string& name, int how) : file_(file) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, how | SQLITE_OPEN_FULLMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code);
  sqlite3_busy_timeout(handle, 5000);
  // a folder may come from somebody else: nothing in its schema runs (sqlite.org/security.html)
  for (const auto& [setting, on] : {std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1),
                                    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                    {SQLITE_DBCONFIG_ENABLE_VIEW, 0}}) {
    sqlite3_db_config(handle, setting, on, nullptr);
  }
}

void Database::run(const char* sql) {
  if (const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr); code != SQLITE_OK) fail(code);
}

void Database::fail(int code) const {
  const std::string reason = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
  const bool damaged = (code & 0xff) == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT;
  if (damaged) {
    throw Error(ErrorKind::bad_file, file_.string() + " is damaged, or no gallery of Toile (" + reason +
                                         "); choose another folder by --data, or put a copy back");
  }
  throw Error(ErrorKind::cannot_write, "can't write " + file_.string() + ": " + reason);
}

Statement::Statement(Database& database, const char* sql) : database_(&database) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database.handle(), sql, -1, &statement, nullptr);
  statement_.reset(statement);
  if (code != SQLITE_OK) database.fail(code);
}

Statement& Statement::bind(const std::string& text) {
  const int code =
      sqlite3_bind_text64(statement_.get(), ++bound_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) database_->fail(code);
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  if (const int code = sqlite3_bind_int64(statement_.get(), ++bound_, number); code != SQLITE_OK) database_->fail(code);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) database_->fail(code);
  return code == SQLITE_ROW;
}

std::string Statement::text(int column) const {
  const auto* letters = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return letters ? std::string(letters, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))) : "";
}

}  // namespace toile::studio
