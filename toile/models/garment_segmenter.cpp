#include "toile/models/garment_segmenter.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>

#include "toile/base/error.hpp"
#include "toile/base/safetensors.hpp"
#include "toile/models/find_weights.hpp"
#include "toile/models/flat_sketch.hpp"
#include "toile/models/garment_size.hpp"
#include "toile/models/networks.hpp"
#include "toile/models/people.hpp"

namespace toile::models {
namespace {

constexpr std::array kNames = {"auto", "all", "upper", "lower", "dress", "outer"};

}  // namespace

/// A weights file, and the network in it once it was needed.
struct GarmentSegmenter::Weights {
  std::filesystem::path file;
  mutable std::once_flag once = {};
  mutable std::unique_ptr<GarmentNet> opened = {};

  const GarmentNet& net() const {
    std::call_once(once, [&] { opened = networks().open_garments(file); });
    return *opened;
  }
};

Garment garment_named(const std::string& name) {
  const auto colon = name.find(':');
  Garment garment;
  if (colon != std::string::npos) {
    const char* end = name.data() + name.size();
    const auto [stopped, problem] = std::from_chars(name.data() + colon + 1, end, garment.person);
    if (problem != std::errc() || stopped != end || garment.person < 1 || garment.person > kMostPeople) {
      throw Error(ErrorKind::usage, "garment is " + name + "; after the colon it must be whose, a number from 1 to " +
                                        std::to_string(kMostPeople));
    }
  }
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    garment.kind = static_cast<Garment::Kind>(i);
    if (name.substr(0, colon) == kNames[i]) return garment;
  }
  throw Error(ErrorKind::usage,
              "garment is " + name + "; it must be auto, all, upper, lower, dress or outer, or one person's: upper:2");
}

std::string name_of(Garment garment) {
  const std::string kind = kNames[static_cast<std::size_t>(garment.kind)];
  return garment.person == 0 ? kind : kind + ":" + std::to_string(garment.person);
}

std::string name_of(const FoundGarment& one, const std::vector<FoundGarment>& all) {
  const bool several = std::any_of(all.begin(), all.end(), [](const FoundGarment& found) { return found.person > 1; });
  return several ? one.group + ":" + std::to_string(one.person) : one.group;
}

FoundGarment found_in(const Mask& matte) {
  int left = matte.width, top = matte.height, right = -1, bottom = -1;
  std::size_t count = 0;
  for (int y = 0; y < matte.height; ++y) {
    for (int x = 0; x < matte.width; ++x) {
      if (matte.at(x, y) == 0) continue;
      ++count;
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = y;
    }
  }
  if (count == 0) return {.group = "garment"};
  const double share = static_cast<double>(count) / static_cast<double>(matte.pixels());
  return {
      .group = "garment", .share = share, .x = left, .y = top, .width = right + 1 - left, .height = bottom + 1 - top};
}

Error nothing_found(Garment garment, const std::vector<FoundGarment>& there) {
  if (there.empty() || (garment.kind <= Garment::Kind::all && garment.person == 0)) {
    return {ErrorKind::bad_file, "no garment was found in the photo; name another by --garment or give a mask"};
  }
  std::string names;
  for (const FoundGarment& found : there) names += (names.empty() ? "" : ", ") + name_of(found, there);
  return {ErrorKind::bad_file, "there is no garment " + name_of(garment) + " in the photo; there is " + names};
}

GarmentSegmenter GarmentSegmenter::open(const std::filesystem::path& chosen) {
  const std::filesystem::path file = find_weights("garment/garment", chosen);
  const std::string kind = read_weights_header(file).kind;
  if (kind != kGarmentNet && kind != kClothUnet) {
    throw Error(ErrorKind::bad_file, file.string() + " holds a " + kind + ", a " + kGarmentNet + " is needed");
  }
  return GarmentSegmenter(std::unique_ptr<Weights>(new Weights{.file = file}));
}

GarmentSegmenter::GarmentSegmenter(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
GarmentSegmenter::GarmentSegmenter(GarmentSegmenter&&) noexcept = default;
GarmentSegmenter::~GarmentSegmenter() = default;

std::vector<std::uint8_t> GarmentSegmenter::group_map(const Image& photo) const {
  return weights_->net().group_map(photo);
}

Segmentation GarmentSegmenter::segment(const Image& photo, Garment garment) const {
  Segmentation result = find(photo, garment);
  if (result.matte.pixels() == 0) throw nothing_found(garment, result.found);
  return result;
}

Segmentation GarmentSegmenter::find(const Image& photo, Garment garment) const {
  auto drawn = sketch_matte(photo);
  if (!drawn) {
    Segmentation result = weights_->net().find(photo, garment);
    guess_widths(result.found, photo.width, photo.height);
    return result;
  }
  const FoundGarment found = found_in(*drawn);
  return {.matte = std::move(*drawn), .found = {found}};
}

}  // namespace toile::models
