#include "toile/base/json.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>

#include "toile/base/error.hpp"
#include "toile/base/text.hpp"

namespace toile {
namespace {

constexpr int kMaxDepth = 64;

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(without_mark(text)) {}

  Json whole() {
    Json value = any(0);
    skip_space();
    if (at_ != text_.size()) fail("something follows the value");
    return value;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorKind::bad_file, "not JSON at byte " + std::to_string(at_) + ": " + what);
  }
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  char peek() {
    skip_space();
    if (at_ == text_.size()) fail("the text ends too soon");
    return text_[at_];
  }
  void expect(char wanted) {
    if (peek() != wanted) fail(std::string("expected '") + wanted + "'");
    ++at_;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  Json any(int depth) {
    if (depth > kMaxDepth) fail("nested too deeply");
    switch (peek()) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        return string();
      default:
        break;
    }
    if (take("true")) return true;
    if (take("false")) return false;
    if (take("null")) return {};
    return number();
  }

  Json object(int depth) {
    Json::Object members;
    expect('{');
    if (peek() == '}') return ++at_, members;
    for (;;) {
      if (peek() != '"') fail("a member needs a name");
      std::string key = string();
      expect(':');
      members.emplace_back(std::move(key), any(depth + 1));
      if (peek() == '}') return ++at_, members;
      expect(',');
    }
  }

  Json array(int depth) {
    Json::Array items;
    expect('[');
    if (peek() == ']') return ++at_, items;
    for (;;) {
      items.push_back(any(depth + 1));
      if (peek() == ']') return ++at_, items;
      expect(',');
    }
  }

  Json number() {
    double value = 0;
    const char* begin = text_.data() + at_;
    const auto [end, problem] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (problem != std::errc{} || !std::isfinite(value)) fail("expected a value");
    at_ += static_cast<std::size_t>(end - begin);
    return value;
  }

  unsigned hex4() {
    unsigned value = 0;
    if (at_ + 4 > text_.size()) fail("a \\u escape needs four digits");
    const auto [end, problem] = std::from_chars(text_.data() + at_, text_.data() + at_ + 4, value, 16);
    if (problem != std::errc{} || end != text_.data() + at_ + 4) fail("a \\u escape needs four digits");
    at_ += 4;
    return value;
  }

  void append_utf8(std::string& out, unsigned code) {
    if (code >= 0xd800 && code < 0xdc00 && take("\\u")) {
      const unsigned low = hex4();
      if (low < 0xdc00 || low > 0xdfff) fail("half a surrogate pair");
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    if (code < 0x80) return out.push_back(static_cast<char>(code));
    int tail = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr unsigned kLead[] = {0, 0xc0, 0xe0, 0xf0};
    out.push_back(static_cast<char>(kLead[tail] | (code >> (6 * tail))));
    while (tail-- > 0) out.push_back(static_cast<char>(0x80 | ((code >> (6 * tail)) & 0x3f)));
  }

  std::string string() {
    std::string out;
    expect('"');
    for (;;) {
      if (at_ == text_.size()) fail("a string has no end");
      const char c = text_[at_++];
      if (c == '"') return out;
      if (static_cast<unsigned char>(c) < 0x20) fail("a control character in a string");
      if (c != '\\') {
        out.push_back(c);
        continue;
      }
      if (at_ == text_.size()) fail("a string has no end");
      const char escaped = text_[at_++];
      constexpr std::string_view kNames = "\"\\/bfnrt";
      constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
      if (escaped == 'u') {
        append_utf8(out, hex4());
      } else if (const auto index = kNames.find(escaped); index != std::string_view::npos) {
        out.push_back(kValues[index]);
      } else {
        fail("an unknown escape");
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    } else {
      out.push_back(c);
    }
  }
  return out + '"';
}

template <class Kind, class Value>
const Kind& need(const Value& value, const char* name) {
  if (const Kind* held = std::get_if<Kind>(&value)) return *held;
  throw Error(ErrorKind::bad_file, std::string("expected ") + name + " in JSON");
}

}  // namespace

Json Json::parse(std::string_view text) {
  return Parser(text).whole();
}

std::string Json::dump() const {
  struct Writer {
    std::string operator()(std::nullptr_t) const { return "null"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(double value) const {
      if (!std::isfinite(value)) return "null";
      char digits[32];
      return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
    }
    std::string operator()(const std::string& value) const { return quoted(value); }
    std::string operator()(const Array& items) const {
      std::string out = "[";
      for (const Json& item : items) out += (out.size() > 1 ? "," : "") + item.dump();
      return out + "]";
    }
    std::string operator()(const Object& members) const {
      std::string out = "{";
      for (const auto& [key, item] : members) {
        out += (out.size() > 1 ? "," : "") + quoted(key) + ":" + item.dump();
      }
      return out + "}";
    }
  };
  return std::visit(Writer{}, value_);
}

double Json::number() const {
  return need<double>(value_, "a number");
}

std::int64_t Json::integer() const {
  const double value = number();
  if (value != std::floor(value) || std::abs(value) > 9007199254740992.0) {
    throw Error(ErrorKind::bad_file, "expected a whole number in JSON");
  }
  return static_cast<std::int64_t>(value);
}

bool Json::boolean() const {
  return need<bool>(value_, "true or false");
}

const std::string& Json::string() const {
  return need<std::string>(value_, "a string");
}

const Json::Array& Json::array() const {
  return need<Array>(value_, "an array");
}

const Json::Object& Json::object() const {
  return need<Object>(value_, "an object");
}

const Json* Json::find(std::string_view key) const {
  for (const auto& [name, value] : object()) {
    if (name == key) return &value;
  }
  return nullptr;
}

const Json& Json::at(std::string_view key) const {
  if (const Json* value = find(key)) return *value;
  throw Error(ErrorKind::bad_file, "the JSON has no \"" + std::string(key) + "\"");
}

void Json::set(std::string key, Json value) {
  if (std::holds_alternative<std::nullptr_t>(value_)) value_ = Object{};
  Object& members = std::get<Object>(value_);
  for (auto& [name, held] : members) {
    if (name == key) return void(held = std::move(value));
  }
  members.emplace_back(std::move(key), std::move(value));
}

}  // namespace toile
