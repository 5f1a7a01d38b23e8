#include "apps/server/call.hpp"

#include <fmt/core.h>

#include <charconv>

#include "toile/base/error.hpp"

namespace toile::server {

std::int64_t Call::number(const std::string& name, std::int64_t missing, std::int64_t low, std::int64_t high) const {
  const auto found = query.find(name);
  if (found == query.end()) return missing;
  const std::string& text = found->second;
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || value < low || value > high) {
    throw Error(ErrorKind::usage,
                fmt::format("{} is {}; it must be a whole number from {} to {}", name, text, low, high));
  }
  return value;
}

Json Call::json() const {
  if (body.find_first_not_of(" \t\r\n") == std::string::npos) return Json::Object{};
  try {
    return Json::parse(body);
  } catch (const Error& problem) {
    throw Error(ErrorKind::usage, std::string("the request is no JSON: ") + problem.what());
  }
}

Answer answer(const Json& json, int status) {
  return {.status = status, .body = json.dump()};
}

Answer refusal(int status, const std::string& sentence) {
  return answer(Json::Object{{"error", sentence}}, status);
}

}  // namespace toile::server
