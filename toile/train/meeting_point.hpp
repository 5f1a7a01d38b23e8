#pragma once
/// How a rank reaches the place where all meet.

#include <string>

namespace toile::train {

/// Numeric addresses of a connection's two ends.
struct Route {
  std::string own, other;
};

/// Tries for so many seconds to connect to a host; answers whether somebody listens there.
bool wait_for_listener(const std::string& host, int port, double seconds);

/// How a listener is reached from here. Throws `Error{not_found}` when it isn't.
Route route_to(const std::string& host, int port);

/// 127.x.y.z or ::1.
bool is_loopback(const std::string& address);

}  // namespace toile::train
