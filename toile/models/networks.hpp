#pragma once
/// The door to the networks. LibTorch takes a third of a second and 140 MB to load, so nothing that a program links
/// knows it: it comes with the shared library that `networks()` opens when a network is first needed.
///
/// The rule of this room: headers are free of LibTorch. A .cpp that includes LibTorch or a class of `toile/nets` lies
/// behind the door; every other .cpp is named under LIGHT in CMakeLists.txt. What a public function needs of a network
/// is a member of `Networks`, filled in by `networks_torch.cpp`, and it is called once arguments are checked and files
/// found, so that a wrong word is answered at once. Trainers have a door of their own: `toile/train/trainers.hpp`.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "toile/base/named_array.hpp"
#include "toile/models/dcgan_maker.hpp"
#include "toile/models/garment_segmenter.hpp"
#include "toile/models/motif_maker.hpp"
#include "toile/models/shading_reader.hpp"
#include "toile/models/tile_maker.hpp"

namespace toile::models {

/// Kinds of weights files (`WeightsHeader::kind`) and who opens them.
constexpr const char* kTileGenerator = "tile-generator";    ///< PatternGenerator
constexpr const char* kDcganGenerator = "dcgan-generator";  ///< PatternGenerator
constexpr const char* kGarmentNet = "garment-net";          ///< GarmentSegmenter
constexpr const char* kMotifNets = "motif-nets";            ///< MotifMaker
constexpr const char* kShadingNet = "shading-net";          ///< ShadingReader
constexpr const char* kMarkNet = "mark-net";                ///< ShadingReader
constexpr const char* kClothUnet = "cloth-unet";            ///< GarmentSegmenter

/// What `GarmentSegmenter` opens. Const and safe from several threads, as `FeatureNet` is.
class GarmentNet {
 public:
  virtual ~GarmentNet() = default;
  /// As `GarmentSegmenter`'s.
  virtual Segmentation find(const Image& photo, Garment garment) const = 0;
  virtual std::vector<std::uint8_t> group_map(const Image& photo) const = 0;
};

/// What `PictureFeatures` opens.
class FeatureNet {
 public:
  virtual ~FeatureNet() = default;
  virtual std::size_t length() const = 0;
  virtual std::vector<float> of(const Image& picture) const = 0;
};

/// What `MotifMaker` opens; each as there, but all arguments are checked already.
class MotifNet {
 public:
  virtual ~MotifNet() = default;
  virtual MadeMotif make(std::size_t kind, std::uint64_t seed, int side) const = 0;
  virtual compose::InkMap given_back(int number, int side) const = 0;
  virtual std::vector<int> motif_kinds() const = 0;  ///< the number of the kind of each motif it was trained on
};

/// What `ShadingReader` opens.
class ShadingNet {
 public:
  virtual ~ShadingNet() = default;
  /// As `ShadingReader`'s.
  virtual ReadShading read(const image::Plane& red, const image::Plane& green, const image::Plane& blue,
                           const image::Plane& told, const image::Plane& cover) const = 0;
};

/// What `ShadingReader` opens for marks.
class MarkNet {
 public:
  virtual ~MarkNet() = default;
  /// As `ShadingReader`'s.
  virtual image::Plane marks(const image::Plane& red, const image::Plane& green, const image::Plane& blue,
                             const image::Plane& cover) const = 0;
};

/// What lies behind the door.
struct Networks {
  decltype(&open_tile_maker) tile_maker;
  decltype(&open_dcgan_maker) dcgan_maker;
  std::unique_ptr<GarmentNet> (*open_garments)(const std::filesystem::path& file);
  std::unique_ptr<FeatureNet> (*open_mobilenet)(const std::vector<NamedArray>& arrays);
  std::unique_ptr<FeatureNet> (*open_vgg)(const std::vector<NamedArray>& arrays);
  std::unique_ptr<MotifNet> (*open_motifs)(const std::filesystem::path& file, std::size_t kinds);
  std::unique_ptr<ShadingNet> (*open_shading)(const std::filesystem::path& file);
  std::unique_ptr<MarkNet> (*open_marks)(const std::filesystem::path& file);
  /// As `models::import_unet`.
  void (*import_unet)(const std::vector<NamedArray>& arrays, const std::filesystem::path& source,
                      const std::filesystem::path& output);
};

/// Opens the library at the first call. Safe from several threads. Throws `Error{not_found}` when it isn't installed.
const Networks& networks();

}  // namespace toile::models
