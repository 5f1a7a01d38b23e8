#pragma once
/// One client's socket, with a deadline on whatever it does.

#include <httplib.h>

#include <array>
#include <atomic>
#include <chrono>

namespace toile::server {

/// A stream for httplib. Every read and write has to be done by the deadline of its phase; a client that is slower is
/// cut off. `owing()` says how much of the request's body nobody has read.
class Connection : public httplib::Stream {
 public:
  using Clock = std::chrono::steady_clock;
  /// Who is being waited for.
  enum class Phase { idle, reading, working, writing };

  /// Takes the socket over.
  explicit Connection(int socket);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Waits for the next request's first byte; false when there is none in that time.
  bool wait_for_request(std::chrono::milliseconds time);
  /// The head was read; its body of so many bytes may be read now.
  void expect_body(std::uint64_t bytes);
  std::uint64_t owing() const { return owing_; }
  /// Reads and forgets the rest of a body, as far as is reasonable, so that the answer isn't lost with the connection.
  void drain();
  void set_phase(Phase phase);
  /// How long the client has been keeping us waiting; 0 while we keep it waiting.
  std::chrono::milliseconds stalled() const;
  /// Makes every pending and later read and write fail. May be called from another thread.
  void cut();

  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* bytes, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  int socket() const override { return socket_; }

 private:
  bool wait(short events, Clock::time_point until) const;
  bool fill();

  const int socket_;
  Clock::time_point deadline_{};
  std::atomic<Phase> phase_ = Phase::idle;
  std::atomic<Clock::rep> since_ = 0;
  std::uint64_t owing_ = 0;
  std::array<char, 16384> buffer_{};
  std::size_t begin_ = 0, end_ = 0;
};

}  // namespace toile::server
