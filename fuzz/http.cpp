// Requests as strangers send them, over a socket, to the studio's listener: head, length, body, and whom it lets in.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <thread>

#include "apps/server/access.hpp"
#include "apps/server/listener.hpp"
#include "apps/server/routes.hpp"
#include "fuzz/target.hpp"

namespace {

using namespace toile;
using namespace toile::server;

const Access kAccess{};

/// Routes of every kind that read what a request says and do nothing else.
const Routes kRoutes = {
    {"GET", "/api/items/{id}", Takes::nothing,
     [](const Call& call) { return answer(Json(call.words.at("id") + call.header("Accept"))); }},
    {"GET", "/api/numbers", Takes::nothing, [](const Call& call) { return answer(Json(call.number("n", 1, 0, 9))); }},
    {"POST", "/api/patterns", Takes::json, [](const Call& call) { return answer(call.json()); }},
    {"POST", "/api/photos", Takes::picture, [](const Call& call) { return Answer{.body = call.body}; }},
    {"DELETE", "/api/items/{id}", Takes::nothing, [](const Call&) { return Answer{.status = 204}; }},
};

Answerer::Admission admit(const Call& call) {
  if (auto refused = refuse_stranger(kAccess, call)) return {.most_bytes = 0, .refusal = std::move(*refused)};
  const Found found = find_route(kRoutes, call.method, call.path);
  if (!found.route) return {.most_bytes = 0, .refusal = refusal(found.status, "there is nothing at " + call.path)};
  return {.most_bytes = found.route->takes == Takes::nothing ? 0U : 4096U};
}

Answer answer_to(const Call& call) {
  Found found = find_route(kRoutes, call.method, call.path);
  try {
    Call with_words = call;
    with_words.words = std::move(found.words);
    return found.route->answer(with_words);
  } catch (...) {
    const Failure failure = failure_in_hand();
    if (failure.status >= 500) __builtin_trap();
    return refusal(failure.status, failure.sentence);
  }
}

/// The port of a listener that goes on until the process ends.
int port() {
  static Listener& listener = *new Listener("127.0.0.1", 0, {.admit = admit, .answer = answer_to});
  static const bool started = [] {
    std::thread([] { listener.run([] { return true; }); }).detach();
    return true;
  }();
  (void)started;
  return listener.port();
}

/// Everything that comes back until the other side closes.
std::string sent(std::string_view bytes) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port()));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string back;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    while (!bytes.empty()) {
      const ssize_t some = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (some <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(some));
    }
    ::shutdown(socket, SHUT_WR);
    char some[4096];
    for (ssize_t got; (got = ::recv(socket, some, sizeof some, 0)) > 0;)
      back.append(some, static_cast<std::size_t>(got));
  }
  ::close(socket);
  return back;
}

}  // namespace

const toile::fuzz::Target kHttp("http", [](std::string_view bytes) {
  const std::string back = sent(bytes);
  if (!back.empty() && !back.starts_with("HTTP/1.1 ")) __builtin_trap();
});
