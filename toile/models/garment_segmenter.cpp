#include "toile/models/garment_segmenter.hpp"

#include <array>
#include <mutex>

#include "toile/base/error.hpp"
#include "toile/base/safetensors.hpp"
#include "toile/models/find_weights.hpp"
#include "toile/models/networks.hpp"

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
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (name == kNames[i]) return static_cast<Garment>(i);
  }
  throw Error(ErrorKind::usage, "garment is " + name + "; it must be auto, all, upper, lower, dress or outer");
}

std::string name_of(Garment garment) {
  return kNames[static_cast<std::size_t>(garment)];
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
  return weights_->net().segment(photo, garment);
}

}  // namespace toile::models
