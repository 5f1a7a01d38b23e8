#include "toile/evaluate/people_report.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "toile/base/error.hpp"
#include "toile/base/garment_groups.hpp"
#include "toile/base/seed.hpp"
#include "toile/evaluate/mask_figures.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::evaluate {
namespace {

constexpr double kLeastSeen = 0.01;  ///< of the photo, of somebody's garments
constexpr double kFits = 0.5;        ///< IoU from which garments are somebody's

bool is_somebody(std::uint8_t label) {
  return label != 0 && label != kIgnoredLabel;
}

bool is_cloth(std::uint8_t label) {
  return label != kIgnoredLabel && is_garment(kGroupOfLabel[label]);
}

/// Pastes whom `labels` know of in `photo`, `scale` times as large, with its middle at (x, y).
void paste(Crowd& crowd, const Image& photo, const data::LabelMap& labels, double scale, double x, double y) {
  const int width = std::max(1, static_cast<int>(photo.width * scale));
  const int height = std::max(1, static_cast<int>(photo.height * scale));
  const Image small = image::resize(photo, width, height);
  const int left = static_cast<int>(x - width / 2.0), top = static_cast<int>(y - height / 2.0);
  ++crowd.people;
  for (int v = std::max(0, -top); v < height && v + top < crowd.photo.height; ++v) {
    for (int u = std::max(0, -left); u < width && u + left < crowd.photo.width; ++u) {
      const std::uint8_t label =
          labels.at(std::min(labels.width - 1, static_cast<int>((u + 0.5) * labels.width / width)),
                    std::min(labels.height - 1, static_cast<int>((v + 0.5) * labels.height / height)));
      if (!is_somebody(label)) continue;
      const std::size_t at = static_cast<std::size_t>(v + top) * crowd.photo.width + u + left;
      std::copy_n(small.at(u, v), 3, crowd.photo.at(u + left, v + top));
      crowd.who[at] = static_cast<std::uint8_t>(crowd.people);
      crowd.cloth[at] = is_cloth(label) ? 1 : 0;
    }
  }
}

Mask garments_of(const Crowd& crowd, int person) {
  Mask mask = Mask::filled(crowd.photo.width, crowd.photo.height, 0);
  for (std::size_t i = 0; i < mask.cover.size(); ++i) {
    mask.cover[i] = crowd.who[i] == person && crowd.cloth[i] ? 255 : 0;
  }
  return mask;
}

double share_of(const Mask& mask) {
  const auto inside = std::count_if(mask.cover.begin(), mask.cover.end(), [](auto cover) { return cover > 127; });
  return static_cast<double>(inside) / static_cast<double>(mask.pixels());
}

void judge(const models::GarmentSegmenter& segmenter, const Crowd& crowd, PeopleFigures& figures) {
  const models::Segmentation all = segmenter.find(crowd.photo, {.kind = models::Garment::Kind::all});
  int found_people = 0;
  for (const models::FoundGarment& one : all.found) found_people = std::max(found_people, one.person);
  std::vector<Mask> found;
  for (int person = 1; person <= found_people; ++person) {
    Mask matte = segmenter.find(crowd.photo, {.kind = models::Garment::Kind::all, .person = person}).matte;
    if (matte.pixels() > 0) found.push_back(std::move(matte));
  }
  int seen = 0;
  std::vector<bool> taken(found.size(), false);
  for (int person = 1; person <= crowd.people; ++person) {
    const Mask truth = garments_of(crowd, person);
    if (share_of(truth) < kLeastSeen) continue;
    ++seen;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (taken[i] || overlap(found[i], truth).iou() <= kFits) continue;
      taken[i] = true;
      ++figures.right;
      break;
    }
  }
  ++figures.photos;
  figures.people += seen;
  figures.counted_right += static_cast<int>(found.size()) == seen;
}

}  // namespace

Crowd crowd_of(const data::LabelledFolder& folder, const std::vector<data::LabelledPhoto>& photos, std::size_t first,
               int people, std::uint64_t seed) {
  std::mt19937_64 random(derive_seed(derive_seed(seed, first), static_cast<std::uint64_t>(people)));
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random() >> 11) * 0x1p-53;
  };
  const auto read = [&](std::size_t i) {
    const data::LabelledPhoto& one = photos[(first + i) % photos.size()];
    return std::pair(image::on_colour(image::read(one.photo), {255, 255, 255}), folder.labels(one));
  };
  const auto [ground, labels] = read(0);
  Crowd crowd{.photo = ground, .who = {}, .cloth = {}, .people = 0};
  crowd.who.assign(ground.pixels(), 0);
  crowd.cloth.assign(ground.pixels(), 0);
  paste(crowd, ground, labels, 1, ground.width / 2.0, ground.height / 2.0);
  double side = random() % 2 ? 1 : -1;
  for (int i = 1; i < people; ++i, side = -side) {
    const auto [photo, own] = read(static_cast<std::size_t>(i));
    const double scale =
        between(0.7, 1) * std::min(1.0 * ground.width / photo.width, 1.0 * ground.height / photo.height);
    const double x = ground.width * (0.5 + side * (i < 3 ? between(0.2, 0.38) : between(0.05, 0.15)));
    paste(crowd, photo, own, scale, x, ground.height * between(0.5, 0.62));
  }
  return crowd;
}

std::array<PeopleFigures, kMostCrowd - kLeastCrowd + 1> people_report(const models::GarmentSegmenter& segmenter,
                                                                      const data::LabelledFolder& folder,
                                                                      const std::vector<data::LabelledPhoto>& photos,
                                                                      int count, std::uint64_t seed,
                                                                      const OnProgress& progress) {
  if (photos.size() < kMostCrowd) throw Error(ErrorKind::bad_file, "four labelled photos at least are needed");
  std::array<PeopleFigures, kMostCrowd - kLeastCrowd + 1> all{};
  std::int64_t done = 0;
  for (std::size_t k = 0; k < all.size(); ++k) {
    for (int i = 0; i < count; ++i) {
      const int people = kLeastCrowd + static_cast<int>(k);
      judge(segmenter, crowd_of(folder, photos, static_cast<std::size_t>(i) % photos.size(), people, seed), all[k]);
      if (!progress({.what = "telling people apart", .done = ++done, .total = count * std::ssize(all)})) {
        throw Error(ErrorKind::cancelled, "stopped while telling people apart");
      }
    }
  }
  return all;
}

}  // namespace toile::evaluate
