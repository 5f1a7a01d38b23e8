#include "tests/server/studio.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "tests/folder.hpp"
#include "tests/sanitized.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile::test {
namespace {

constexpr const char* kJson = "application/json";
constexpr const char* kBytes = "application/octet-stream";

/// Starts a shell that becomes the program.
pid_t start(const std::vector<std::string>& words, const std::string& setup, const Folder& folder) {
  std::string line = setup + " exec '" TOILE_PROGRAM "' studio";
  for (const std::string& word : words) line += " '" + word + "'";
  line += " >'" + (folder / "out").string() + "' 2>'" + (folder / "err").string() + "' </dev/null";
  const pid_t child = fork();
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
    _exit(127);
  }
  return child;
}

int exit_code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Json checked(const httplib::Result& result, const std::string& path, int status) {
  if (!result) {
    ADD_FAILURE() << path << ": " << httplib::to_string(result.error());
    return {};
  }
  EXPECT_EQ(result->status, status) << path << ": " << result->body.substr(0, 500);
  return result->body.empty() ? Json() : Json::parse(result->body);
}

}  // namespace

Studio::Studio(const std::filesystem::path& data, const std::vector<std::string>& words, const std::string& setup) {
  const Folder folder;
  std::vector<std::string> all = {"--port", "0", "--data", data.string()};
  all.insert(all.end(), words.begin(), words.end());
  process_ = start(all, setup, folder);
  for (int i = 0; i < 3000 && port_ == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (!std::filesystem::exists(folder / "out")) continue;
    const std::string out = read_file(folder / "out");
    if (out.ends_with('\n')) port_ = std::stoi(out.substr(out.find(':', 6) + 1));
  }
  if (port_ == 0) ADD_FAILURE() << "the studio doesn't start: " << read_file(folder / "err");
}

Studio::~Studio() {
  if (process_ < 0) return;
  send(SIGINT);
  for (int i = 0; i < 1000; ++i) {
    int status = 0;
    if (waitpid(process_, &status, WNOHANG) == process_) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ADD_FAILURE() << "the studio doesn't stop";
  send(SIGKILL);
  finish();
}

void Studio::send(int signal) const {
  kill(process_, signal);
}

int Studio::finish() {
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = -1;
  return exit_code_of(status);
}

httplib::Client Studio::client() const {
  httplib::Client client("127.0.0.1", port_);
  client.set_read_timeout(kSanitized ? 900 : 60);
  client.set_tcp_nodelay(true);
  return client;
}

Json Studio::get(const std::string& path, int status) const {
  return checked(client().Get(path), path, status);
}

Json Studio::post(const std::string& path, const Json& body, int status) const {
  return checked(client().Post(path, body.dump(), kJson), path, status);
}

Json Studio::post_bytes(const std::string& path, const std::string& bytes, int status) const {
  return checked(client().Post(path, bytes, kBytes), path, status);
}

std::string Studio::refused(const std::string& path, const std::string& body, int status) const {
  const Json answer = checked(client().Post(path, body, kJson), path, status);
  const Json* error = answer.is_object() ? answer.find("error") : nullptr;
  return error ? error->string() : "(no error)";
}

Json Studio::finished(const Json& job) const {
  Json now = job;
  while (now.at("state").string() == "queued" || now.at("state").string() == "running") {
    now = get("/api/jobs/" + job.at("id").string() + "?wait=5");
  }
  return now;
}

std::vector<std::string> Studio::patterns(int count, const std::string& category) const {
  const Json job = finished(
      post("/api/patterns", Json::Object{{"category", category}, {"count", count}, {"size", 128}, {"seed", 1}}, 202));
  std::vector<std::string> ids;
  for (const Json& item : job.at("result").at("items").array()) ids.push_back(item.at("id").string());
  return ids;
}

std::string Studio::raw(const std::string& bytes, double seconds) const {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    ::shutdown(socket, SHUT_WR);
    const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    char buffer[4096];
    while (std::chrono::steady_clock::now() < until) {
      pollfd one{.fd = socket, .events = POLLIN, .revents = 0};
      if (::poll(&one, 1, 50) == 0) continue;
      const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
      if (got <= 0) break;
      answer.append(buffer, static_cast<std::size_t>(got));
    }
  }
  ::close(socket);
  return answer;
}

Refusal studio_refuses(const std::vector<std::string>& words, const std::string& setup) {
  const Folder folder;
  const pid_t child = start(words, setup, folder);
  int status = 0;
  waitpid(child, &status, 0);
  return {.exit_code = exit_code_of(status), .err = read_file(folder / "err")};
}

std::string png(const Image& image) {
  return image::encode("it.png", image);
}

std::string jpeg(const Image& image) {
  return image::encode("it.jpg", image);
}

}  // namespace toile::test
