#pragma once
/// Listens, reads requests within limits, and sends what it is answered.

#include <httplib.h>

#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>

#include "apps/server/call.hpp"
#include "apps/server/connection.hpp"

namespace toile::server {

/// Who answers. `admit` sees a request before its body is read and says how many bytes of body it may have, or refuses
/// it; `answer` gets the whole. Both are called from many threads and don't throw.
struct Answerer {
  struct Admission {
    std::uint64_t most_bytes = 0;
    std::optional<Answer> refusal = {};
  };
  std::function<Admission(const Call&)> admit;
  std::function<Answer(const Call&)> answer;
};

/// A thread a connection, at most 64 connections; when one more comes, the client that has kept us waiting longest is
/// cut off. HTTP/1.1 as httplib reads it; no chunked or compressed bodies, no forms, no ranges.
class Listener : private httplib::Server {
 public:
  /// Takes `port` of `address` (an IP address); 0: any that is free. Throws `Error{usage}` when it is taken, naming one
  /// that isn't.
  Listener(const std::string& address, int port, Answerer answerer);
  ~Listener() override;

  int port() const { return port_; }
  /// Serves until `go_on` answers false; asks ten times a second. Then waits for the answers in hand.
  void run(const std::function<bool()>& go_on);

 private:
  struct Client {
    Connection connection;
    std::atomic<bool> gone = false;
    std::jthread thread;
    explicit Client(int socket) : connection(socket) {}
  };

  void accept_one();
  void serve(Connection& connection);
  bool make_room();
  void reap();
  Call call_of(const httplib::Request& request) const;
  void respond(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader* body);

  const Answerer answerer_;
  int port_ = 0;
  std::atomic<bool> closing_ = false;
  std::atomic<std::uint64_t> bytes_in_hand_ = 0;  ///< of bodies being read or worked on
  std::list<Client> clients_;                     ///< touched by the thread of `run` alone
};

}  // namespace toile::server
