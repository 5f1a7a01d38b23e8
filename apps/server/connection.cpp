#include "apps/server/connection.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace toile::server {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kHeadTime{10};
constexpr seconds kBodyTime{15};           ///< for a body of any size, and more for a large one:
constexpr double kBytesPerSecond = 512e3;  ///< what a client has to manage
constexpr seconds kStallTime{20};          ///< that a client may leave what we send unread
constexpr seconds kDrainTime{2};
constexpr std::uint64_t kDrainBytes = 80ULL << 20;

}  // namespace

Connection::Connection(int socket) : socket_(socket) {
  const int on = 1;
  // Head and body of an answer go out as two writes: the second must not wait for the first one's receipt.
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  set_phase(Phase::reading);
}

Connection::~Connection() {
  ::close(socket_);
}

bool Connection::wait(short events, Clock::time_point until) const {
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now()).count();
    if (left <= 0) return false;
    pollfd one{.fd = socket_, .events = events, .revents = 0};
    const int ready = ::poll(&one, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

bool Connection::wait_for_request(milliseconds time) {
  set_phase(Phase::idle);
  if (begin_ == end_ && !wait(POLLIN, Clock::now() + time)) return false;
  set_phase(Phase::reading);
  deadline_ = Clock::now() + kHeadTime;
  owing_ = 0;
  return true;
}

void Connection::expect_body(std::uint64_t bytes) {
  owing_ = bytes;
  const std::chrono::duration<double> extra(static_cast<double>(std::min(bytes, kDrainBytes)) / kBytesPerSecond);
  deadline_ = Clock::now() + kBodyTime + std::chrono::duration_cast<Clock::duration>(extra);
  set_phase(bytes > 0 ? Phase::reading : Phase::working);
}

void Connection::drain() {
  ::shutdown(socket_, SHUT_WR);
  deadline_ = Clock::now() + kDrainTime;
  std::uint64_t seen = 0;
  begin_ = end_ = 0;
  while (seen < kDrainBytes && fill()) {
    seen += end_ - begin_;
    begin_ = end_ = 0;
  }
}

void Connection::set_phase(Phase phase) {
  phase_ = phase;
  since_ = Clock::now().time_since_epoch().count();
}

milliseconds Connection::stalled() const {
  if (phase_ == Phase::working) return milliseconds(0);
  return std::chrono::duration_cast<milliseconds>(Clock::now().time_since_epoch() - Clock::duration(since_.load()));
}

void Connection::cut() {
  ::shutdown(socket_, SHUT_RDWR);
}

bool Connection::fill() {
  for (;;) {
    if (!wait(POLLIN, deadline_)) return false;
    const ssize_t got = ::recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return false;
    begin_ = 0;
    end_ = static_cast<std::size_t>(got);
    return true;
  }
}

bool Connection::is_readable() const {
  return begin_ < end_ || wait(POLLIN, deadline_);
}

bool Connection::is_writable() const {
  char byte = 0;
  const ssize_t got = ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  const bool gone = got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR);
  return !gone && wait(POLLOUT, Clock::now() + kStallTime);
}

ssize_t Connection::read(char* bytes, std::size_t size) {
  if (begin_ == end_ && !fill()) return -1;
  const std::size_t some = std::min(size, end_ - begin_);
  std::memcpy(bytes, buffer_.data() + begin_, some);
  begin_ += some;
  if (owing_ > 0) {
    owing_ -= std::min<std::uint64_t>(owing_, some);
    if (owing_ == 0) set_phase(Phase::working);
  }
  return static_cast<ssize_t>(some);
}

ssize_t Connection::write(const char* bytes, std::size_t size) {
  set_phase(Phase::writing);
  std::size_t sent = 0;
  while (sent < size) {
    if (!wait(POLLOUT, Clock::now() + kStallTime)) return -1;
    const ssize_t some = ::send(socket_, bytes + sent, size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (some < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (some <= 0) return -1;
    sent += static_cast<std::size_t>(some);
  }
  return static_cast<ssize_t>(size);
}

void Connection::get_remote_ip_and_port(std::string&, int&) const {}
void Connection::get_local_ip_and_port(std::string&, int&) const {}

}  // namespace toile::server
