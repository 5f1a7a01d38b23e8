#include "toile/compose/arrange.hpp"

#include <functional>

#include "toile/base/error.hpp"

namespace toile::compose {
namespace {

struct Named {
  const char* name;
  std::function<Laid(const Cast&, const Brief&)> arrange;
};

const std::vector<Named>& all() {
  const auto tossed_by = [](Way way) {
    return [way](const Cast& cast, const Brief& brief) { return tossed(cast, brief, way); };
  };
  static const std::vector<Named> kAll = {
      {"tossed", tossed_by(Way::any)},
      {"tossed-one-way", tossed_by(Way::one)},
      {"tossed-two-way", tossed_by(Way::two)},
      {"tossed-four-way", tossed_by(Way::four)},
      {"ditsy", ditsy},
      {"chintz", chintz},
      {"bouquet", bouquet},
      {"half-drop", half_drop},
      {"brick", brick},
      {"ogee", ogee},
      {"damask", damask},
      {"stripe", stripe},
      {"border", border},
      {"trailing-vine", trailing_vine},
      {"patchwork", patchwork},
  };
  return kAll;
}

}  // namespace

std::vector<std::string> arrangement_names() {
  std::vector<std::string> names;
  for (const Named& known : all()) names.emplace_back(known.name);
  return names;
}

Laid arranged(const std::string& name, const Cast& cast, const Brief& brief) {
  std::string list;
  for (const Named& known : all()) {
    if (name == known.name) return known.arrange(cast, brief);
    list += (list.empty() ? "" : ", ") + std::string(known.name);
  }
  throw Error(ErrorKind::usage, "the layout is " + name + "; it must be one of " + list);
}

}  // namespace toile::compose
