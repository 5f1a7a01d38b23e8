#pragma once
/// Reads a request's JSON member by member, with a sentence for whatever is missing, of another kind or out of range.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "toile/base/json.hpp"

namespace toile::studio {

/// All throw `Error{usage}` naming the member. A member that is null counts as missing.
class Fields {
 public:
  /// `json` must outlive it. `what` is named in what errors say: "the request".
  explicit Fields(const Json& json, std::string what = "the request");

  bool has(const char* name) const { return find(name) != nullptr; }
  std::string text(const char* name) const;
  std::string text(const char* name, const std::string& missing) const;
  double number(const char* name, double low, double high) const;
  double number(const char* name, double missing, double low, double high) const;
  std::int64_t whole(const char* name, std::int64_t low, std::int64_t high) const;
  std::int64_t whole(const char* name, std::int64_t missing, std::int64_t low, std::int64_t high) const;
  bool flag(const char* name) const;
  /// An array of texts.
  std::vector<std::string> texts(const char* name) const;
  /// The array, of any content.
  const Json::Array& list(const char* name) const;

 private:
  const Json* find(const char* name) const;
  const Json& need(const char* name) const;
  [[noreturn]] void wrong(const char* name, const char* wanted) const;

  const Json* json_;
  std::string what_;
};

}  // namespace toile::studio
