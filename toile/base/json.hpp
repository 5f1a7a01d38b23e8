#pragma once
/// A small JSON value (RFC 8259), because the training rooms must build with LibTorch alone and a weights
/// file explains itself in JSON. Objects keep their order; numbers are doubles; depth is limited to 64.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace toile {

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  Json() = default;
  Json(bool value) : value_(value) {}
  Json(double value) : value_(value) {}
  Json(int value) : value_(static_cast<double>(value)) {}
  Json(std::int64_t value) : value_(static_cast<double>(value)) {}
  Json(std::uint64_t value) : value_(static_cast<double>(value)) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}

  /// Throws `Error{bad_file}` saying at which byte the text stops being JSON.
  static Json parse(std::string_view text);
  std::string dump() const;

  bool is_object() const { return std::holds_alternative<Object>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }

  /// Each throws `Error{bad_file}` when the value is of another kind.
  double number() const;
  std::int64_t integer() const;
  bool boolean() const;
  const std::string& string() const;
  const Array& array() const;
  const Object& object() const;

  /// The member named `key`, or nothing.
  const Json* find(std::string_view key) const;
  /// The member named `key`; throws `Error{bad_file}` when there is none.
  const Json& at(std::string_view key) const;
  /// Sets the member named `key`, keeping its place if it is there already.
  void set(std::string key, Json value);

  friend bool operator==(const Json&, const Json&) = default;

 private:
  std::variant<std::nullptr_t, bool, double, std::string, Array, Object> value_ = nullptr;
};

}  // namespace toile
