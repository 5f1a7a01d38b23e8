#include "toile/data/prepare_garments.hpp"

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/base/garment_groups.hpp"
#include "toile/base/pack.hpp"
#include "toile/data/labelled_photos.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;

/// Photo and labels scaled to fit, in the middle of planes (4, height, width); the border is black and ignored.
std::vector<std::uint8_t> planes_of(const Image& photo, const LabelMap& labels, const GarmentPackOptions& options) {
  const int full_width = kPackDetail * options.width, full_height = kPackDetail * options.height;
  const double scale = std::min(1.0 * full_width / photo.width, 1.0 * full_height / photo.height);
  const int width = std::clamp(static_cast<int>(photo.width * scale + 0.5), 1, full_width);
  const int height = std::clamp(static_cast<int>(photo.height * scale + 0.5), 1, full_height);
  const Image small = image::resize(photo, width, height);
  const int left = (full_width - width) / 2, top = (full_height - height) / 2;
  const std::size_t plane = static_cast<std::size_t>(full_width) * full_height;
  std::vector<std::uint8_t> planes(4 * plane, 0);
  std::fill(planes.begin() + 3 * static_cast<std::ptrdiff_t>(plane), planes.end(), kIgnoredLabel);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::size_t at = static_cast<std::size_t>(y + top) * full_width + x + left;
      for (std::size_t channel = 0; channel < 3; ++channel) planes[channel * plane + at] = small.at(x, y)[channel];
      // the label under the middle of the small pixel
      const int label_x = std::min(labels.width - 1, static_cast<int>((x + 0.5) * labels.width / width));
      const int label_y = std::min(labels.height - 1, static_cast<int>((y + 0.5) * labels.height / height));
      planes[3 * plane + at] = labels.at(label_x, label_y);
    }
  }
  return planes;
}

using Photos = std::vector<LabelledPhoto>;

std::vector<std::uint8_t> planes_of(const LabelledFolder& folder, const LabelledPhoto& one,
                                    const GarmentPackOptions& options) {
  const Image photo = image::read(one.photo);
  const LabelMap labels = folder.labels(one);
  if (labels.width != photo.width || labels.height != photo.height) {
    throw Error(ErrorKind::bad_file, "the label map of photo " + one.id + " has another size than the photo");
  }
  return planes_of(photo, labels, options);
}

/// Packs the photos, or, when one of them fails, writes no pack, says why of each that fails and gives the others.
Photos pack_up(const LabelledFolder& folder, const Photos& photos, PackWriter& writer,
               const GarmentPackOptions& options, GarmentPackSummary& summary, const OnProgress& progress) {
  Photos fine;
  for (std::size_t i = 0; i < photos.size(); ++i) {
    try {
      const auto planes = planes_of(folder, photos[i], options);
      if (fine.size() == i) writer.add(planes);
      fine.push_back(photos[i]);
    } catch (const Error& problem) {
      if (problem.kind() == ErrorKind::cannot_write) throw;
      summary.left_out.push_back(photos[i].id + ": " + problem.what());
    }
    if (!progress({.what = "packing photos", .done = static_cast<std::int64_t>(i) + 1, .total = std::ssize(photos)})) {
      throw Error(ErrorKind::cancelled, "stopped while packing the photos");
    }
  }
  return fine;
}

}  // namespace

GarmentPackSummary prepare_garments(const fs::path& folder, const fs::path& pack, const GarmentPackOptions& options,
                                    const OnProgress& progress) {
  const LabelledFolder labelled = LabelledFolder::open(folder);
  GarmentPackSummary summary;
  Photos photos = labelled.photos();
  for (;;) {
    summary.train = summary.val = 0;
    std::vector<PackItem> items;
    for (const LabelledPhoto& photo : photos) {
      ++(photo.validation ? summary.val : summary.train);
      items.push_back({photo.validation ? 1 : 0, photo.id});
    }
    if (summary.train == 0) {
      throw Error(ErrorKind::bad_file,
                  folder.string() + " names no photo to train on" +
                      (summary.left_out.empty() ? "" : " that can be used; " + summary.left_out.front()));
    }
    PackWriter writer(pack,
                      {.kind = "garment-labels",
                       .channels = 4,
                       .height = kPackDetail * options.height,
                       .width = kPackDetail * options.width,
                       .groups = {"train", "val"}},
                      items);
    const std::size_t before = photos.size();
    photos = pack_up(labelled, photos, writer, options, summary, progress);
    if (photos.size() < before) continue;
    writer.finish();
    return summary;
  }
}

}  // namespace toile::data
