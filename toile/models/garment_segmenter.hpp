#pragma once
/// Garments in photos: the door to the garment net.

#include <compare>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/image/image.hpp"

namespace toile::models {

/// Which garment is wanted.
struct Garment {
  /// `automatic`: the largest one. `all`: whatever is worn.
  enum class Kind { automatic, all, upper, lower, dress, outer };
  Kind kind = Kind::automatic;
  int person = 0;  ///< whose, as `FoundGarment::person`; 0: anybody's, and for `automatic` whoever wears the largest

  auto operator<=>(const Garment&) const = default;
};

/// "auto", "all", "upper", ..., and "upper:2" for the second person's. Throws `Error{usage}` listing the names for any
/// other.
Garment garment_named(const std::string& name);

/// What `garment_named` understands.
std::string name_of(Garment garment);

/// A garment that was found: one garment of one person.
struct FoundGarment {
  std::string group;  ///< upper, lower, dress or outer; "garment" from a net that doesn't tell them apart
  int person = 1;     ///< from left to right
  double share = 0;   ///< of the photo's pixels, 0..1
  int x = 0, y = 0, width = 0, height = 0;  ///< its box in the photo
  double width_cm = 0;  ///< how wide the box is in life: a guess (garment_size.hpp), 0 where there is none
};

struct Segmentation {
  /// Of the photo's size: 255 on the garment, 0 elsewhere, between at its edge. Without pixels: there is no such
  /// garment.
  Mask matte;
  std::vector<FoundGarment> found;  ///< largest first; all of them, not just the one that was asked for
};

/// All that a matte covers, as one garment of no group.
FoundGarment found_in(const Mask& matte);

/// What to ask for it by: "upper", or "upper:2" where several people were found.
std::string name_of(const FoundGarment& one, const std::vector<FoundGarment>& all);

/// What to throw, `Error{bad_file}`, where no such garment is in a photo; `there` are those that are.
Error nothing_found(Garment garment, const std::vector<FoundGarment>& there);

/// One network. `segment` is const and may be called from several threads.
class GarmentSegmenter {
 public:
  /// Finds the shipped weights, or the weights `chosen` by file or name: a garment net's or `Unet_2020-10-30`. The
  /// network in them is opened at the first photo.
  static GarmentSegmenter open(const std::filesystem::path& chosen = {});
  GarmentSegmenter(GarmentSegmenter&&) noexcept;
  ~GarmentSegmenter();

  /// Same photo, same bytes, whatever the thread count. An alpha channel counts: what is clear is no garment, and what
  /// was cut out with nobody in it is the garment, to its own soft edge. A drawing's closed outline is one too. Throws
  /// `Error{bad_file}` when no such garment is in the photo, and `Error{usage}` when the net can't tell.
  Segmentation segment(const Image& photo, Garment garment = {}) const;

  /// The same; a matte without pixels when no such garment is in the photo.
  Segmentation find(const Image& photo, Garment garment = {}) const;

  /// The `GarmentGroup` of each pixel, row-major, of the photo's size: chances are enlarged and the likeliest group
  /// taken, so that no other group appears at the border of two. Empty from a net that can't tell garments apart.
  std::vector<std::uint8_t> group_map(const Image& photo) const;

 private:
  struct Weights;
  explicit GarmentSegmenter(std::unique_ptr<Weights> weights);
  std::unique_ptr<Weights> weights_;
};

}  // namespace toile::models
