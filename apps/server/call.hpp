#pragma once
/// A request and its answer, as the routes see them: nothing of sockets, nothing of the HTTP library.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "toile/base/json.hpp"

namespace toile::server {

struct Call {
  std::string method;
  std::string path;                                       ///< decoded, without the query
  std::map<std::string, std::string> query;               ///< the first of each name
  std::map<std::string, std::string> words;               ///< what the route's {words} stand for
  std::function<std::string(const std::string&)> header;  ///< empty when there is none
  std::string body;

  /// A parameter of the query, a whole number in low..high; `missing` when it isn't there. Throws `Error{usage}`.
  std::int64_t number(const std::string& name, std::int64_t missing, std::int64_t low, std::int64_t high) const;
  bool asks(const std::string& name) const { return query.contains(name) && query.at(name) != "0"; }
  /// The body as JSON; nothing counts as {}. Throws `Error{usage}`.
  Json json() const;
};

struct Answer {
  int status = 200;
  std::string type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  /// When set, the body is a stream: called again and again for its next piece, until it answers nothing.
  std::function<std::optional<std::string>()> stream = {};
};

Answer answer(const Json& json, int status = 200);
/// {"error": sentence}
Answer refusal(int status, const std::string& sentence);

}  // namespace toile::server
