#pragma once
/// Lengths as people write them.

#include <string>
#include <vector>

namespace toile::cli {

/// "140x100cm", "55x40in", "20cm", "8 in", "200mm", "1.4m": as many lengths as asked, in centimetres. A length without
/// a unit has that of the next one; without any it is in centimetres. Throws `Error{usage}` naming `option`.
std::vector<double> lengths_in_cm(const std::string& option, const std::string& words, std::size_t count);

}  // namespace toile::cli
