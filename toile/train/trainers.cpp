#include "toile/train/trainers.hpp"

#include "toile/base/shared_library.hpp"

namespace toile::train {

const Trainers& trainers() {
  static const Trainers& all =
      *reinterpret_cast<const Trainers* (*)()>(library_function("toile_train_torch", "toile_trainers"))();
  return all;
}

}  // namespace toile::train
