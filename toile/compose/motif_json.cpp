#include "toile/compose/motif_json.hpp"

#include <glib.h>

#include <charconv>
#include <cmath>
#include <memory>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/pattern/print.hpp"

namespace toile::compose {
namespace {

constexpr int kMostSvgSide = 4096;

[[noreturn]] void broken(const std::string& what) {
  throw Error(ErrorKind::bad_file, "a motif " + what);
}

/// The double that is written with as few digits as the float needs.
double short_of(float value) {
  char digits[32];
  const char* end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  double result = 0;
  std::from_chars(digits, end, result);
  return result;
}

std::string base64_of(const std::string& bytes) {
  const std::unique_ptr<gchar, decltype(&g_free)> text(
      g_base64_encode(reinterpret_cast<const guchar*>(bytes.data()), bytes.size()), g_free);
  return text.get();
}

std::string bytes_of(const std::string& base64) {
  gsize size = 0;
  const std::unique_ptr<guchar, decltype(&g_free)> bytes(g_base64_decode(base64.c_str(), &size), g_free);
  return {reinterpret_cast<const char*>(bytes.get()), size};
}

/// The planes one under the other, as one grey picture.
Json json_of(const Raster& raster) {
  const int planes = static_cast<int>(raster.planes.size() / (static_cast<std::size_t>(raster.width) * raster.height));
  const Mask stack{.width = raster.width, .height = raster.height * planes, .cover = raster.planes};
  return Json::Object{{"planes", planes}, {"png", base64_of(image::encode_mask("motif.png", stack))}};
}

Raster raster_from(const Json& json, std::size_t roles) {
  const Mask stack = image::decode_mask(bytes_of(json.at("png").string()), "the picture of a motif");
  const std::int64_t planes = json.at("planes").integer();
  if (planes != static_cast<std::int64_t>(roles) + 1 || stack.height % planes != 0) {
    broken("has a picture whose planes don't fit its inks");
  }
  const int height = stack.height / static_cast<int>(planes);
  if (stack.width > kMostSvgSide || height > kMostSvgSide) broken("has a side of more than 4096 pixels");
  return {.width = stack.width, .height = height, .planes = stack.cover};
}

Json json_of(const Shape& shape) {
  Json::Array curves;
  for (const auto& curve : shape.curves) {
    Json::Array numbers;
    for (const Point& point : curve) {
      numbers.emplace_back(short_of(point.x));
      numbers.emplace_back(short_of(point.y));
    }
    curves.emplace_back(std::move(numbers));
  }
  return Json::Object{{"ink", shape.ink}, {"curves", std::move(curves)}};
}

float length_in(const Json& json) {
  const double value = json.number();
  if (!(std::abs(value) <= 100)) broken("reaches out of its box");
  return static_cast<float>(value);
}

Shape shape_from(const Json& json, std::size_t roles) {
  Shape shape;
  const std::int64_t ink = json.at("ink").integer();
  if (ink < 0 || ink >= static_cast<std::int64_t>(roles)) broken("has a shape of ink " + std::to_string(ink));
  shape.ink = static_cast<int>(ink);
  for (const Json& curve : json.at("curves").array()) {
    const Json::Array& numbers = curve.array();
    if (numbers.size() % 6 != 2) broken("has a curve of " + std::to_string(numbers.size()) + " numbers, not 6 n + 2");
    std::vector<Point> points;
    for (std::size_t i = 0; i < numbers.size(); i += 2) {
      points.push_back({length_in(numbers[i]), length_in(numbers[i + 1])});
    }
    shape.curves.push_back(std::move(points));
  }
  return shape;
}

}  // namespace

Json json_of(const Motif& motif) {
  Json::Array roles;
  for (const Role role : motif.roles) roles.emplace_back(name_of(role));
  Json json = Json::Object{{"name", motif.name},
                           {"kind", motif.kind},
                           {"roles", std::move(roles)},
                           {"width", short_of(motif.width)},
                           {"height", short_of(motif.height)},
                           {"anchor", Json::Array{short_of(motif.anchor.x), short_of(motif.anchor.y)}},
                           {"size_cm", motif.size_cm}};
  if (motif.raster.width > 0) {
    json.set("raster", json_of(motif.raster));
    return json;
  }
  Json::Array shapes;
  for (const Shape& shape : motif.shapes) shapes.push_back(json_of(shape));
  json.set("shapes", std::move(shapes));
  return json;
}

Motif motif_from(const Json& json) {
  Motif motif{.kind = json.at("kind").string(),
              .name = json.at("name").string(),
              .roles = {},
              .shapes = {},
              .raster = {},
              .width = length_in(json.at("width")),
              .height = length_in(json.at("height")),
              .anchor = {},
              .size_cm = json.at("size_cm").number()};
  for (const Json& role : json.at("roles").array()) motif.roles.push_back(role_named(role.string()));
  if (motif.roles.empty() || motif.roles.size() > kMostInks) broken("must have 1 to 16 inks");
  const Json::Array& anchor = json.at("anchor").array();
  if (anchor.size() != 2) broken("has an anchor of " + std::to_string(anchor.size()) + " numbers");
  motif.anchor = {length_in(anchor[0]), length_in(anchor[1])};
  if (const Json* raster = json.find("raster")) {
    motif.raster = raster_from(*raster, motif.roles.size());
    return motif;
  }
  for (const Json& shape : json.at("shapes").array()) {
    motif.shapes.push_back(shape_from(shape, motif.roles.size()));
  }
  return motif;
}

}  // namespace toile::compose
