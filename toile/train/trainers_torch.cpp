// What lies behind the door of trainers.hpp.

#include "toile/nets/runtime.hpp"
#include "toile/train/trainers.hpp"

extern "C" const toile::train::Trainers* toile_trainers() {
  using namespace toile;
  static const train::Trainers all{.gan = train::train_gan,
                                   .tile = train::train_tile,
                                   .garment = train::train_garment,
                                   .motif = train::train_motif,
                                   .gather = train::gather_ranks,
                                   .read_eyes = nets::read_eyes,
                                   .write_eyes = nets::write_eyes,
                                   .resolve_device = nets::resolve_device,
                                   .use_threads = nets::use_threads};
  return &all;
}
