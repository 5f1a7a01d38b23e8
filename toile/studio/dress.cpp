#include "toile/studio/dress.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/length.hpp"
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

double number_of(const std::string& name, const std::string& words) {
  double value = 0;
  const char* end = words.data() + words.size();
  const auto [stopped, problem] = std::from_chars(words.data(), end, value);
  if (problem != std::errc() || stopped != end) throw Error(ErrorKind::usage, name + " is " + words + ", not a number");
  return value;
}

/// Answers whether there is such an option.
bool take_option(Worn& worn, const std::string& name, const std::string& value) {
  if (name == "seed") {
    const double seed = number_of(name, value);
    if (!(seed >= 0 && seed <= 9007199254740992.0) || seed != std::floor(seed)) {
      throw Error(ErrorKind::usage, "seed is " + value + "; it must be a whole number from 0 to 9007199254740992");
    }
    worn.seed = static_cast<std::uint64_t>(seed);
  } else if (name == "scale") {
    worn.placement.scale = number_of(name, value);
  } else if (name == "tile-cm") {
    worn.placement.tile_cm = length_cm(name, value);
  } else if (name == "angle") {
    worn.placement.angle = number_of(name, value);
  } else if (name == "shift") {
    const auto colon = value.find(':');
    if (colon == std::string::npos)
      throw Error(ErrorKind::usage, "shift is " + value + "; it must be two numbers, 0.5:0");
    worn.placement.shift_x = number_of(name, value.substr(0, colon));
    worn.placement.shift_y = number_of(name, value.substr(colon + 1));
  } else {
    return false;
  }
  return true;
}

/// Whether two of these can be the same cloth.
bool overlap(const models::Garment& a, const models::Garment& b) {
  const auto whole = [](const models::Garment& one) { return one.kind <= models::Garment::Kind::all; };
  const bool same_person = a.person == 0 || b.person == 0 || a.person == b.person;
  return same_person && (a.kind == b.kind || whole(a) || whole(b));
}

void check_worn(const DressRequest& request) {
  if (!request.pattern.empty() || !request.category.empty() || !request.mask.empty()) {
    throw Error(ErrorKind::usage, "several garments (--on) each have their print: leave out --pattern, -c and --mask");
  }
  if (from_wardrobe(request.photo)) {
    throw Error(ErrorKind::usage, request.photo + " is one garment: dress it by --pattern or -c, not by --on");
  }
  for (std::size_t i = 0; i < request.worn.size(); ++i) {
    const Worn& one = request.worn[i];
    if (one.pattern.empty() == one.category.empty()) {
      throw Error(ErrorKind::usage, models::name_of(one.garment) + " needs either a pattern or a category");
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (!overlap(request.worn[j].garment, one.garment)) continue;
      throw Error(ErrorKind::usage, "two prints for one garment: " + models::name_of(request.worn[j].garment) +
                                        " and " + models::name_of(one.garment));
    }
    one.placement.check();
  }
}

/// How wide what was segmented is, by the guess for the garment that was asked for; where that may be any, for the
/// largest.
double guessed_cm(const models::Segmentation& found, models::Garment wanted) {
  const bool any = wanted.kind <= models::Garment::Kind::all;
  for (const models::FoundGarment& one : found.found) {
    if (!any && one.group != models::name_of({.kind = wanted.kind})) continue;
    if (wanted.person != 0 && one.person != wanted.person) continue;
    return one.width_cm / std::max(1, one.width) * render::bounds(found.matte).width;
  }
  return 0;
}

/// The cloth of a garment that the net finds. A width that isn't told is guessed, and where it matters `notes` say so.
render::Cloth found_cloth(const DressRequest& request, const Image& photo, models::Garment garment,
                          const render::Placement& placement, OpenModels& models) {
  const models::Segmentation found = models.segmenter(request.model).segment(photo, garment);
  const bool told = request.garment_cm > 0;
  render::Cloth cloth = render::read_cloth(photo, found.matte, told ? request.garment_cm : guessed_cm(found, garment),
                                           models.cloth_reader());
  if (!told && cloth.width_cm > 0 && placement.tile_cm > 0) {
    cloth.notes.push_back(fmt::format(
        "the garment is taken to be {:.0f} cm wide, a guess from its outline; say --garment-cm where you know it",
        cloth.width_cm));
  }
  return cloth;
}

}  // namespace

Worn worn_of(const std::string& words) {
  const auto bad = [&](const std::string& why) {
    return Error(ErrorKind::usage, "--on is " + words + "; " + why + ", as in upper=tile.png,scale=2");
  };
  const auto equals = words.find('=');
  if (equals == std::string::npos) throw bad("it must be a garment and its print");
  Worn worn{.garment = models::garment_named(words.substr(0, equals))};
  std::string print = words.substr(equals + 1);
  // options are taken off the end, as a file's name may hold commas
  for (auto comma = print.rfind(','); comma != std::string::npos; comma = print.rfind(',')) {
    const std::string option = print.substr(comma + 1);
    const auto value_at = option.find('=');
    if (value_at == std::string::npos || !take_option(worn, option.substr(0, value_at), option.substr(value_at + 1))) {
      break;
    }
    print.resize(comma);
  }
  if (print.empty()) throw bad("the print is missing: a tile or a category");
  const std::vector<std::string> categories = models::pattern_categories();
  if (std::find(categories.begin(), categories.end(), print) != categories.end()) {
    worn.category = print;
  } else {
    worn.pattern = print;
  }
  return worn;
}

void DressRequest::check() const {
  if (garment_cm != 0 && !(garment_cm >= 1 && garment_cm <= 1000)) {
    throw Error(ErrorKind::usage, fmt::format("the garment is {} cm wide; it must be from 1 to 1000", garment_cm));
  }
  if (!worn.empty()) return check_worn(*this);
  if (pattern.empty() == category.empty()) {
    throw Error(ErrorKind::usage, "a pattern is needed: either a tile (--pattern) or a category (-c), not both");
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
    return cloth_of(garment_called(request.photo.substr(kWardrobe.size())), models.cloth_reader());
  }
  const Image photo = image::read(photo_file(request.photo));
  if (request.mask.empty()) return found_cloth(request, photo, request.garment, request.placement, models);
  return render::read_cloth(photo, image::read_mask(request.mask), request.garment_cm, models.cloth_reader());
}

Image dress_worn(const DressRequest& request, OpenModels& models, std::vector<std::string>& notes) {
  const Image photo = image::read(photo_file(request.photo));
  std::vector<Image> painted;
  for (const Worn& one : request.worn) {
    const Pattern pattern = pattern_for(
        {.photo = request.photo, .pattern = one.pattern, .category = one.category, .seed = one.seed}, models);
    const render::Cloth cloth = found_cloth(request, photo, one.garment, one.placement, models);
    for (const std::string& note : cloth.notes) notes.push_back(models::name_of(one.garment) + ": " + note);
    painted.push_back(render::paint(cloth, pattern, one.placement));
  }
  return render::together(photo, painted);
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
  for (const Worn& one : request.worn) outputs.reads(one.pattern);
  outputs.reads(request.mask);
  outputs.reads(request.model);
}

Image dress(const DressRequest& request) {
  request.check();
  OpenModels models;
  std::vector<std::string> notes;
  if (!request.worn.empty()) return dress_worn(request, models, notes);
  const Pattern pattern = pattern_for(request, models);
  return render::paint(cloth_for(request, models), pattern, request.placement);
}

}  // namespace toile::studio
