#include "toile/studio/open_models.hpp"

namespace toile::studio {

const models::GarmentSegmenter& OpenModels::segmenter(const std::filesystem::path& weights) {
  const std::scoped_lock hold(lock_);
  const auto found = segmenters_.find(weights);
  if (found != segmenters_.end()) return found->second;
  return segmenters_.emplace(weights, models::GarmentSegmenter::open(weights)).first->second;
}

const models::PatternGenerator& OpenModels::generator(const std::string& category) {
  const std::scoped_lock hold(lock_);
  const auto found = generators_.find(category);
  if (found != generators_.end()) return found->second;
  return generators_.emplace(category, models::PatternGenerator::open(category)).first->second;
}

}  // namespace toile::studio
