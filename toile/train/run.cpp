#include "toile/train/run.hpp"

namespace toile::train {

void check_range(const char* name, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorKind::usage, std::string(name) + " is " + Json(value).dump() + "; it must be from " +
                                    Json(low).dump() + " to " + Json(high).dump());
}

void check_device(const std::string& device) {
  if (device == "cpu" || device == "cuda") return;
  throw Error(ErrorKind::usage, "device is " + device + "; it must be cpu or cuda");
}

}  // namespace toile::train
