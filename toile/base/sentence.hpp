#pragma once
#include <string>

namespace toile {

/// What the exception that is being handled says, of whatever kind it is, in a sentence; to be called inside a catch
/// block.
std::string sentence_in_hand();

}  // namespace toile
