#pragma once
/// Runs the real program and looks at what comes out.

#include <filesystem>
#include <string>
#include <vector>

namespace toile::test {

struct Outcome {
  int exit_code = -1;  ///< 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

/// Runs `toile` with these words; `setup` is shell text in front of it ("ulimit -f 8;").
Outcome toile(const std::vector<std::string>& words, const std::string& setup = "");

/// Starts `toile`, sends `signal` `seconds` after the file `sign` has appeared (if one is named; 60 s at most), and
/// waits for its end.
Outcome toile_interrupted(const std::vector<std::string>& words, int signal, double seconds,
                          const std::filesystem::path& sign = {});

}  // namespace toile::test
