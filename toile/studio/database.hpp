#pragma once
/// SQLite, for the .cpp files of this room only: a connection and statements whose errors are ours.

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace toile::studio {

class Database {
 public:
  /// Opens or makes the file.
  explicit Database(const std::filesystem::path& file);
  /// Opens a file that is there, and changes neither it nor what lies beside it.
  static Database to_read(const std::filesystem::path& file);

  void run(const char* sql);
  [[noreturn]] void fail(int code) const;
  sqlite3* handle() const { return handle_.get(); }

 private:
  Database(const std::filesystem::path& file, const std::string& name, int how);

  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  std::filesystem::path file_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// One prepared statement. Parameters are bound in order; columns are counted from 0.
class Statement {
 public:
  Statement(Database& database, const char* sql);
  Statement& bind(const std::string& text);
  Statement& bind(std::int64_t number);
  /// Whether there is a row.
  bool step();
  void run() { step(); }
  std::string text(int column) const;
  std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

 private:
  struct Finish {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finish> statement_;
  int bound_ = 0;
};

/// All or nothing: rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(&database) { database.run("BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (database_) sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    database_->run("COMMIT");
    database_ = nullptr;
  }

 private:
  Database* database_;
};

}  // namespace toile::studio
