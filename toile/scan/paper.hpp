#pragma once
/// What of a drawing is paper.

#include <array>
#include <string>

#include "toile/image/image.hpp"
#include "toile/image/plane.hpp"

namespace toile::scan {

/// The paper under a drawing, as it would look without it.
struct Paper {
  std::array<image::Plane, 3> lab;       ///< Oklab, of the page's size: shade and ruled lines included
  double grain = 0;                      ///< Oklab distance within which two thirds of the bare paper lie
  std::array<std::uint8_t, 3> colour{};  ///< of all of it
  bool ruled = false;                    ///< lines or checks were found on it
};

/// Paper is the page's commonest colour along its edge, followed over the page as its shade changes; rows and columns
/// (slanted by up to two degrees) that differ from it nearly all the way are ruled lines. Throws `Error{bad_file}`
/// naming the page when it shows no paper.
Paper paper_of(const Image& page, const std::string& name);

/// How far each pixel is from the paper, Oklab.
image::Plane distance_from(const Paper& paper, const Image& page);

}  // namespace toile::scan
