#pragma once
/// How well the garment net finds garments in labelled photos.

#include <array>
#include <string>
#include <vector>

#include "toile/base/garment_groups.hpp"
#include "toile/base/json.hpp"
#include "toile/base/progress.hpp"
#include "toile/data/labelled_photos.hpp"
#include "toile/evaluate/mask_figures.hpp"
#include "toile/models/garment_segmenter.hpp"

namespace toile::evaluate {

constexpr int kBoundaryRadius = 3;  ///< pixels of the photo

struct GarmentPhotoFigures {
  data::LabelledPhoto photo;
  double iou = 0;                        ///< garment or not, matte above one half
  double boundary_f = 0;                 ///< at `kBoundaryRadius`
  double unasked = 0;                    ///< IoU of `--garment auto` with the labelled garment that it fits best
  double seconds = 0;                    ///< for the matte of a photo in memory
  std::vector<double> after_click = {};  ///< IoU after one simulated click, two, ...
};

/// Pooled over all pixels, and the mean over the photos where the group is, or was found.
struct GroupFigures {
  double pooled = 0, mean = 0;
  std::size_t photos = 0;
};

struct GarmentReport {
  std::vector<GarmentPhotoFigures> photos;  ///< worst IoU first
  GroupFigures garment;                     ///< garment or not
  std::array<GroupFigures, kGarmentGroups> groups{};
  bool tells_groups = true;         ///< false: the net finds cloth alone, and `groups` says nothing
  double boundary_f = 0;            ///< mean over the photos
  double unasked = 0;               ///< mean over the photos
  std::vector<double> after_click;  ///< mean IoU after one click, two, ...
  double median_seconds = 0, slowest_seconds = 0;
  double peak_megabytes = 0;          ///< of the whole process
  std::vector<std::string> left_out;  ///< photos that can't be read, each with its reason
};

/// Finds the garments of every photo (`--garment all`, and `auto`), one after the other, and compares. `clicks`: hints given one by
/// one where the matte is most wrong (`next_click`), as a person would. A photo without any garment found counts as an
/// empty matte. Pixels with `kIgnoredLabel` don't count. Throws `Error{bad_file}` when no photo can be read.
GarmentReport garment_report(const models::GarmentSegmenter& segmenter, const data::LabelledFolder& folder,
                             const std::vector<data::LabelledPhoto>& photos, int clicks,
                             const OnProgress& progress = no_progress);

Json to_json(const GarmentReport& report);

/// The `count` worst photos: what is right stays as it is, missed garment is red, what is wrongly taken for garment
/// blue, the rest darkened.
Image worst_photos(const GarmentReport& report, std::size_t count, const models::GarmentSegmenter& segmenter,
                   const data::LabelledFolder& folder);

}  // namespace toile::evaluate
