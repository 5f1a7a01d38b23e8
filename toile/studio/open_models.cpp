#include "toile/studio/open_models.hpp"

#include <algorithm>

namespace toile::studio {

const models::GarmentSegmenter& OpenModels::segmenter(const std::filesystem::path& weights) {
  const std::scoped_lock hold(lock_);
  const auto found = segmenters_.find(weights);
  if (found != segmenters_.end()) return found->second;
  return segmenters_.emplace(weights, models::GarmentSegmenter::open(weights)).first->second;
}

const models::PatternGenerator& OpenModels::generator(const std::string& category) {
  const std::scoped_lock hold(lock_);
  for (const models::PatternGenerator& open : generators_) {
    const auto& known = open.categories();
    if (std::find(known.begin(), known.end(), category) != known.end()) return open;
  }
  return generators_.emplace_back(models::PatternGenerator::open(category));
}

}  // namespace toile::studio
