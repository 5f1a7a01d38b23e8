// toile wardrobe: the garments that come with the program.

#include "toile/studio/wardrobe.hpp"

#include <fmt/core.h>

#include "apps/cli/cli.hpp"
#include "toile/base/names.hpp"

namespace toile::cli {

void add_wardrobe(Program& program) {
  add_command(program, "wardrobe", "List the garments that come with the program", [] {
    Report report;
    Json::Array all;
    const studio::Wardrobe wardrobe = studio::open_wardrobe();
    for (const studio::Garment& g : wardrobe.garments) {
      report.text += one_line(fmt::format("wardrobe:{:<16} {} ({})", g.name, g.title, g.group)) + "\n";
      all.push_back(Json::Object{{"name", g.name},
                                 {"title", g.title},
                                 {"group", g.group},
                                 {"width_cm", g.width_cm},
                                 {"photo", g.photo.string()},
                                 {"mask", g.mask.string()}});
    }
    Json::Array damaged;
    for (const studio::DamagedGarment& one : wardrobe.damaged) {
      report.text += "failed " + one_line(one.name + ": " + one.sentence) + "\n";
      report.failed = true;
      damaged.push_back(Json::Object{{"name", one.name}, {"problem", one.sentence}});
    }
    report.json = Json::Object{{"garments", std::move(all)}, {"damaged", std::move(damaged)}};
    return report;
  });
}

}  // namespace toile::cli
