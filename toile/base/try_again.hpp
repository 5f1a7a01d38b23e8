#pragma once
#include "toile/base/error.hpp"

namespace toile {

/// What went wrong lies outside and may be over soon: a peer that died, a shared folder that is gone. The same call can
/// go on where it stopped; the program ends with 75, by which an engine knows that it pays to start it again.
class TryAgain : public Error {
 public:
  explicit TryAgain(const std::string& sentence) : Error(ErrorKind::not_found, sentence) {}
};

}  // namespace toile
