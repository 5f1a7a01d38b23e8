#pragma once
/// Light on printed cloth, and what is printed on it in one place: the door to the nets that tell.

#include <memory>

#include "toile/image/plane.hpp"

namespace toile::models {

/// Light on a garment and how far to believe it; planes of the garment's cells.
struct ReadShading {
  image::Plane light;       ///< log2, up to a constant
  image::Plane told_doubt;  ///< log2 of the error that is to be expected of what colours tell
  image::Plane doubt;       ///< the same of `light`
};

/// Two networks. `read` and `marks` are const and may be called from several threads.
class ShadingReader {
 public:
  /// Finds the shipped weights; a network is opened when it is first needed. Throws `Error{not_found}`.
  static ShadingReader open();
  ShadingReader(ShadingReader&&) noexcept;
  ~ShadingReader();

  /// `red`, `green`, `blue`: linear, 0..1, going on outside the garment; `told`: log2 of the light as colours alone
  /// tell it, up to a constant; `cover`: how much of each cell is garment, 0..1. Trained on garments of at most 384
  /// cells a side. Same cells, same bytes, whatever the thread count.
  ReadShading read(const image::Plane& red, const image::Plane& green, const image::Plane& blue,
                   const image::Plane& told, const image::Plane& cover) const;

  /// 0..1: how surely letters, a picture or a label are printed there on cloth that is plain or of another print. The
  /// rest is as for `read`.
  image::Plane marks(const image::Plane& red, const image::Plane& green, const image::Plane& blue,
                     const image::Plane& cover) const;

 private:
  struct Weights;
  explicit ShadingReader(std::unique_ptr<Weights> weights);
  std::unique_ptr<Weights> weights_;
};

}  // namespace toile::models
