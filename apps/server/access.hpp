#pragma once
/// Who may ask: this machine's own pages and programs, or whoever knows the token.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/server/call.hpp"

namespace toile::server {

struct Access {
  std::string address = "127.0.0.1";  ///< that the server listens on
  int port = 8080;
  std::string token;  ///< empty: none is needed, which is for a loopback address alone

  bool is_loopback() const { return address == "::1" || address.starts_with("127."); }
};

/// The IP address that a person means: of localhost, or of one in brackets; else `name` itself.
std::string address_called(const std::string& name);

/// Throws `Error{usage}` for what is no address, for one that others can reach without a token, and for a token that is
/// easily guessed.
void check(const Access& access);

/// The refusal for a request that comes from elsewhere than it should:
/// - a foreign name in Host (DNS rebinding: Jackson et al., "Protecting Browsers from DNS Rebinding Attacks", CCS
/// 2007),
/// - a page of another origin that writes or reads (Origin, Sec-Fetch-Site),
/// - no token where one is needed: `Authorization: Bearer TOKEN`, or the cookie that `/?token=TOKEN` leaves.
std::optional<Answer> refuse_stranger(const Access& access, const Call& call);

/// The answer to `/?token=TOKEN`: a cookie, and the page without the token in its address. Nothing for other requests.
std::optional<Answer> let_in(const Access& access, const Call& call);

/// The headers that every answer carries.
std::vector<std::pair<std::string, std::string>> security_headers();

}  // namespace toile::server
