#include "tests/cli/program.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "tests/folder.hpp"
#include "tests/sanitized.hpp"
#include "toile/base/files.hpp"

namespace toile::test {
namespace {

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

/// Leaks are looked for in the rooms' own tests: at the end of a program that opened LibTorch while it ran, GCC 12's
/// LeakSanitizer itself falls over.
const std::string kLeaks = kSanitized ? " export ASAN_OPTIONS=detect_leaks=0;" : "";

/// Starts a shell that becomes the program, its output in files of `folder`.
pid_t start(const std::vector<std::string>& words, const std::string& setup, const Folder& folder) {
  std::string line = setup + kLeaks + " exec " + quoted(TOILE_PROGRAM);
  for (const std::string& word : words) line += " " + quoted(word);
  line += " >" + quoted(folder / "out") + " 2>" + quoted(folder / "err") + " </dev/null";
  const pid_t child = fork();
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
    _exit(127);
  }
  return child;
}

Outcome finish(pid_t child, const Folder& folder) {
  int status = 0;
  waitpid(child, &status, 0);
  return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          .out = read_file(folder / "out"),
          .err = read_file(folder / "err")};
}

}  // namespace

Outcome toile(const std::vector<std::string>& words, const std::string& setup) {
  const Folder folder;
  return finish(start(words, setup, folder), folder);
}

Outcome toile_interrupted(const std::vector<std::string>& words, int signal, double seconds,
                          const std::filesystem::path& sign) {
  const Folder folder;
  const pid_t child = start(words, "", folder);
  for (int i = 0; i < 6000 && !sign.empty() && !std::filesystem::exists(sign); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  kill(child, signal);
  return finish(child, folder);
}

}  // namespace toile::test
