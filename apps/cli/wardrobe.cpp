// toile wardrobe: the garments that come with the program.

#include "toile/studio/wardrobe.hpp"

#include <fmt/core.h>

#include "apps/cli/cli.hpp"

namespace toile::cli {

void add_wardrobe(Program& program) {
  add_command(program, "wardrobe", "List the garments that come with the program", [] {
    Report report;
    Json::Array all;
    for (const studio::Garment& g : studio::wardrobe()) {
      report.text += fmt::format("wardrobe:{:<16} {} ({})\n", g.name, g.title, g.group);
      all.push_back(Json::Object{{"name", g.name},
                                 {"title", g.title},
                                 {"group", g.group},
                                 {"width_cm", g.width_cm},
                                 {"photo", g.photo.string()},
                                 {"mask", g.mask.string()}});
    }
    report.json = Json::Object{{"garments", std::move(all)}};
    return report;
  });
}

}  // namespace toile::cli
