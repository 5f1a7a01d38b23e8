#include "toile/press/material.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "toile/base/error.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile::press {
namespace {

constexpr int kNormalWidth = 1024;
constexpr double kTau = 2 * std::numbers::pi;

void check_range(const char* what, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorKind::usage, std::string(what) + " is " + Json(value).dump() + "; it must be from " +
                                    Json(low).dump() + " to " + Json(high).dump());
}

void check(const Cloth& cloth) {
  check_range("threads a centimetre", cloth.threads_per_cm, 1, 100);
  check_range("relief", cloth.relief, 0, 1);
  check_range("roughness", cloth.roughness, 0, 1);
  check_range("weight in grams a square metre", cloth.grams_per_m2, 1, 5000);
}

/// Four corners of a square in metres with texture coordinates, as a glTF buffer: positions, normals, coordinates,
/// indices.
std::string square(double width, double height) {
  const auto w = static_cast<float>(width / 2), h = static_cast<float>(height / 2);
  const float numbers[] = {-w, -h, 0, w, -h, 0, w, h, 0, -w, h, 0, 0, 0, 1, 0,
                           0,  1,  0, 0, 1,  0, 0, 1, 0, 1,  1, 1, 1, 0, 0, 0};
  const std::uint16_t corners[] = {0, 1, 2, 0, 2, 3};
  std::string bytes(sizeof numbers + sizeof corners, '\0');
  std::memcpy(bytes.data(), numbers, sizeof numbers);
  std::memcpy(bytes.data() + sizeof numbers, corners, sizeof corners);
  return bytes;
}

Json view(int offset, int length, int target) {
  return Json::Object{{"buffer", 0}, {"byteOffset", offset}, {"byteLength", length}, {"target", target}};
}

Json accessor(int at, int type, int count, const char* shape) {
  return Json::Object{{"bufferView", at}, {"componentType", type}, {"count", count}, {"type", shape}};
}

Json numbers(std::initializer_list<double> values) {
  return Json::Array(values.begin(), values.end());
}

/// The square's geometry: buffers, views, accessors.
void add_geometry(Json& gltf, const std::string& buffer, const std::string& file, double width, double height) {
  constexpr int kVertices = 34962, kIndices = 34963, kFloat = 5126, kShort = 5123;
  Json positions = accessor(0, kFloat, 4, "VEC3");
  positions.set("min", numbers({-width / 2, -height / 2, 0}));
  positions.set("max", numbers({width / 2, height / 2, 0}));
  gltf.set("buffers", Json::Array{Json::Object{{"uri", file}, {"byteLength", static_cast<int>(buffer.size())}}});
  gltf.set("bufferViews", Json::Array{view(0, 48, kVertices), view(48, 48, kVertices), view(96, 32, kVertices),
                                      view(128, 12, kIndices)});
  gltf.set("accessors", Json::Array{std::move(positions), accessor(1, kFloat, 4, "VEC3"),
                                    accessor(2, kFloat, 4, "VEC2"), accessor(3, kShort, 6, "SCALAR")});
  const Json attributes = Json::Object{{"POSITION", 0}, {"NORMAL", 1}, {"TEXCOORD_0", 2}};
  const Json primitive = Json::Object{{"attributes", attributes}, {"indices", 3}, {"material", 0}};
  gltf.set("meshes", Json::Array{Json::Object{{"primitives", Json::Array{primitive}}}});
}

}  // namespace

Image weave_normals(const Print& print, const Cloth& cloth, int width) {
  check(cloth);
  const int height =
      std::max(1, static_cast<int>(std::lround(static_cast<double>(width) * print.height / print.width)));
  const auto even = [&](double cm) { return 2 * std::max(1.0, std::round(cm * cloth.threads_per_cm / 2)); };
  const double across = even(print.width_cm), down = even(print.height_cm());
  // plain weave: over and under in turns, each thread a wave along itself and round across
  const auto surface = [&](double u, double v) {
    const double warp = std::cos(kTau * (u * across / 2)) * std::cos(kTau * (v * down / 2));
    return cloth.relief *
           (0.5 * warp + 0.25 * (std::abs(std::sin(kTau * u * across / 2)) + std::abs(std::sin(kTau * v * down / 2))));
  };
  Image normals = Image::filled(width, height, {128, 128, 255});
  const double step = 0.25 / width;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double u = (x + 0.5) / width, v = (y + 0.5) / height;
      // slopes in heights of a thread's width
      const double du = (surface(u + step, v) - surface(u - step, v)) / (2 * step * across);
      const double dv = (surface(u, v + step) - surface(u, v - step)) / (2 * step * down);
      const double length = std::sqrt(du * du + dv * dv + 1);
      const double normal[] = {-du / length, dv / length, 1 / length};
      for (std::size_t c = 0; c < 3; ++c) {
        normals.at(x, y)[c] = static_cast<std::uint8_t>(std::lround(127.5 + 127.5 * std::clamp(normal[c], -1.0, 1.0)));
      }
    }
  }
  return normals;
}

std::vector<data::ZipEntry> gltf_material(const Print& print, const std::string& name, const Cloth& cloth) {
  const double width = print.width_cm / 100, height = print.height_cm() / 100;
  const std::string buffer = square(width, height);
  const auto texture = [](int index) { return Json::Object{{"index", index}}; };
  const Json surface =
      Json::Object{{"baseColorTexture", texture(0)}, {"metallicFactor", 0}, {"roughnessFactor", cloth.roughness}};
  const Json sheen = Json::Object{{"sheenColorFactor", numbers({0.08, 0.08, 0.08})}, {"sheenRoughnessFactor", 0.6}};
  const Json material = Json::Object{{"name", name},
                                     {"pbrMetallicRoughness", surface},
                                     {"normalTexture", texture(1)},
                                     {"doubleSided", true},
                                     {"extensions", Json::Object{{"KHR_materials_sheen", sheen}}}};
  Json gltf = Json::Object{{"asset", Json::Object{{"version", "2.0"}, {"generator", "toile"}}},
                           {"extensionsUsed", Json::Array{"KHR_materials_sheen"}},
                           {"scene", 0},
                           {"scenes", Json::Array{Json::Object{{"nodes", numbers({0})}}}},
                           {"nodes", Json::Array{Json::Object{{"mesh", 0}, {"name", name}}}},
                           {"materials", Json::Array{material}}};
  gltf.set("textures",
           Json::Array{Json::Object{{"source", 0}, {"sampler", 0}}, Json::Object{{"source", 1}, {"sampler", 0}}});
  gltf.set("images", Json::Array{Json::Object{{"uri", "base_colour.png"}}, Json::Object{{"uri", "normal.png"}}});
  gltf.set("samplers", Json::Array{Json::Object{{"wrapS", 10497}, {"wrapT", 10497}}});  // repeat
  add_geometry(gltf, buffer, "square.bin", width, height);
  return {{name + ".gltf", gltf.dump()},
          {"square.bin", buffer},
          {"base_colour.png", image::encode("base_colour.png", pattern::rendered(print))},
          {"normal.png", image::encode("normal.png", weave_normals(print, cloth, kNormalWidth))}};
}

std::vector<data::ZipEntry> u3m_material(const Print& print, const std::string& name, const Cloth& cloth) {
  const auto texture = [&](const char* file, const Image& picture) {
    return Json::Object{{"path", file},
                        {"width", 10 * print.width_cm},
                        {"height", 10 * print.height_cm()},
                        {"dpi", picture.width / print.width_cm * 2.54},
                        {"repeat", Json::Object{{"mode", "normal"}, {"rotation", 0}}}};
  };
  const Image colour = pattern::rendered(print), normals = weave_normals(print, cloth, kNormalWidth);
  const auto constant = [](double value) { return Json::Object{{"constant", value}, {"texture", Json()}}; };
  const Json front =
      Json::Object{{"basecolor", Json::Object{{"constant", Json::Object{{"r", 1}, {"g", 1}, {"b", 1}}},
                                              {"texture", texture("textures/base_colour.png", colour)}}},
                   {"normal", Json::Object{{"scale", 1}, {"texture", texture("textures/normal.png", normals)}}},
                   {"roughness", constant(cloth.roughness)},
                   {"metalness", constant(0)},
                   {"alpha", constant(1)}};
  const Json u3m = Json::Object{{"schema", "1.1"},
                                {"material", Json::Object{{"name", name},
                                                          {"front", front},
                                                          {"side", Json()},
                                                          {"back", Json()},
                                                          {"physics", Json::Object{{"weight", cloth.grams_per_m2}}}}}};
  return {{name + ".u3m", u3m.dump()},
          {"textures/base_colour.png", image::encode("base_colour.png", colour)},
          {"textures/normal.png", image::encode("normal.png", normals)}};
}

}  // namespace toile::press
