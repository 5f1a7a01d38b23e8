#pragma once
/// Networks that are opened when they are first needed, and then stay open.

#include <filesystem>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "toile/models/garment_segmenter.hpp"
#include "toile/models/pattern_generator.hpp"
#include "toile/models/shading_reader.hpp"
#include "toile/render/read_light.hpp"

namespace toile::studio {

/// Safe from several threads. What it gives lives as long as it does.
class OpenModels {
 public:
  /// The garment net in `weights`; empty: the shipped one. Throws as `GarmentSegmenter::open` does.
  const models::GarmentSegmenter& segmenter(const std::filesystem::path& weights = {});
  /// The generator for `category`. Throws as `PatternGenerator::open` does.
  const models::PatternGenerator& generator(const std::string& category, models::Making making = models::Making::best);
  /// Sees what is printed on cloth with the shipped nets, each of which is opened when it is first needed. Throws as
  /// `ShadingReader::open` does, but not before.
  render::ClothReader cloth_reader();

 private:
  const models::ShadingReader& shading_reader();

  /// Each with a lock of its own: what is drawn or woven, open in no time, doesn't wait for a network.
  struct Shelf {
    std::mutex lock;
    std::list<models::PatternGenerator> generators;  ///< one may know many categories
  };
  std::mutex lock_;  ///< of the segmenters and the shading reader
  std::map<std::filesystem::path, models::GarmentSegmenter> segmenters_;
  std::optional<models::ShadingReader> shading_;
  Shelf learnt_, others_;
};

}  // namespace toile::studio
