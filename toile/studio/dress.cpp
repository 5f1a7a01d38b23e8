#include "toile/studio/dress.hpp"

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/pattern_generator.hpp"
#include "toile/studio/wardrobe.hpp"

namespace toile::studio {
namespace {

constexpr std::string_view kWardrobe = "wardrobe:";

bool from_wardrobe(const std::string& photo) {
  return photo.starts_with(kWardrobe);
}

Pattern pattern_for(const DressRequest& request) {
  if (!request.pattern.empty()) return {.tile = image::on_colour(image::read(request.pattern), {255, 255, 255})};
  return models::PatternGenerator::open(request.category)
      .generate({.category = request.category, .seed = request.seed});
}

Mask mask_for(const DressRequest& request, const Image& photo) {
  if (!request.mask.empty()) return image::read_mask(request.mask);
  if (from_wardrobe(request.photo)) {
    return image::read_mask(garment_called(request.photo.substr(kWardrobe.size())).mask);
  }
  return models::GarmentSegmenter::open(request.model).segment(photo, request.garment).matte;
}

}  // namespace

void DressRequest::check() const {
  if (pattern.empty() == category.empty()) {
    throw Error(ErrorKind::usage, "a pattern is needed: either a tile (--pattern) or a category (-c), not both");
  }
  if (!(placement.scale >= 0.01 && placement.scale <= 100)) {
    throw Error(ErrorKind::usage, "scale is " + std::to_string(placement.scale) + "; it must be from 0.01 to 100");
  }
}

std::filesystem::path photo_file(const std::string& name) {
  return from_wardrobe(name) ? garment_called(name.substr(kWardrobe.size())).photo : std::filesystem::path(name);
}

Image dress(const DressRequest& request) {
  request.check();
  const Image photo = image::read(photo_file(request.photo));
  const Pattern pattern = pattern_for(request);
  return render::drape(photo, mask_for(request, photo), pattern, request.placement);
}

}  // namespace toile::studio
