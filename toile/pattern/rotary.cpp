#include "toile/pattern/rotary.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "toile/base/error.hpp"

namespace toile::pattern {

Round nearest_round(double height_cm, const std::vector<double>& circumferences_cm) {
  std::optional<Round> best;
  const auto change = [&](const Round& round) { return std::abs(std::log(round.height_cm() / height_cm)); };
  for (const double circumference : circumferences_cm) {
    if (circumference < 1 || circumference > 1000) {
      throw Error(ErrorKind::usage,
                  fmt::format("a circumference is {:g} cm; it must be from 1 to 1000", circumference));
    }
    const double times = circumference / height_cm;
    for (const double repeats : {std::floor(times), std::ceil(times)}) {
      const Round round{circumference, static_cast<int>(std::max(1.0, repeats))};
      if (!best || change(round) < change(*best)) best = round;
    }
  }
  if (!best) throw Error(ErrorKind::usage, "no circumference is given that repeats could go round");
  return *best;
}

}  // namespace toile::pattern
