#include "toile/weave/design.hpp"

#include "toile/base/error.hpp"
#include "toile/weave/shapes.hpp"

namespace toile::weave {
namespace {

std::string text_of_bands(const std::vector<Band>& bands, const std::vector<Ink>& inks) {
  ThreadCount count{.yarns = {}, .bands = bands};
  for (const Ink& ink : inks) count.yarns.push_back({pattern::hex_of(ink.colour), ink.colour});
  return text_of(count);
}

}  // namespace

Draft draft_of(const Design& design) {
  const Cloth* const cloth = std::get_if<Cloth>(&design.make);
  if (cloth == nullptr) {
    throw Error(ErrorKind::usage, design.kind + " is geometry, no weave: it has neither threads nor a draft");
  }
  return set_up(design.inks, cloth->warp, cloth->weft, weave_named(cloth->weave, cloth->turn));
}

Print drawn(const Design& design, int width, int height) {
  Print print;
  if (const Shape* const shape = std::get_if<Shape>(&design.make)) {
    print = drawn(*shape, design.inks, width, height, design.across, design.down);
  } else {
    print = drawn(begun_in_widest_bands(draft_of(design)), width, height, design.across, design.down,
                  std::get<Cloth>(design.make).floats);
  }
  print.width_cm = design.width_cm;
  return print;
}

Json json_of(const Design& design) {
  Json::Array inks;
  for (const Ink& ink : design.inks) inks.emplace_back(pattern::hex_of(ink.colour));
  Json json = Json::Object{{"kind", design.kind},
                           {"inks", std::move(inks)},
                           {"across", design.across},
                           {"down", design.down},
                           {"width_cm", design.width_cm}};
  if (const Shape* const shape = std::get_if<Shape>(&design.make)) {
    json.set("shape", shape->name);
    Json measures = Json::Object{};
    for (const auto& [name, value] : shape->measures) measures.set(name, value);
    json.set("measures", std::move(measures));
  } else {
    const Cloth& cloth = std::get<Cloth>(design.make);
    json.set("weave", cloth.weave);
    json.set("warp", text_of_bands(cloth.warp, design.inks));
    json.set("weft", text_of_bands(cloth.weft, design.inks));
  }
  return json;
}

}  // namespace toile::weave
