#include "toile/compose/own_motifs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/compose/cut_out.hpp"
#include "toile/image/oklab.hpp"
#include "toile/image/resize.hpp"

namespace toile::compose {
namespace {

constexpr int kLeastSide = 8;
constexpr int kWorkingSide = 640;  ///< larger pictures are shrunk: edges are sharpened when they are stamped
constexpr int kInks = 8;
constexpr std::uint8_t kSolid = 128;
constexpr const char* kOwnName = "own:";

/// As palette_of gives them out.
constexpr Role kRoleOrder[] = {Role::main,   Role::leaf,  Role::accent, Role::line,
                               Role::centre, Role::shade, Role::light,  Role::leaf_shade};

void check(const OwnPicture& own) {
  const Image& picture = own.picture;
  if (std::min(picture.width, picture.height) < kLeastSide) {
    throw Error(ErrorKind::bad_file, own.name + " is " + std::to_string(picture.width) + " by " +
                                         std::to_string(picture.height) + " pixels; a motif needs at least 8 by 8");
  }
  const auto& alpha = picture.alpha;
  if (!alpha.empty() && std::none_of(alpha.begin(), alpha.end(), [](std::uint8_t a) { return a >= kSolid; })) {
    throw Error(ErrorKind::bad_file, own.name + " is all transparent: there is no motif in it");
  }
}

Image no_larger(const Image& picture) {
  const double shrink = 1.0 * kWorkingSide / std::max(picture.width, picture.height);
  if (shrink >= 1) return picture;
  return image::resize(picture, std::max(1, static_cast<int>(std::lround(picture.width * shrink))),
                       std::max(1, static_cast<int>(std::lround(picture.height * shrink))));
}

/// All cut-outs one under the other, for a palette that all share.
std::vector<pattern::Rgb> shared_inks(const std::vector<Image>& cuts) {
  Image all;
  for (const Image& cut : cuts) {
    for (std::size_t i = 0; i < cut.pixels(); ++i) {
      if (cut.alpha[i] < kSolid) continue;
      all.rgb.insert(all.rgb.end(), cut.rgb.begin() + static_cast<std::ptrdiff_t>(3 * i),
                     cut.rgb.begin() + static_cast<std::ptrdiff_t>(3 * i + 3));
    }
  }
  all.width = static_cast<int>(all.rgb.size() / 3);
  all.height = 1;
  std::vector<pattern::Rgb> inks;
  for (const pattern::Swatch& swatch : pattern::palette(all, kInks)) inks.push_back(swatch.colour);
  return inks;
}

/// Of some grounds the one that all inks stand out from.
pattern::Rgb ground_for(const std::vector<pattern::Rgb>& inks) {
  constexpr pattern::Rgb kGrounds[] = {{250, 244, 232}, {22, 32, 52}, {214, 226, 222}, {244, 214, 205}, {90, 40, 52}};
  pattern::Rgb best = kGrounds[0];
  float farthest = -1;
  for (const pattern::Rgb& ground : kGrounds) {
    float nearest = 2;
    for (const pattern::Rgb& ink : inks) nearest = std::min(nearest, image::difference(ground.data(), ink.data()));
    if (nearest > farthest + 0.02F) best = ground, farthest = nearest;
  }
  return best;
}

std::string digest_of(const Raster& raster) {
  // FNV-1a, 64 bits: a name, not a seal.
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const std::uint8_t byte : raster.planes) hash = (hash ^ byte) * 0x100000001b3ULL;
  std::string text;
  for (int digit = 15; digit >= 0; --digit) text += "0123456789abcdef"[hash >> (4 * digit) & 15];
  return text;
}

Motif motif_of(const Image& cut, const std::vector<pattern::Rgb>& inks) {
  std::vector<image::Oklab> labs;
  for (const pattern::Rgb& ink : inks) labs.push_back(image::oklab_of(ink.data()));
  Motif motif;
  motif.kind = "own";
  motif.roles.assign(std::begin(kRoleOrder), std::begin(kRoleOrder) + std::ssize(inks));
  const std::size_t pixels = cut.pixels();
  motif.raster = {.width = cut.width, .height = cut.height, .planes = {}};
  motif.raster.planes.assign(pixels * (inks.size() + 1), 0);
  for (std::size_t i = 0; i < pixels; ++i) {
    const image::Oklab lab = image::oklab_of(cut.rgb.data() + 3 * i);
    const auto nearest = std::min_element(labs.begin(), labs.end(), [&](const auto& a, const auto& b) {
      return image::difference(a, lab) < image::difference(b, lab);
    });
    motif.raster.planes[static_cast<std::size_t>(nearest - labs.begin()) * pixels + i] = 255;
    motif.raster.planes[inks.size() * pixels + i] = cut.alpha[i];
  }
  const float longest = static_cast<float>(std::max(cut.width, cut.height));
  motif.width = static_cast<float>(cut.width) / longest;
  motif.height = static_cast<float>(cut.height) / longest;
  motif.name = kOwnName + digest_of(motif.raster);
  return motif;
}

}  // namespace

OwnMotifs own_motifs(const std::vector<OwnPicture>& pictures) {
  if (pictures.empty()) throw Error(ErrorKind::usage, "there are no pictures to make motifs of");
  std::vector<Image> cuts;
  std::vector<bool> leaves;
  for (const OwnPicture& own : pictures) {
    check(own);
    const Image picture = no_larger(own.picture);
    for (Image& cut :
         picture.alpha.empty() ? cut_from_paper(picture, own.name) : std::vector<Image>{trimmed(picture)}) {
      cuts.push_back(std::move(cut));
      leaves.push_back(own.leaf);
    }
  }
  const std::vector<pattern::Rgb> inks = shared_inks(cuts);
  OwnMotifs own;
  own.colours.push_back(ground_for(inks));
  own.colours.insert(own.colours.end(), inks.begin(), inks.end());
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    Motif motif = motif_of(cuts[i], inks);
    if (leaves[i]) motif = as_leaf(std::move(motif));
    const bool known =
        std::any_of(own.motifs.begin(), own.motifs.end(), [&](const Motif& other) { return other.name == motif.name; });
    if (!known) own.motifs.push_back(std::move(motif));
  }
  return own;
}

bool is_own_name(const std::string& name) {
  return name.starts_with(kOwnName);
}

Motif as_leaf(Motif motif) {
  motif.kind = "leaf";
  motif.anchor = {0, motif.height / 2};
  return motif;
}

}  // namespace toile::compose
