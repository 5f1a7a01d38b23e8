#pragma once
/// The colours of a print, told apart from the light that falls on it.

#include "toile/render/grid.hpp"

namespace toile::render {

/// A garment's own brightness.
struct Albedo {
  image::Plane level;    ///< log2, relative to the garment's ground: 0 on plain cloth
  image::Plane certain;  ///< 1 where the colour is surely known, 0 at the borders of motifs and outside
  int colours = 1;       ///< 1: the cloth is plain
  double share = 1;      ///< of the cells that have the ground's colour
};

/// Sorts the cells of a garment into the few colours of its print.
///
/// log luminance = albedo of the colour + smooth light (the bias field of Wells et al., "Adaptive Segmentation of MRI
/// Data", 1996, with hard classes); a colour is a place in chromaticity, which light leaves alone (Retinex: Land and
/// McCann 1971; classes of chromaticity: Garces et al., "Intrinsic Images by Clustering", 2012), and in what remains of
/// luminance. Two classes of one chromaticity whose border is no sharp step are light and shade of one colour, and so
/// are large areas: they are made one again.
Albedo read_albedo(const Grid& grid, const image::Plane& log_luminance);

}  // namespace toile::render
