#include "apps/server/server.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>

#include "apps/server/listener.hpp"
#include "apps/server/metrics.hpp"
#include "apps/server/pages.hpp"
#include "apps/server/routes.hpp"
#include "apps/server/sheets.hpp"
#include "toile/base/error.hpp"
#include "toile/base/memory.hpp"
#include "toile/studio/upload.hpp"

namespace toile::server {
namespace {

constexpr std::uint64_t kMostJsonBytes = 1 << 20;
constexpr const char *kHealth = "/healthz", *kMetrics = "/metrics";
constexpr std::chrono::seconds kRest{3};       ///< without work, before networks are opened unasked
constexpr std::chrono::seconds kTidyTime{10};  ///< between handing freed memory back

std::uint64_t most_bytes(Takes takes) {
  switch (takes) {
    case Takes::nothing:
      return 0;
    case Takes::json:
      return kMostJsonBytes;
    case Takes::picture:
      return studio::kMostUploadBytes;
  }
  return 0;
}

Answer page_answer(const Call& call) {
  const Page* page = page_called(call.path == "/" ? "index.html" : std::string_view(call.path).substr(1));
  if (!page) return refusal(404, "there is nothing at " + call.path);
  const std::string etag = "\"" + std::string(page->hash.substr(0, 32)) + "\"";
  Answer made{.type = type_of(*page), .body = "", .headers = {{"ETag", etag}, {"Cache-Control", "no-cache"}}};
  if (call.header("If-None-Match") == etag) {
    made.status = 304;
  } else {
    made.body = page->bytes;
  }
  return made;
}

}  // namespace

struct Server::Parts {
  explicit Parts(const ServerOptions& options)
      : access(options.access),
        session(options.data),
        jobs(failure_in_hand),
        desk{.session = session, .jobs = jobs, .sheets = sheets_folder(options.data)},
        listener(options.access.address, options.access.port,
                 {.admit = [this](const Call& call) { return admit(call); },
                  .answer = [this](const Call& call) { return answer_to(call); }}) {
    access.port = listener.port();
  }

  static Answer secured(Answer made) {
    for (auto& header : security_headers()) made.headers.push_back(std::move(header));
    const auto has = [&](const char* name) {
      return std::any_of(made.headers.begin(), made.headers.end(), [&](const auto& h) { return h.first == name; });
    };
    if (!has("Cache-Control")) made.headers.emplace_back("Cache-Control", "no-store");
    return made;
  }

  Answerer::Admission admit(const Call& call) const {
    const auto refuse = [](Answer made) {
      return Answerer::Admission{.most_bytes = 0, .refusal = secured(std::move(made))};
    };
    if (call.path == kHealth) return {};  // engines ask by a number of their own, and know no token
    if (auto welcome = let_in(access, call)) return refuse(std::move(*welcome));
    if (auto refused = refuse_stranger(access, call)) return refuse(std::move(*refused));
    const bool api = call.path == "/api" || call.path.starts_with("/api/");
    if (!api && (call.method == "GET" || call.method == "HEAD")) return {};
    const Found found = find_route(routes, call.method, call.path);
    if (found.route) return {.most_bytes = most_bytes(found.route->takes)};
    return refuse(found.status == 405 ? refusal(405, call.method + " is not what " + call.path + " is for")
                                      : refusal(404, "there is nothing at " + call.path));
  }

  /// Somebody has opened the page and will want networks: they are opened as soon as its first patterns are there and
  /// nothing is at work. A program that asks the API for what needs none never has them.
  void warm_up() {
    std::call_once(warmed, [this] {
      warming = std::jthread([this](const std::stop_token& stop) {
        if (!jobs.wait_for_rest(kRest, stop)) return;
        try {
          session.warm_up();
        } catch (const std::exception&) {
          // whoever needs the model will be told
        }
      });
    });
  }

  Answer answer_to(const Call& call) {
    if (call.path == kHealth) return secured(health());
    if (call.path == kMetrics) return secured({.type = "text/plain; version=0.0.4", .body = metrics.text(jobs)});
    if (call.path != "/api" && !call.path.starts_with("/api/")) {
      if (call.path == "/") warm_up();
      return secured(page_answer(call));
    }
    const auto begun = std::chrono::steady_clock::now();
    Found found = find_route(routes, call.method, call.path);
    Answer made = answer_at(*found.route, std::move(found.words), call);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
    metrics.count(call.method, found.route->path, made.status, spent.count());
    return secured(std::move(made));
  }

  static Answer answer_at(const Route& route, std::map<std::string, std::string> words, const Call& call) {
    try {
      Call with_words = call;
      with_words.words = std::move(words);
      return route.answer(with_words);
    } catch (...) {
      const Failure failure = failure_in_hand();
      return refusal(failure.status, failure.sentence);
    }
  }

  /// 503 from the moment on at which the studio was asked to end: a proxy then sends nobody here any more.
  Answer health() const {
    return {.status = desk.closing ? 503 : 200, .type = "text/plain", .body = desk.closing ? "closing\n" : "ok\n"};
  }

  Access access;
  studio::Session session;
  Jobs jobs;
  Desk desk;
  const Routes routes = all_routes(desk);
  Metrics metrics;
  Listener listener;
  std::once_flag warmed;
  std::jthread warming;
};

Server::Server(const ServerOptions& options) {
  ServerOptions own = options;
  own.access.address = address_called(options.access.address);
  check(own.access);
  parts_ = std::make_unique<Parts>(own);
}

Server::~Server() = default;

std::string Server::url() const {
  const Access& access = parts_->access;
  const std::string host = access.address.find(':') == std::string::npos ? access.address : "[" + access.address + "]";
  const std::string own = "http://" + host + ":" + std::to_string(access.port) + "/";
  return access.token.empty() ? own : own + "?token=" + access.token;
}

void Server::run(const std::function<bool()>& go_on) {
  auto tidied = std::chrono::steady_clock::now();
  parts_->listener.run([&] {
    if (std::chrono::steady_clock::now() - tidied > kTidyTime) {
      release_freed_memory();
      tidied = std::chrono::steady_clock::now();
    }
    const bool goes_on = go_on();
    if (!goes_on) {
      parts_->desk.closing = true;
      parts_->jobs.close();
    }
    return goes_on;
  });
}

}  // namespace toile::server
