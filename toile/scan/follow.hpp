#pragma once
/// A lattice followed over the photo, node by node, as camera and cloth bend it.

#include <vector>

#include "toile/scan/correlation.hpp"
#include "toile/scan/warp.hpp"

namespace toile::scan {

/// A place where the picture looks as it does at the lattice's origin.
struct Node {
  int i = 0, j = 0;  ///< how many vectors away
  Vector at;         ///< pixels
  double likeness = 0;
};

/// From the place near the picture's middle whose surroundings look most like those a vector away, outwards: each node
/// is looked for where its neighbours say (Hays et al., "Discovering Texture Regularity as a Higher-Order
/// Correspondence Problem", 2006). Empty when there are no two nodes.
std::vector<Node> follow(const Features& features, const Lattice& lattice);

/// The view that fits the nodes best, and what they differ from it by, smoothed, as creep.
Warp warp_through(const std::vector<Node>& nodes, const Lattice& lattice, int width, int height);

/// The same warp with as much of its creep as a camera's view can explain made view, where `trust` says that it holds.
Warp with_view_refitted(const Warp& warp, const Lattice& lattice, const image::Plane& trust);

}  // namespace toile::scan
