#pragma once
/// Who is who in a photo of several people.

#include <cstdint>
#include <vector>

#include "toile/image/plane.hpp"

namespace toile::models {

/// More people than this are told by no one: those with the faintest centres are counted to others.
constexpr int kMostPeople = 20;

struct People {
  int width = 0, height = 0;
  std::vector<std::uint8_t> of;    ///< row-major: 1, 2, ...: whom the pixel belongs to; 0: nobody
  std::vector<std::uint8_t> near;  ///< the same, and where nobody is, who is next to it; never 0
  int count = 0;                   ///< 1: everything belongs to one, or nobody is there
};

/// What `map`, one of the above, says at a pixel of a plane of any size over the same picture.
int person_at(const People& people, const std::vector<std::uint8_t>& map, const image::Plane& plane, int x, int y);

/// What the garment net says of people, all planes of one size: `centre` how likely somebody's centre is here, `down`
/// and `across` how many pixels of this grid the centre of whom the pixel belongs to lies below and to the right,
/// `somebody` (0..1) how likely the pixel belongs to anyone or to what they wear. Centres are the largest values within
/// their surroundings; a pixel belongs to the centre next to where it points (Panoptic-DeepLab: Cheng et al., CVPR
/// 2020). Whoever has less than a fortieth of all is counted to the next. They are numbered from left to right.
People people_of(const image::Plane& centre, const image::Plane& down, const image::Plane& across,
                 const image::Plane& somebody);

}  // namespace toile::models
