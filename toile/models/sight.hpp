#pragma once
/// What the garment net sees in a photo, and what is made of it: which garments there are, and where one is.

#include <vector>

#include "toile/image/image.hpp"
#include "toile/image/plane.hpp"
#include "toile/models/garment_segmenter.hpp"
#include "toile/models/people.hpp"

namespace toile::models {

struct Sight {
  std::vector<image::Plane>
      chances;    ///< of each `GarmentGroup`, 0..1, all of one size, at half the resolution the net saw
  People people;  ///< at a quarter of it
};

/// Puts the groups right where it is known how the net confuses them: a thing that lies or hangs is one garment, bags
/// and scarves are believed more than the net does, and pieces of one cloth that one person wears are one garment.
/// Answers whether nobody wears what is there.
bool settle_groups(Sight& sight, const Image& photo);

/// Area and box, in the photo's pixels, of the garments of everyone: the pixels where their group is the likeliest, by
/// person. Those that aren't there have a share of 0.
std::vector<FoundGarment> found_garments(const Sight& sight, const Image& photo);

/// Which of `all` were asked for: what is named, all, or the largest.
std::vector<FoundGarment> wanted_garments(Garment garment, const std::vector<FoundGarment>& all);

/// The chance that a pixel belongs to a garment of one of these groups, whoever wears it.
image::Plane chance_of_groups(const Sight& sight, const std::vector<FoundGarment>& wanted);

/// Takes out of `chance` (any size) what belongs to others than those who wear these.
void keep_wearers(image::Plane& chance, const Sight& sight, const std::vector<FoundGarment>& wanted);

}  // namespace toile::models
