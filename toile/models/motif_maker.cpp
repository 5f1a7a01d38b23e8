#include "toile/models/motif_maker.hpp"

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/base/safetensors.hpp"
#include "toile/models/networks.hpp"

namespace toile::models {
namespace {

using compose::InkMap;

constexpr int kLeastSide = 128, kMostSide = 1024;

}  // namespace

MotifMaker::MotifMaker(const std::filesystem::path& weights) {
  const WeightsHeader header = read_weights_header(weights, kMotifNets);
  for (const Json& kind : header.card.at("kinds").array()) kinds_.push_back(kind.string());
  net_ = networks().open_motifs(weights, kinds_.size());
}

MotifMaker::~MotifMaker() = default;
MotifMaker::MotifMaker(MotifMaker&&) noexcept = default;

std::vector<int> MotifMaker::numbers_of(const std::string& kind) const {
  const auto all = net_->motif_kinds();
  const auto wanted = std::find(kinds_.begin(), kinds_.end(), kind) - kinds_.begin();
  std::vector<int> numbers;
  for (int i = 0; i < std::ssize(all); ++i) {
    if (all[static_cast<std::size_t>(i)] == wanted) numbers.push_back(i);
  }
  return numbers;
}

int MotifMaker::trained_on(const std::string& kind) const {
  return static_cast<int>(numbers_of(kind).size());
}

MadeMotif MotifMaker::make(const std::string& kind, std::uint64_t seed, int side) const {
  if (side < kLeastSide || side > kMostSide) {
    throw Error(ErrorKind::usage, "a motif can't be made " + std::to_string(side) + " pixels wide; " +
                                      std::to_string(kLeastSide) + " to " + std::to_string(kMostSide) + " are allowed");
  }
  if (trained_on(kind) == 0) {
    std::string list;
    for (const std::string& name : kinds_) list += (list.empty() ? "" : ", ") + name;
    throw Error(ErrorKind::usage, "no motif of kind " + kind + " can be made; there are " + list);
  }
  const auto number = std::find(kinds_.begin(), kinds_.end(), kind) - kinds_.begin();
  MadeMotif made = net_->make(static_cast<std::size_t>(number), seed, side);
  if (made.merit == 0) throw Error(ErrorKind::bad_file, "the net makes nothing of kind " + kind + "; train it longer");
  return made;
}

compose::Motif MotifMaker::motif(const std::string& kind, std::uint64_t seed, int side) const {
  return compose::motif_of(make(kind, seed, side).map, kind, "learnt:" + kind + ":" + std::to_string(seed));
}

InkMap MotifMaker::given_back(int number, int side) const {
  return net_->given_back(number, side);
}

NearestMotif nearest_motif(const InkMap& map, const std::vector<InkMap>& others) {
  NearestMotif nearest{.number = -1, .distance = 2};
  const int side = map.side;
  for (std::size_t n = 0; n < others.size(); ++n) {
    if (others[n].side != side) throw Error(ErrorKind::usage, "motifs of different sizes can't be compared");
    std::size_t either = 0, differ = 0, mirrored = 0, either_mirrored = 0;
    for (int y = 0; y < side; ++y) {
      const std::uint8_t* a = map.inks.data() + static_cast<std::size_t>(y) * side;
      const std::uint8_t* b = others[n].inks.data() + static_cast<std::size_t>(y) * side;
      for (int x = 0; x < side; ++x) {
        const std::uint8_t other = b[side - 1 - x];
        either += a[x] != InkMap::kNothing || b[x] != InkMap::kNothing;
        differ += a[x] != b[x];
        either_mirrored += a[x] != InkMap::kNothing || other != InkMap::kNothing;
        mirrored += a[x] != other;
      }
    }
    const auto share = [](std::size_t part, std::size_t all) {
      return all == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(all);
    };
    const double distance = std::min(share(differ, either), share(mirrored, either_mirrored));
    if (distance < nearest.distance) nearest = {.number = static_cast<int>(n), .distance = distance};
  }
  return nearest;
}

}  // namespace toile::models
