#include "toile/studio/open_models.hpp"

#include <algorithm>

namespace toile::studio {

const models::GarmentSegmenter& OpenModels::segmenter(const std::filesystem::path& weights) {
  const std::scoped_lock hold(lock_);
  const auto found = segmenters_.find(weights);
  if (found != segmenters_.end()) return found->second;
  return segmenters_.emplace(weights, models::GarmentSegmenter::open(weights)).first->second;
}

const models::ShadingReader& OpenModels::shading_reader() {
  const std::scoped_lock hold(lock_);
  if (!shading_) shading_.emplace(models::ShadingReader::open());
  return *shading_;
}

render::ClothReader OpenModels::cloth_reader() {
  return {.shading =
              [this](const render::Grid& grid, const image::Plane& told) {
                models::ReadShading read = shading_reader().read(grid.red, grid.green, grid.blue, told, grid.cover);
                return render::Shading{.light = std::move(read.light),
                                       .told_doubt = std::move(read.told_doubt),
                                       .doubt = std::move(read.doubt)};
              },
          .marks =
              [this](const render::Grid& grid) {
                return shading_reader().marks(grid.red, grid.green, grid.blue, grid.cover);
              }};
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
