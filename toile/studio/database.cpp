#include "toile/studio/database.hpp"

#include "toile/base/error.hpp"

namespace toile::studio {

Database::Database(const std::filesystem::path& file) : file_(file) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code);
  sqlite3_busy_timeout(handle, 5000);
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
