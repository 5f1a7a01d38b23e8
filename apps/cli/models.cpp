// toile models: the weights that are installed, explained.

#include <fmt/core.h>

#include "apps/cli/cli.hpp"
#include "toile/models/describe.hpp"
#include "toile/models/find_weights.hpp"

namespace toile::cli {

void add_models(Program& program) {
  add_command(program, "models", "List the weights that are installed", [] {
    Report report;
    Json::Array all;
    for (const auto& [name, path] : models::all_weights()) {
      const models::Description d = models::describe(path);
      report.text += fmt::format("{:<24} {:<18} {:>6.2f} million weights  {}\n", name, d.kind, d.weights / 1e6, path.string());
      all.push_back(Json::Object{{"name", name},
                                 {"file", path.string()},
                                 {"kind", d.kind},
                                 {"weights", d.weights},
                                 {"config", d.config},
                                 {"card", d.card}});
    }
    report.json = Json::Object{{"models", std::move(all)}};
    return report;
  });
}

}  // namespace toile::cli
