#pragma once
/// The real program's `toile studio`, and a client that speaks to it.

#include <httplib.h>
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "toile/base/json.hpp"
#include "toile/image/image.hpp"

namespace toile::test {

/// A studio on a free port, on a data folder of the test's. Ends with this, by SIGKILL if need be.
class Studio {
 public:
  /// Waits until it has printed its address; `words` are further options.
  explicit Studio(const std::filesystem::path& data, const std::vector<std::string>& words = {},
                  const std::string& setup = "");
  ~Studio();
  Studio(const Studio&) = delete;
  Studio& operator=(const Studio&) = delete;

  int port() const { return port_; }
  pid_t process() const { return process_; }
  void send(int signal) const;
  /// Waits for its end; the exit code, or 128 + signal.
  int finish();

  httplib::Client client() const;
  /// Each fails the test when the answer's status is another.
  Json get(const std::string& path, int status = 200) const;
  Json post(const std::string& path, const Json& body, int status = 200) const;
  Json post_bytes(const std::string& path, const std::string& bytes, int status = 201) const;
  /// The sentence of the refusal with which a request is answered.
  std::string refused(const std::string& path, const std::string& body, int status) const;
  /// Follows a job to its end.
  Json finished(const Json& job) const;
  /// `count` new patterns' ids.
  std::vector<std::string> patterns(int count, const std::string& category = "floral") const;
  /// Bytes sent as they are, and no more; what comes back until the connection is closed or `seconds` are over.
  std::string raw(const std::string& bytes, double seconds = 10) const;

 private:
  pid_t process_ = -1;
  int port_ = 0;
};

/// The program run to its end: for what it says when it can't start.
struct Refusal {
  int exit_code;
  std::string err;
};
Refusal studio_refuses(const std::vector<std::string>& words, const std::string& setup = "");

/// `image` as a file's bytes.
std::string png(const Image& image);
std::string jpeg(const Image& image);

}  // namespace toile::test
