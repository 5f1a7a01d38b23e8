#include "apps/server/port.hpp"

#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "toile/base/error.hpp"

namespace toile::server {
namespace {

constexpr int kBacklog = 128;

struct SocketAddress {
  sockaddr_storage bytes{};
  socklen_t size = 0;
};

SocketAddress address_of(const std::string& text, int port) {
  SocketAddress address;
  auto* four = reinterpret_cast<sockaddr_in*>(&address.bytes);
  auto* six = reinterpret_cast<sockaddr_in6*>(&address.bytes);
  if (::inet_pton(AF_INET, text.c_str(), &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons(static_cast<std::uint16_t>(port));
    address.size = sizeof *four;
  } else if (::inet_pton(AF_INET6, text.c_str(), &six->sin6_addr) == 1) {
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(static_cast<std::uint16_t>(port));
    address.size = sizeof *six;
  } else {
    throw Error(ErrorKind::usage,
                "the address is " + text + "; it must be an IP address, such as 127.0.0.1 or 0.0.0.0");
  }
  return address;
}

/// A bound socket, or -1 and errno.
int bound_socket(const std::string& text, int port) {
  const SocketAddress address = address_of(text, port);
  const int socket = ::socket(address.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(socket, reinterpret_cast<const sockaddr*>(&address.bytes), address.size) == 0 &&
      ::listen(socket, kBacklog) == 0) {
    return socket;
  }
  const int reason = errno;
  ::close(socket);
  errno = reason;
  return -1;
}

[[noreturn]] void refuse_port(const std::string& address, int port) {
  if (errno != EADDRINUSE) {
    throw Error(ErrorKind::usage, fmt::format("can't listen on {} port {}: {}", address, port, std::strerror(errno)));
  }
  for (int other = port + 1; other < std::min(port + 100, 65'536); ++other) {
    const int socket = bound_socket(address, other);
    if (socket < 0) continue;
    ::close(socket);
    throw Error(ErrorKind::usage, fmt::format("port {0} is taken, perhaps by a studio that is open already; close that "
                                              "one, or take another port: --port {1}",
                                              port, other));
  }
  throw Error(ErrorKind::usage,
              fmt::format("port {} is taken, and so are those after it; name a free one by --port", port));
}

}  // namespace

int take_port(const std::string& address, int port) {
  const int socket = bound_socket(address, port);
  if (socket < 0) refuse_port(address, port);
  return socket;
}

int port_of(int socket) {
  SocketAddress own;
  own.size = sizeof own.bytes;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&own.bytes), &own.size);
  return ntohs(own.bytes.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6*>(&own.bytes)->sin6_port
                                               : reinterpret_cast<const sockaddr_in*>(&own.bytes)->sin_port);
}

}  // namespace toile::server
