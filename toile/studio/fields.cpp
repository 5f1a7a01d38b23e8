#include "toile/studio/fields.hpp"

#include <fmt/core.h>

#include "toile/base/error.hpp"

namespace toile::studio {
namespace {

/// Whether `read` finds what it looks for: a JSON value says its kind only by refusing.
template <class Read>
bool can(Read read) {
  try {
    read();
    return true;
  } catch (const Error&) {
    return false;
  }
}

bool is_text(const Json& value) {
  return can([&] { value.string(); });
}

bool is_number(const Json& value) {
  return can([&] { value.number(); });
}

bool is_flag(const Json& value) {
  return can([&] { value.boolean(); });
}

}  // namespace

Fields::Fields(const Json& json, std::string what) : json_(&json), what_(std::move(what)) {
  if (!json.is_object()) throw Error(ErrorKind::usage, what_ + " must be a JSON object, such as {\"count\": 8}");
}

const Json* Fields::find(const char* name) const {
  const Json* value = json_->find(name);
  return value && *value == Json() ? nullptr : value;
}

const Json& Fields::need(const char* name) const {
  if (const Json* value = find(name)) return *value;
  throw Error(ErrorKind::usage, fmt::format("{} has no \"{}\"", what_, name));
}

void Fields::wrong(const char* name, const char* wanted) const {
  throw Error(ErrorKind::usage, fmt::format("\"{}\" of {} must be {}", name, what_, wanted));
}

std::string Fields::text(const char* name) const {
  const Json& value = need(name);
  if (!is_text(value)) wrong(name, "a text");
  return value.string();
}

std::string Fields::text(const char* name, const std::string& missing) const {
  return has(name) ? text(name) : missing;
}

double Fields::number(const char* name, double low, double high) const {
  const Json& value = need(name);
  if (!is_number(value)) wrong(name, "a number");
  if (value.number() >= low && value.number() <= high) return value.number();
  throw Error(ErrorKind::usage,
              fmt::format("\"{}\" is {:g}; it must be from {:g} to {:g}", name, value.number(), low, high));
}

double Fields::number(const char* name, double missing, double low, double high) const {
  return has(name) ? number(name, low, high) : missing;
}

std::int64_t Fields::whole(const char* name, std::int64_t low, std::int64_t high) const {
  const double value = number(name, static_cast<double>(low), static_cast<double>(high));
  if (value != static_cast<double>(static_cast<std::int64_t>(value))) wrong(name, "a whole number");
  return static_cast<std::int64_t>(value);
}

std::int64_t Fields::whole(const char* name, std::int64_t missing, std::int64_t low, std::int64_t high) const {
  return has(name) ? whole(name, low, high) : missing;
}

bool Fields::flag(const char* name) const {
  const Json& value = need(name);
  if (!is_flag(value)) wrong(name, "true or false");
  return value.boolean();
}

const Json::Array& Fields::list(const char* name) const {
  const Json& value = need(name);
  if (!value.is_array()) wrong(name, "a list");
  return value.array();
}

std::vector<std::string> Fields::texts(const char* name) const {
  std::vector<std::string> texts;
  for (const Json& item : list(name)) {
    if (!is_text(item)) wrong(name, "a list of texts");
    texts.push_back(item.string());
  }
  return texts;
}

}  // namespace toile::studio
