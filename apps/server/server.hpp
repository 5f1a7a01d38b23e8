#pragma once
/// The studio's server: the page, the API, and what stands between them and strangers.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "apps/server/access.hpp"

namespace toile::server {

struct ServerOptions {
  Access access;
  std::filesystem::path data;  ///< the gallery's folder
};

class Server {
 public:
  /// Opens the gallery and takes the port. Throws `Error` in one sentence when either can't be had.
  explicit Server(const ServerOptions& options);
  ~Server();

  /// Where a person's browser finds it, with the token when there is one.
  std::string url() const;
  /// Serves until `go_on` answers false; models are opened meanwhile.
  void run(const std::function<bool()>& go_on);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace toile::server
