#include "apps/server/access.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cctype>

#include "toile/base/error.hpp"

namespace toile::server {
namespace {

constexpr std::size_t kShortestToken = 16;
constexpr const char* kCookie = "toile_token=";

/// Takes as long for a wrong token as for the right one.
bool same(const std::string& a, const std::string& b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return difference == 0;
}

std::string cookie_of(const Call& call) {
  const std::string all = call.header("Cookie");
  const auto at = all.find(kCookie);
  if (at == std::string::npos) return {};
  const auto begin = at + std::string(kCookie).size();
  return all.substr(begin, all.find(';', begin) - begin);
}

bool has_token(const Access& access, const Call& call) {
  return same(call.header("Authorization"), "Bearer " + access.token) || same(cookie_of(call), access.token);
}

/// "name:port" without the port, in small letters. The port isn't compared: a tunnel has another one than we have, and
/// a page of another port is told by its Origin.
std::string name_in(std::string host) {
  std::transform(host.begin(), host.end(), host.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto colon = host.rfind(':');
  const bool has_port = colon != std::string::npos && host.find(']', colon) == std::string::npos &&
                        host.find_first_not_of("0123456789", colon + 1) == std::string::npos;
  return has_port ? host.substr(0, colon) : host;
}

bool own_host(const Access& access, const std::string& host) {
  const std::string name = name_in(host);
  return name == "127.0.0.1" || name == "localhost" || name == "[::1]" || name == access.address ||
         name == "[" + access.address + "]";
}

bool is_address(const std::string& text) {
  in6_addr any{};
  return ::inet_pton(AF_INET, text.c_str(), &any) == 1 || ::inet_pton(AF_INET6, text.c_str(), &any) == 1;
}

bool writes(const Call& call) {
  return call.method != "GET" && call.method != "HEAD";
}

}  // namespace

std::string address_called(const std::string& name) {
  if (name == "localhost") return "127.0.0.1";
  return name.starts_with('[') && name.ends_with(']') ? name.substr(1, name.size() - 2) : name;
}

void check(const Access& access) {
  if (!is_address(access.address)) {
    throw Error(ErrorKind::usage, "the address is " + access.address +
                                      "; it must be an IP address, such as 127.0.0.1 or 0.0.0.0, or localhost");
  }
  if (access.is_loopback() && access.token.empty()) return;
  if (access.token.empty()) {
    throw Error(ErrorKind::usage, "at the address " + access.address +
                                      " others can reach the studio: it needs a token that they must know, such as "
                                      "--token \"$(openssl rand -hex 16)\"");
  }
  const bool plain = std::all_of(access.token.begin(), access.token.end(),
                                 [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
  if (access.token.size() < kShortestToken || !plain) {
    throw Error(ErrorKind::usage, "the token has " + std::to_string(access.token.size()) +
                                      " characters; it must have at least 16 letters, digits, - or _");
  }
}

std::optional<Answer> refuse_stranger(const Access& access, const Call& call) {
  const std::string host = call.header("Host"), origin = call.header("Origin"), site = call.header("Sec-Fetch-Site");
  if (access.token.empty() && !own_host(access, host)) {
    return refusal(403, "the studio answers to 127.0.0.1 and localhost alone, not to the name " + host);
  }
  const bool foreign_origin = !origin.empty() && origin != "http://" + host && origin != "https://" + host;
  const bool foreign_site = site == "cross-site" || site == "same-site";
  const bool page = call.method == "GET" && !call.path.starts_with("/api");
  if ((foreign_origin && (writes(call) || call.path.starts_with("/api"))) || (foreign_site && !page)) {
    return refusal(403, "this came from another site's page; open the studio itself");
  }
  if (!access.token.empty() && !has_token(access, call)) {
    Answer who = refusal(401, "the studio wants its token: open the address that it printed when it was started");
    who.headers.emplace_back("WWW-Authenticate", "Bearer");
    return who;
  }
  return {};
}

std::optional<Answer> let_in(const Access& access, const Call& call) {
  const auto token = call.query.find("token");
  if (access.token.empty() || call.method != "GET" || call.path != "/" || token == call.query.end()) return {};
  if (!same(token->second, access.token)) return {};
  return Answer{
      .status = 303,
      .type = "text/plain",
      .body = "",
      .headers = {{"Location", "/"}, {"Set-Cookie", kCookie + access.token + "; HttpOnly; SameSite=Strict; Path=/"}}};
}

std::vector<std::pair<std::string, std::string>> security_headers() {
  return {{"Content-Security-Policy",
           "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
           "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
          {"X-Content-Type-Options", "nosniff"},
          {"X-Frame-Options", "DENY"},
          {"Referrer-Policy", "no-referrer"},
          {"Cross-Origin-Opener-Policy", "same-origin"},
          {"Cross-Origin-Resource-Policy", "same-origin"},
          {"Cross-Origin-Embedder-Policy", "require-corp"}};
}

}  // namespace toile::server
