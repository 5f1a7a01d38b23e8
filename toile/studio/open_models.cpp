#include "toile/studio/open_models.hpp"

#include <algorithm>

namespace toile::studio {

const models::GarmentSegmenter& OpenModels::segmenter(const std::filesystem::path& weights) {
  const std::scoped_lock hold(lock_);
  const auto found = segmenters_.find(weights);
  if (found != segmenters_.end()) return found->second;
  return segmenters_.emplace(weights, models::GarmentSegmenter::open(weights)).first->second;
}

render::ShadingOf OpenModels::shading() {
  return [this](const render::Grid& grid, const image::Plane& told) {
    const models::ShadingReader& reader = [this]() -> const models::ShadingReader& {
      const std::scoped_lock hold(lock_);
      if (!shading_) shading_.emplace(models::ShadingReader::open());
      return *shading_;
    }();
    models::ReadShading read = reader.read(grid.red, grid.green, grid.blue, told, grid.cover);
    return render::Shading{
        .light = std::move(read.light), .told_doubt = std::move(read.told_doubt), .doubt = std::move(read.doubt)};
  };
}

const models::PatternGenerator& OpenModels::generator(const std::string& category, models::Making making) {
  const models::Making wanted = models::making_for({.category = category, .making = making});
  Shelf& shelf = wanted == models::Making::learnt ? learnt_ : others_;
  const std::scoped_lock hold(shelf.lock);
  for (const models::PatternGenerator& open : shelf.generators) {
    const auto& known = open.categories();
    const bool knows = std::find(known.begin(), known.end(), category) != known.end();
    if (knows && open.making() == wanted) return open;
  }
  return shelf.generators.emplace_back(models::PatternGenerator::open(category, {}, wanted));
}

}  // namespace toile::studio
