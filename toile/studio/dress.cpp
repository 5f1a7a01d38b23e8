#include "toile/studio/dress.hpp"

#include <fmt/core.h>

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

Mask mask_for(const DressRequest& request, const Image& photo, OpenModels& models) {
  if (!request.mask.empty()) return image::read_mask(request.mask);
  return models.segmenter(request.model).segment(photo, request.garment).matte;
}

}  // namespace

void DressRequest::check() const {
  if (pattern.empty() == category.empty()) {
    throw Error(ErrorKind::usage, "a pattern is needed: either a tile (--pattern) or a category (-c), not both");
  }
  if (garment_cm != 0 && !(garment_cm >= 1 && garment_cm <= 1000)) {
    throw Error(ErrorKind::usage, fmt::format("the garment is {} cm wide; it must be from 1 to 1000", garment_cm));
  }
  placement.check();
}

std::filesystem::path photo_file(const std::string& name) {
  return from_wardrobe(name) ? garment_called(name.substr(kWardrobe.size())).photo : std::filesystem::path(name);
}

Pattern pattern_for(const DressRequest& request, OpenModels& models) {
  if (!request.pattern.empty()) return {.tile = image::on_colour(image::read(request.pattern), {255, 255, 255})};
  return models.generator(request.category).generate({.category = request.category, .seed = request.seed});
}

render::Cloth cloth_for(const DressRequest& request, OpenModels& models) {
  if (from_wardrobe(request.photo) && request.mask.empty()) {
    return cloth_of(garment_called(request.photo.substr(kWardrobe.size())));
  }
  const Image photo = image::read(photo_file(request.photo));
  return render::read_cloth(photo, mask_for(request, photo, models), request.garment_cm);
}

void remember_inputs(const DressRequest& request, Outputs& outputs) {
  if (from_wardrobe(request.photo)) {
    for (const Garment& garment : wardrobe()) {
      if (std::string(kWardrobe) + garment.name != request.photo) continue;
      for (const auto& file : {garment.photo, garment.mask, garment.uv, garment.shading}) outputs.reads(file);
    }
  } else {
    outputs.reads(request.photo);
  }
  outputs.reads(request.pattern);
  outputs.reads(request.mask);
  outputs.reads(request.model);
}

Image dress(const DressRequest& request) {
  request.check();
  OpenModels models;
  const Pattern pattern = pattern_for(request, models);
  return render::paint(cloth_for(request, models), pattern, request.placement);
}

}  // namespace toile::studio
