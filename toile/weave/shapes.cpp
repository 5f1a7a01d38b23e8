#include "toile/weave/shapes.hpp"

#include "toile/base/error.hpp"
#include "toile/weave/sheet.hpp"

namespace toile::weave {
namespace {

const std::map<std::string, Drawer>& drawers() {
  static const std::map<std::string, Drawer> all = [] {
    std::map<std::string, Drawer> shapes = line_drawers();
    shapes.merge(lattice_drawers());
    shapes.merge(tiling_drawers());
    shapes.merge(stitch_drawers());
    shapes.merge(rosette_drawers());
    shapes.merge(skin_drawers());
    return shapes;
  }();
  return all;
}

}  // namespace

Print drawn(const Shape& shape, const std::vector<Ink>& inks, int width, int height, int across, int down) {
  const auto drawer = drawers().find(shape.name);
  if (drawer != drawers().end()) return drawer->second({shape, inks, width, height, across, down});
  std::string names;
  for (const auto& [name, unused] : drawers()) names += (names.empty() ? "" : ", ") + name;
  throw Error(ErrorKind::usage, "there is no shape " + shape.name + "; there are " + names);
}

}  // namespace toile::weave
