// What lies behind the door of networks.hpp.

#include "toile/models/networks.hpp"
#include "toile/models/opened_nets.hpp"

extern "C" const toile::models::Networks* toile_networks() {
  using namespace toile::models;
  static const Networks all{.tile_maker = open_tile_maker,
                            .dcgan_maker = open_dcgan_maker,
                            .open_garments = open_garment_net,
                            .open_mobilenet = open_mobilenet,
                            .open_vgg = open_vgg,
                            .open_motifs = open_motif_net,
                            .open_shading = open_shading_net,
                            .open_marks = open_mark_net,
                            .import_unet = import_published_unet};
  return &all;
}
