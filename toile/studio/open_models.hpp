#pragma once
/// Networks that are opened when they are first needed, and then stay open.

#include <filesystem>
#include <list>
#include <map>
#include <mutex>
#include <string>

#include "toile/models/garment_segmenter.hpp"
#include "toile/models/pattern_generator.hpp"

namespace toile::studio {

/// Safe from several threads. What it gives lives as long as it does.
class OpenModels {
 public:
  /// The garment net in `weights`; empty: the shipped one. Throws as `GarmentSegmenter::open` does.
  const models::GarmentSegmenter& segmenter(const std::filesystem::path& weights = {});
  /// The generator for `category`. Throws as `PatternGenerator::open` does.
  const models::PatternGenerator& generator(const std::string& category, models::Making making = models::Making::best);

 private:
  std::mutex lock_;
  std::map<std::filesystem::path, models::GarmentSegmenter> segmenters_;
  std::list<models::PatternGenerator> generators_;  ///< one may know many categories
};

}  // namespace toile::studio
