#pragma once
/// How well the garment net tells people apart, in photos of several that are put together out of photos of one each.

#include <array>
#include <cstdint>
#include <vector>

#include "toile/base/progress.hpp"
#include "toile/data/labelled_photos.hpp"
#include "toile/models/garment_segmenter.hpp"

namespace toile::evaluate {

constexpr int kLeastCrowd = 2, kMostCrowd = 4;  ///< people in a composed photo

/// A photo with people out of others pasted before the one it shows, at 0.7 to 1 of their size, and whose each pixel
/// is.
struct Crowd {
  Image photo;
  std::vector<std::uint8_t> who;    ///< row-major; 0: nobody; 1: whom the photo showed; 2, ...: who was pasted in
  std::vector<std::uint8_t> cloth;  ///< 1 on garments, 0 elsewhere
  int people = 0;
};

/// Puts `photos[first]` and the `people` - 1 after it together, going around. Same arguments, same bytes.
Crowd crowd_of(const data::LabelledFolder& folder, const std::vector<data::LabelledPhoto>& photos, std::size_t first,
               int people, std::uint64_t seed);

struct PeopleFigures {
  int photos = 0;
  int people = 0;  ///< whose garments are seen on 1 % of the photo at least
  int right = 0;   ///< of them, whose garments are somebody's that was found: IoU above one half, one found person each
  int counted_right = 0;  ///< photos in which as many people are found as are seen
};

/// For two, three and four people a photo, `count` photos each.
std::array<PeopleFigures, kMostCrowd - kLeastCrowd + 1> people_report(const models::GarmentSegmenter& segmenter,
                                                                      const data::LabelledFolder& folder,
                                                                      const std::vector<data::LabelledPhoto>& photos,
                                                                      int count, std::uint64_t seed,
                                                                      const OnProgress& progress = no_progress);

}  // namespace toile::evaluate
