#include "toile/evaluate/garment_report.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "toile/base/error.hpp"
#include "toile/base/sentence.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/refine_mask.hpp"

namespace toile::evaluate {
namespace {

constexpr int kSheetWidth = 200, kSheetHeight = 300, kSheetColumns = 8;

/// The `GarmentGroup` of each pixel, or `kIgnoredLabel`.
std::vector<std::uint8_t> groups_of(const data::LabelMap& map) {
  std::vector<std::uint8_t> groups;
  groups.reserve(map.labels.size());
  for (const std::uint8_t label : map.labels) {
    groups.push_back(label == kIgnoredLabel ? kIgnoredLabel : static_cast<std::uint8_t>(kGroupOfLabel[label]));
  }
  return groups;
}

/// Where `belongs` says so of the group.
Mask mask_of(const Image& photo, const std::vector<std::uint8_t>& groups, const auto& belongs) {
  Mask mask = Mask::filled(photo.width, photo.height, 0);
  for (std::size_t i = 0; i < mask.cover.size(); ++i) mask.cover[i] = belongs(groups[i]) ? 255 : 0;
  return mask;
}

bool is_any_garment(std::uint8_t group) {
  return group != kIgnoredLabel && is_garment(static_cast<GarmentGroup>(group));
}

/// What nobody knows is set to 0 in `mask`.
void forget_unknown(Mask& mask, const data::LabelMap& labels) {
  for (std::size_t i = 0; i < mask.cover.size(); ++i) {
    if (labels.labels[i] == kIgnoredLabel) mask.cover[i] = 0;
  }
}

/// The matte of a garment, or of all; empty when none was found.
Mask found_matte(const models::GarmentSegmenter& segmenter, const Image& photo,
                 models::Garment::Kind kind = models::Garment::Kind::all) {
  try {
    return segmenter.segment(photo, {.kind = kind}).matte;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::bad_file) throw;  // that kind says: no garment
    return Mask::filled(photo.width, photo.height, 0);
  }
}

/// IoU after each of `clicks` hints, all hints so far being given with the first matte.
std::vector<double> clicked(const Image& photo, const Mask& first, const Mask& truth, int clicks) {
  std::vector<double> ious;
  std::vector<models::Hint> hints;
  Mask now = first;
  for (int i = 0; i < clicks; ++i) {
    if (const auto click = next_click(now, truth)) {
      hints.push_back({.x = click->x, .y = click->y, .add = click->add});
      now = models::refine_mask(photo, first, hints);
    }
    ious.push_back(overlap(now, truth).iou());
  }
  return ious;
}

/// IoU of `found` with the labelled garment that it fits best.
double fit(const Mask& found, const Image& photo, const std::vector<std::uint8_t>& true_groups) {
  double best = 0;
  for (auto g = static_cast<std::size_t>(GarmentGroup::upper); g <= static_cast<std::size_t>(GarmentGroup::outer);
       ++g) {
    const Mask truth = mask_of(photo, true_groups, [&](std::uint8_t group) { return group == g; });
    const Overlap both = overlap(found, truth);
    if (both.both > 0) best = std::max(best, both.iou());
  }
  return best;
}

/// Sums of one group over the photos.
struct Sum {
  Overlap all;
  double ious = 0;
  std::size_t photos = 0;

  void add(const Overlap& one) {
    if (one.either == 0) return;
    all += one;
    ious += one.iou();
    ++photos;
  }
  GroupFigures figures() const {
    return {.pooled = all.iou(), .mean = photos > 0 ? ious / static_cast<double>(photos) : 1, .photos = photos};
  }
};

/// Missed garment red, what is wrongly taken for garment blue, the ground darkened.
Image with_mistakes(Image photo, const Mask& found, const Mask& truth) {
  for (std::size_t i = 0; i < photo.pixels(); ++i) {
    const bool is = found.cover[i] > 127, should = truth.cover[i] > 127;
    std::uint8_t* rgb = photo.rgb.data() + 3 * i;
    if (is && should) continue;
    for (std::size_t c = 0; c < 3; ++c) rgb[c] = static_cast<std::uint8_t>(rgb[c] / (is || should ? 2 : 3));
    if (should) rgb[0] = static_cast<std::uint8_t>(rgb[0] + 127);
    if (is) rgb[2] = static_cast<std::uint8_t>(rgb[2] + 127);
  }
  return photo;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

GarmentReport garment_report(const models::GarmentSegmenter& segmenter, const data::LabelledFolder& folder,
                             const std::vector<data::LabelledPhoto>& photos, int clicks, const OnProgress& progress) {
  if (photos.empty()) throw Error(ErrorKind::bad_file, "there is no labelled photo to judge by");
  GarmentReport report;
  Sum garment;
  std::array<Sum, kGarmentGroups> groups;
  for (std::size_t i = 0; i < photos.size(); ++i) {
    Image photo;
    data::LabelMap labels;
    try {
      photo = image::read(photos[i].photo);
      labels = folder.labels(photos[i]);
      if (labels.width != photo.width || labels.height != photo.height) {
        throw Error(ErrorKind::bad_file, "the label map has another size than the photo");
      }
    } catch (...) {
      report.left_out.push_back(photos[i].id + ": " + sentence_in_hand());
      continue;
    }
    if (report.photos.empty()) found_matte(segmenter, photo);  // so that the first one's time is that of a warm net
    const auto start = std::chrono::steady_clock::now();
    const Mask first = found_matte(segmenter, photo);
    GarmentPhotoFigures one{.photo = photos[i]};
    one.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

    const std::vector<std::uint8_t> true_groups = groups_of(labels);
    const Mask truth = mask_of(photo, true_groups, is_any_garment);
    Mask found = first;
    forget_unknown(found, labels);
    const Overlap both = overlap(found, truth);
    garment.add(both);
    one.iou = both.iou();
    one.boundary_f = boundary_f(found, truth, kBoundaryRadius);
    one.after_click = clicked(photo, first, truth, clicks);
    Mask unasked = found_matte(segmenter, photo, models::Garment::Kind::automatic);
    forget_unknown(unasked, labels);
    one.unasked = fit(unasked, photo, true_groups);

    const std::vector<std::uint8_t> found_groups = segmenter.group_map(photo);
    report.tells_groups = !found_groups.empty();
    for (std::size_t g = 0; g < groups.size() && report.tells_groups; ++g) {
      const auto is_this = [&](std::uint8_t group) { return group == g; };
      Mask own = mask_of(photo, found_groups, is_this);
      forget_unknown(own, labels);
      groups[g].add(overlap(own, mask_of(photo, true_groups, is_this)));
    }
    report.photos.push_back(std::move(one));
    if (!progress({.what = "finding garments", .done = std::ssize(report.photos), .total = std::ssize(photos)})) {
      throw Error(ErrorKind::cancelled, "stopped while finding garments");
    }
  }
  if (report.photos.empty()) {
    throw Error(ErrorKind::bad_file, "none of the labelled photos can be read; " + report.left_out.front());
  }

  report.garment = garment.figures();
  for (std::size_t g = 0; g < groups.size(); ++g) report.groups[g] = groups[g].figures();
  const auto count = static_cast<double>(report.photos.size());
  report.after_click.assign(static_cast<std::size_t>(clicks), 0);
  std::vector<double> seconds;
  for (const GarmentPhotoFigures& one : report.photos) {
    report.boundary_f += one.boundary_f / count;
    report.unasked += one.unasked / count;
    for (std::size_t k = 0; k < one.after_click.size(); ++k) report.after_click[k] += one.after_click[k] / count;
    seconds.push_back(one.seconds);
  }
  std::sort(seconds.begin(), seconds.end());
  report.median_seconds = seconds[seconds.size() / 2];
  report.slowest_seconds = seconds.back();
  report.peak_megabytes = peak_megabytes();
  std::stable_sort(report.photos.begin(), report.photos.end(),
                   [](const auto& a, const auto& b) { return a.iou < b.iou; });
  return report;
}

Json to_json(const GarmentReport& report) {
  const auto figures = [](const GroupFigures& f) -> Json {
    return Json::Object{{"pooled", f.pooled}, {"mean", f.mean}, {"photos", static_cast<std::int64_t>(f.photos)}};
  };
  Json groups = Json::Object{};
  for (std::size_t g = 0; g < kGarmentGroups && report.tells_groups; ++g) {
    groups.set(kGarmentGroupNames[g], figures(report.groups[g]));
  }
  Json::Array photos;
  for (const GarmentPhotoFigures& one : report.photos) {
    photos.push_back(Json::Object{{"id", one.photo.id},
                                  {"iou", one.iou},
                                  {"boundary_f", one.boundary_f},
                                  {"unasked", one.unasked},
                                  {"seconds", one.seconds},
                                  {"after_click", Json::Array(one.after_click.begin(), one.after_click.end())}});
  }
  return Json::Object{{"garment", figures(report.garment)},
                      {"groups", std::move(groups)},
                      {"boundary_f", report.boundary_f},
                      {"unasked", report.unasked},
                      {"after_click", Json::Array(report.after_click.begin(), report.after_click.end())},
                      {"median_seconds", report.median_seconds},
                      {"slowest_seconds", report.slowest_seconds},
                      {"peak_megabytes", report.peak_megabytes},
                      {"photos", std::move(photos)}};
}

Image worst_photos(const GarmentReport& report, std::size_t count, const models::GarmentSegmenter& segmenter,
                   const data::LabelledFolder& folder) {
  std::vector<Image> pictures;
  for (std::size_t i = 0; i < std::min(count, report.photos.size()); ++i) {
    const data::LabelledPhoto& one = report.photos[i].photo;
    const Image photo = image::read(one.photo);
    const Mask found = found_matte(segmenter, photo),
               truth = mask_of(photo, groups_of(folder.labels(one)), is_any_garment);
    const Image marked = with_mistakes(image::on_colour(photo, {255, 255, 255}), found, truth);
    const double scale = std::min(1.0 * kSheetWidth / photo.width, 1.0 * kSheetHeight / photo.height);
    const Image small = image::resize(marked, std::max(1, static_cast<int>(photo.width * scale)),
                                      std::max(1, static_cast<int>(photo.height * scale)));
    Image cell = Image::filled(kSheetWidth, kSheetHeight, {255, 255, 255});
    const int left = (kSheetWidth - small.width) / 2, top = (kSheetHeight - small.height) / 2;
    for (int y = 0; y < small.height; ++y) std::copy_n(small.at(0, y), 3 * small.width, cell.at(left, top + y));
    pictures.push_back(std::move(cell));
  }
  return image::contact_sheet(pictures, std::min<int>(kSheetColumns, static_cast<int>(pictures.size())));
}

}  // namespace toile::evaluate
