#pragma once
/// Taking a port, and saying which other one is free when somebody else has it.

#include <string>

namespace toile::server {

/// A socket that listens on `port` of `address`, an IP address; 0: any port that is free. Throws `Error{usage}` for an
/// address that is none, and for a port that is taken: in a sentence that names the next free one.
int take_port(const std::string& address, int port);

/// The port that the socket has.
int port_of(int socket);

}  // namespace toile::server
