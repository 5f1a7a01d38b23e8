#pragma once
/// What a pixel of a photo can be for us.

#include <array>
#include <cstddef>
#include <cstdint>

namespace toile {

/// What the garment net tells apart. The order is that of label maps in packs and of the net's outputs.
enum class GarmentLabel : std::uint8_t {
  background,
  skin,
  hair,
  upper,
  lower,
  dress,
  outer,
  accessory,  ///< hats, gloves, jewellery, glasses
  footwear,
  hosiery,  ///< socks, tights
  bag,
  scarf,  ///< and ties
  belt,
};

constexpr std::size_t kGarmentLabels = 13;

/// What a designer asks for: labels by what becomes of them.
enum class GarmentGroup : std::uint8_t {
  background,
  body,   ///< skin and hair
  upper,  ///< shirts, tops, jumpers
  lower,  ///< trousers, skirts, shorts
  dress,  ///< one-piece garments
  outer,  ///< coats, jackets, cardigans
  other,  ///< what is worn with garments: from accessory to belt
};

constexpr std::size_t kGarmentGroups = 7;
constexpr std::array<const char*, kGarmentGroups> kGarmentGroupNames = {"background", "body",  "upper", "lower",
                                                                        "dress",      "outer", "other"};
constexpr std::array<GarmentGroup, kGarmentLabels> kGroupOfLabel = {
    GarmentGroup::background, GarmentGroup::body,  GarmentGroup::body,  GarmentGroup::upper, GarmentGroup::lower,
    GarmentGroup::dress,      GarmentGroup::outer, GarmentGroup::other, GarmentGroup::other, GarmentGroup::other,
    GarmentGroup::other,      GarmentGroup::other, GarmentGroup::other};

/// A pixel whose label is unknown, such as the border that brings a photo to the pack's shape.
constexpr std::uint8_t kIgnoredLabel = 255;

/// Photos lie in a garment pack this many times larger than the net sees a whole one, so that a close look is sharp.
constexpr int kPackDetail = 2;

/// Whether cloth of this group can be dressed in a pattern.
constexpr bool is_garment(GarmentGroup group) {
  return group >= GarmentGroup::upper && group <= GarmentGroup::outer;
}

}  // namespace toile
