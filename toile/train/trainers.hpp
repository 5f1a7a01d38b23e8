#pragma once
/// The door to the trainers, as `toile/models/networks.hpp` is to the networks: LibTorch comes with the shared library
/// that `trainers()` opens.
///
/// The rule of this room: headers of options, summaries and entry points are free of LibTorch, and so are the .cpp
/// files named under LIGHT in CMakeLists.txt, which check options; everything else lies behind the door. A new entry
/// point is a member here and a line in `trainers_torch.cpp`. Options and files are checked before `trainers()` is
/// called.

#include "toile/nets/eyes.hpp"
#include "toile/train/ranks.hpp"
#include "toile/train/train_gan.hpp"
#include "toile/train/train_garment.hpp"
#include "toile/train/train_motif.hpp"
#include "toile/train/train_tile.hpp"

namespace toile::train {

/// Each as the function that it has its type of.
struct Trainers {
  decltype(&train_gan) gan;
  decltype(&train_tile) tile;
  decltype(&train_garment) garment;
  decltype(&train_motif) motif;
  decltype(&gather_ranks) gather;
  decltype(&nets::read_eyes) read_eyes;
  decltype(&nets::write_eyes) write_eyes;
  std::string (*resolve_device)(const std::string& wanted);  ///< as nets::resolve_device
  void (*use_threads)(int threads);                          ///< as nets::use_threads
};

/// Opens the library at the first call. Safe from several threads. Throws `Error{not_found}` when it isn't installed.
const Trainers& trainers();

}  // namespace toile::train
