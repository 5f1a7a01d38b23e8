#pragma once
/// Where on the tile each pixel of a garment falls.

#include <vector>

#include "toile/pattern/tile_sampler.hpp"
#include "toile/render/drape.hpp"

namespace toile::render {

/// A placement worked out for one cloth and one pattern.
class Lay {
 public:
  /// `cloth` must outlive this. Throws `Error{usage}` when centimetres are asked of a garment of unknown size.
  Lay(const Cloth& cloth, const Pattern& pattern, const Placement& placement);

  /// Tile coordinates along row `y` of the box; u is NaN where the cloth isn't known.
  struct Row {
    std::vector<float> u, v;
  };
  void row(int y, Row& out) const;

  /// The way on the tile from pixel `x` of `here` to its neighbours, never across a tear of the cloth.
  pattern::Footprint footprint(const Row& above, const Row& here, const Row& below, std::size_t x) const;

  /// Whether a neighbour of pixel `x` of `here`, corners included, lies across a tear of the cloth or a sleeve's seam.
  bool at_tear(const Row& above, const Row& here, const Row& below, std::size_t x) const;

  /// Whether every pixel has the same footprint: a print that lies on a photo as on a table. What folds press together
  /// and how sleeves are turned is left out.
  bool even() const { return !cloth_->coordinates; }
  pattern::Footprint even_footprint() const;

  /// Tiles a typical pixel goes across; what a sampler must resolve at most.
  double step() const { return step_; }

 private:
  const Cloth* cloth_;
  double tile_width_ = 1, tile_height_ = 1;  ///< in cm, or in pixels of the photo where coordinates aren't known
  double cosine_ = 1, sine_ = 0, shift_x_ = 0, shift_y_ = 0;
  double middle_x_ = 0, middle_y_ = 0;  ///< the print turns about this point
  double origin_x_ = 0, origin_y_ = 0;  ///< coordinates of that point when nothing is turned or shifted
  double step_ = 0;
  float tear_ = 0;  ///< tiles between neighbours that are no longer one piece of cloth
};

}  // namespace toile::render
