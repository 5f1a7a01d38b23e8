#include "toile/train/meeting_point.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <optional>
#include <thread>

#include "toile/base/error.hpp"

namespace toile::train {
namespace {

std::string numeric(const sockaddr_storage& address, socklen_t length) {
  char host[NI_MAXHOST] = "";
  getnameinfo(reinterpret_cast<const sockaddr*>(&address), length, host, sizeof host, nullptr, 0, NI_NUMERICHOST);
  std::string text = host;
  constexpr std::string_view kMapped = "::ffff:";  // IPv4 seen through an IPv6 socket
  return text.starts_with(kMapped) ? text.substr(kMapped.size()) : text;
}

/// Both ends of a connection that is made and given up again.
std::optional<Route> tried(const addrinfo& target) {
  const int handle = socket(target.ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (handle < 0) return std::nullopt;
  std::optional<Route> route;
  if (connect(handle, target.ai_addr, target.ai_addrlen) == 0) {
    sockaddr_storage own{}, other{};
    socklen_t own_length = sizeof own, other_length = sizeof other;
    getsockname(handle, reinterpret_cast<sockaddr*>(&own), &own_length);
    getpeername(handle, reinterpret_cast<sockaddr*>(&other), &other_length);
    route = {numeric(own, own_length), numeric(other, other_length)};
  }
  close(handle);
  return route;
}

std::optional<Route> tried(const std::string& host, int port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* first = nullptr;
  if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &first) != 0) return std::nullopt;
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(first, freeaddrinfo);
  for (const addrinfo* target = first; target; target = target->ai_next) {
    if (auto route = tried(*target)) return route;
  }
  return std::nullopt;
}

}  // namespace

bool wait_for_listener(const std::string& host, int port, double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (!tried(host, port)) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return true;
}

Route route_to(const std::string& host, int port) {
  if (auto route = tried(host, port)) return *route;
  throw Error(ErrorKind::not_found, "nobody listens at " + host + ":" + std::to_string(port));
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1";
}

}  // namespace toile::train
