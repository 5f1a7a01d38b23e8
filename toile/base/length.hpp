#pragma once
/// Lengths as people write them: "8cm", "80 mm", "3.5in", 3.5" or a number of centimetres alone; a comma is a point.

#include <string>
#include <utility>

namespace toile {

/// In centimetres. Throws `Error{usage}` that names `option` and what it is.
double length_cm(const std::string& option, const std::string& words);

/// Two lengths, "140x100cm" or "55x40 in", in centimetres. A unit may stand behind both or behind the second alone.
/// Throws likewise.
std::pair<double, double> size_cm(const std::string& option, const std::string& words);

}  // namespace toile
