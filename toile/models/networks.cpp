#include "toile/models/networks.hpp"

#include "toile/base/shared_library.hpp"

namespace toile::models {

const Networks& networks() {
  static const Networks& all =
      *reinterpret_cast<const Networks* (*)()>(library_function("toile_models_torch", "toile_networks"))();
  return all;
}

}  // namespace toile::models
