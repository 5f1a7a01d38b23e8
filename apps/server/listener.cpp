#include "apps/server/listener.hpp"

#include <fmt/core.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "apps/server/port.hpp"
#include "toile/studio/upload.hpp"

namespace toile::server {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMostClients = 64;
constexpr std::uint64_t kMostBytesInHand = 320ULL << 20;
constexpr milliseconds kIdleTime{30'000};
constexpr milliseconds kWorthCutting{250};            ///< a client that has kept us waiting that long may have to go
constexpr std::uint64_t kUnknownLength = 1ULL << 62;  ///< the connection can't be used again
constexpr const char* kAnyPath = R"([\s\S]*)";

/// The bytes of the request's body; nothing when that can't be told beforehand.
std::optional<std::uint64_t> length_of(const httplib::Request& request) {
  if (request.has_header("Transfer-Encoding")) return {};
  if (!request.has_header("Content-Length")) return 0;
  const std::string text = request.get_header_value("Content-Length");
  std::uint64_t bytes = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), bytes);
  if (problem != std::errc() || end != text.data() + text.size() ||
      request.get_header_value_count("Content-Length") > 1) {
    return {};
  }
  return bytes;
}

/// Why the body can't be taken as it comes, whatever the route.
std::optional<Answer> refuse_form(const httplib::Request& request) {
  if (!length_of(request))
    return refusal(411, "the request must say its length (Content-Length) and not come in chunks");
  const std::string encoding = request.get_header_value("Content-Encoding");
  if (!encoding.empty() && encoding != "identity") {
    return refusal(415, "the request is compressed (" + encoding + "); send it as it is");
  }
  if (request.get_header_value("Content-Type").starts_with("multipart/")) {
    return refusal(415, "the request is a form; send the bytes of the picture alone");
  }
  return {};
}

/// Bytes that count as in hand for as long as this lives.
class Share {
 public:
  Share(std::atomic<std::uint64_t>& all, std::uint64_t own) : all_(all), own_(own), total_(all += own) {}
  ~Share() { all_ -= own_; }
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;
  std::uint64_t total() const { return total_; }

 private:
  std::atomic<std::uint64_t>& all_;
  const std::uint64_t own_, total_;
};

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

}  // namespace

Listener::Listener(const std::string& address, int port, Answerer answerer) : answerer_(std::move(answerer)) {
  svr_sock_ = take_port(address, port);
  port_ = port_of(svr_sock_);
  set_keep_alive_max_count(1000);
  set_payload_max_length(studio::kMostUploadBytes);  // the reader stops there; `respond` knows each route's own limit
  const auto without_body = [this](const httplib::Request& request, httplib::Response& response) {
    respond(request, response, nullptr);
  };
  const auto with_body = [this](const httplib::Request& request, httplib::Response& response,
                                const httplib::ContentReader& body) { respond(request, response, &body); };
  Get(kAnyPath, without_body);
  Options(kAnyPath, without_body);
  Post(kAnyPath, with_body);
  Put(kAnyPath, with_body);
  Patch(kAnyPath, with_body);
  Delete(kAnyPath, with_body);
  set_error_handler([](const httplib::Request&, httplib::Response& response) {
    if (!response.body.empty()) return;
    const Answer plain = refusal(response.status, "this is no request that the studio understands");
    response.set_content(plain.body, plain.type);
  });
}

Listener::~Listener() {
  if (svr_sock_ != INVALID_SOCKET) ::close(svr_sock_);
}

void Listener::run(const std::function<bool()>& go_on) {
  while (go_on()) {
    pollfd one{.fd = svr_sock_, .events = POLLIN, .revents = 0};
    if (::poll(&one, 1, 100) > 0 && make_room()) accept_one();
    reap();
  }
  closing_ = true;
  ::close(svr_sock_.exchange(INVALID_SOCKET));
  for (Client& client : clients_) {
    if (client.connection.stalled().count() > 0) client.connection.cut();
  }
  clients_.clear();
}

void Listener::accept_one() {
  const int socket = ::accept4(svr_sock_, nullptr, nullptr, SOCK_CLOEXEC);
  if (socket < 0) {
    if (errno == EMFILE || errno == ENFILE) std::this_thread::sleep_for(milliseconds(10));
    return;
  }
  Client& client = clients_.emplace_back(socket);
  client.thread = std::jthread([this, &client] {
    serve(client.connection);
    client.connection.cut();  // the other side needn't wait until this is reaped
    client.gone = true;
  });
}

/// Whether one more client can be served.
bool Listener::make_room() {
  if (clients_.size() < kMostClients) return true;
  reap();
  if (clients_.size() < kMostClients) return true;
  const auto slowest = std::max_element(clients_.begin(), clients_.end(), [](const Client& a, const Client& b) {
    return a.connection.stalled() < b.connection.stalled();
  });
  if (slowest->connection.stalled() >= kWorthCutting) slowest->connection.cut();
  std::this_thread::sleep_for(milliseconds(5));
  reap();
  return clients_.size() < kMostClients;
}

void Listener::reap() {
  std::erase_if(clients_, [](const Client& client) { return client.gone.load(); });
}

void Listener::serve(Connection& connection) {
  bool close = false;
  while (!close && !closing_ && connection.wait_for_request(kIdleTime)) {
    const bool understood = process_request(connection, closing_, close, [&](httplib::Request& request) {
      request.ranges.clear();  // pictures are sent whole
      connection.expect_body(length_of(request).value_or(kUnknownLength));
    });
    if (connection.owing() > 0) {
      connection.drain();
      return;
    }
    if (!understood) return;
  }
}

Call Listener::call_of(const httplib::Request& request) const {
  Call call{.method = request.method,
            .path = request.path,
            .query = {},
            .words = {},
            .header = [&request](const std::string& name) { return request.get_header_value(name); },
            .body = {}};
  for (const auto& [name, value] : request.params) call.query.emplace(name, value);
  return call;
}

void Listener::respond(const httplib::Request& request, httplib::Response& response,
                       const httplib::ContentReader* body) {
  Call call = call_of(request);
  const std::uint64_t length = length_of(request).value_or(0);
  const auto whole = [&] {
    if (auto refused = refuse_form(request)) return *refused;
    const Answerer::Admission admission = answerer_.admit(call);
    if (admission.refusal) return *admission.refusal;
    if (length > admission.most_bytes) {
      return refusal(413, fmt::format("the request has {}; at most {} are taken here", megabytes(length),
                                      megabytes(admission.most_bytes)));
    }
    const Share share(bytes_in_hand_, length);
    if (share.total() > kMostBytesInHand) {
      Answer busy = refusal(503, "the studio is busy with other pictures; try again in a moment");
      busy.headers.emplace_back("Retry-After", "1");
      return busy;
    }
    if (body && length > 0) {
      (*body)([&](const char* bytes, std::size_t size) {
        call.body.append(bytes, size);
        return true;
      });
      if (call.body.size() != length) return refusal(400, "the request was cut short; send it again");
    }
    return answerer_.answer(call);
  };
  Answer made = whole();
  response.status = made.status;
  for (const auto& [name, value] : made.headers) response.set_header(name, value);
  if (!made.stream) return response.set_content(made.body, made.type);
  response.set_chunked_content_provider(made.type,
                                        [this, next = std::move(made.stream)](std::size_t, httplib::DataSink& sink) {
                                          const std::optional<std::string> piece = closing_ ? std::nullopt : next();
                                          if (piece) return sink.write(piece->data(), piece->size());
                                          sink.done();
                                          return true;
                                        });
}

}  // namespace toile::server
