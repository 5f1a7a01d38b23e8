#include "toile/studio/wardrobe.hpp"

#include <map>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/base/sentence.hpp"
#include "toile/base/share.hpp"
#include "toile/base/text.hpp"
#include "toile/image/colour.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::studio {

namespace fs = std::filesystem;

namespace {

constexpr const char* kCard = "garment.json";
constexpr double kMostCm = 1000;

std::array<float, 3> linear_colour(const std::string& hex) {
  const pattern::Rgb rgb = pattern::colour_from_hex(hex);
  const auto& linear = image::linear_of_srgb();
  return {linear[rgb[0]], linear[rgb[1]], linear[rgb[2]]};
}

/// Throws what is wrong with the garment.
Garment read_garment(const fs::path& folder) {
  const Json card = Json::parse(read_text(folder / kCard, 1 << 20));
  for (const char* name : {"photo.jpg", "mask.png"}) {
    if (!fs::is_regular_file(folder / name)) {
      throw Error(ErrorKind::bad_file, "its folder " + folder.string() + " has no " + name);
    }
  }
  const double width_cm = card.at("width_cm").number();
  if (!(width_cm > 0 && width_cm <= kMostCm)) {
    throw Error(ErrorKind::bad_file, "its width_cm is " + Json(width_cm).dump() +
                                         ", and it must be above 0 and at most " + Json(kMostCm).dump());
  }
  const auto number = [&](const char* key) { return card.find(key) ? card.at(key).number() : 0.0; };
  const auto file = [&](const char* name) { return fs::is_regular_file(folder / name) ? folder / name : fs::path(); };
  return {.name = folder.filename().string(),
          .title = card.at("title").string(),
          .group = card.at("group").string(),
          .width_cm = width_cm,
          .photo = folder / "photo.jpg",
          .mask = folder / "mask.png",
          .uv = file("uv.png"),
          .shading = file("shading.jpg"),
          .uv_cm = number("uv_cm"),
          .albedo = card.find("albedo") ? linear_colour(card.at("albedo").string()) : std::array<float, 3>{}};
}

}  // namespace

Wardrobe open_wardrobe() {
  Wardrobe all;
  std::map<std::string, Garment> garments;
  for (const fs::path& folder : share_folders("wardrobe", "TOILE_WARDROBE")) {
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(folder, problem)) {
      const std::string name = entry.path().filename().string();
      try {
        if (!fs::is_regular_file(entry.path() / kCard)) continue;
        garments.emplace(name, read_garment(entry.path()));
      } catch (...) {
        all.damaged.push_back({name, sentence_in_hand()});
      }
    }
    if (problem) all.damaged.push_back({folder.string(), "can't be read: " + problem.message()});
  }
  for (auto& [name, garment] : garments) all.garments.push_back(std::move(garment));
  return all;
}

std::vector<Garment> wardrobe() {
  return open_wardrobe().garments;
}

Garment garment_called(const std::string& name) {
  std::string known;
  Wardrobe all = open_wardrobe();
  for (Garment& garment : all.garments) {
    if (garment.name == name) return std::move(garment);
    known += (known.empty() ? "" : ", ") + garment.name;
  }
  for (const DamagedGarment& one : all.damaged) {
    if (one.name == name) {
      throw Error(ErrorKind::bad_file, "the wardrobe garment " + name + " is damaged: " + one.sentence);
    }
  }
  throw Error(ErrorKind::not_found,
              "there is no wardrobe garment " + name + "; there are " + (known.empty() ? "none" : known));
}

namespace {

render::Fabric fabric_of(const Garment& garment) {
  render::Fabric fabric{.coordinates = image::read_samples(garment.uv),
                        .side_cm = garment.uv_cm,
                        .reflectance = garment.albedo,
                        .light = {}};
  if (!garment.shading.empty()) fabric.light = image::read(garment.shading);
  return fabric;
}

}  // namespace

render::Cloth cloth_of(const Garment& garment, const render::ClothReader& reader) {
  const Image photo = image::read(garment.photo);
  const Mask mask = image::read_mask(garment.mask);
  if (garment.uv.empty()) return render::read_cloth(photo, mask, garment.width_cm, reader);
  return render::read_cloth(photo, mask, fabric_of(garment));
}

render::Cloth cloth_of(const Garment& garment, int width, int height, const render::ClothReader& reader) {
  const Image photo = image::resize(image::read(garment.photo), width, height);
  const Mask mask = image::resize(image::read_mask(garment.mask), width, height);
  if (garment.uv.empty()) return render::read_cloth(photo, mask, garment.width_cm, reader);
  return render::read_cloth(photo, mask, render::scaled(fabric_of(garment), width, height));
}

}  // namespace toile::studio
