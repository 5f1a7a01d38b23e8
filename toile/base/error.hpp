#pragma once
/// The one exception of the project. It is thrown where a thing goes wrong and caught only where a job ends:
/// in `apps/cli/main.cpp` (exit code and message) and, later, in the server (status and JSON).

#include <stdexcept>
#include <string>

namespace toile {

enum class ErrorKind {
  usage,         ///< what was asked makes no sense (exit 2)
  not_found,     ///< a file, category or model that is not there
  bad_file,      ///< a file whose content can't be used
  cannot_write,  ///< disk full, no permission
  cancelled,     ///< the person said stop (exit 130)
};

/// `sentence` names the thing, its value and what is allowed, and ends without a full stop.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& sentence) : std::runtime_error(sentence), kind_(kind) {}
  ErrorKind kind() const { return kind_; }

 private:
  ErrorKind kind_;
};

}  // namespace toile
