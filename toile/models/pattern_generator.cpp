#include "toile/models/pattern_generator.hpp"

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/compose/learnt_cast.hpp"
#include "toile/models/compose_maker.hpp"
#include "toile/models/find_weights.hpp"
#include "toile/models/learnt_maker.hpp"
#include "toile/models/networks.hpp"
#include "toile/models/weave_maker.hpp"

namespace toile::models {
namespace {

constexpr const char* kPrefix = "patterns/";

struct PatternFile {
  std::filesystem::path path;
  std::vector<std::string> categories;
};

/// The installed weights, those that know several categories first: they outdo a DCGAN of the same category, which is
/// named after its own.
std::vector<PatternFile> pattern_files() {
  std::vector<PatternFile> files, dcgans;
  for (const auto& [name, path] : all_weights()) {
    if (!name.starts_with(kPrefix)) continue;
    const WeightsHeader weights = read_weights_header(path);
    if (weights.kind == kTileGenerator) {
      files.push_back({path, categories_of(weights)});
    } else {
      dcgans.push_back({path, {name.substr(std::string(kPrefix).size())}});
    }
  }
  files.insert(files.end(), dcgans.begin(), dcgans.end());
  return files;
}

}  // namespace

std::vector<std::string> pattern_categories() {
  std::vector<std::string> categories = exact_categories();
  const auto composed = compose::composed_categories();
  categories.insert(categories.end(), composed.begin(), composed.end());
  for (const PatternFile& file : pattern_files()) {
    categories.insert(categories.end(), file.categories.begin(), file.categories.end());
  }
  std::sort(categories.begin(), categories.end());
  categories.erase(std::unique(categories.begin(), categories.end()), categories.end());
  return categories;
}

bool can_make(const std::string& name) {
  const auto known = pattern_categories();
  return makes_exactly(name) || std::find(known.begin(), known.end(), name) != known.end();
}

std::vector<Making> makings_of(const std::string& category) {
  std::vector<Making> makings;
  if (compose::composes(category)) makings.push_back(Making::composed);
  if (makes_exactly(category)) makings.push_back(Making::exact);
  if (compose::plays_learnt(category)) makings.push_back(Making::learnt);
  for (const PatternFile& file : pattern_files()) {
    const bool knows = std::find(file.categories.begin(), file.categories.end(), category) != file.categories.end();
    if (knows && (makings.empty() || makings.back() != Making::learnt)) makings.push_back(Making::learnt);
  }
  return makings;
}

Making making_for(const PatternRequest& request) {
  if (request.making != Making::best) return request.making;
  const auto both = [&](bool (*makes)(const std::string&)) {
    return makes(request.category) && (request.mix.empty() || makes(request.mix));
  };
  if (both(compose::composes)) return Making::composed;
  return both(makes_exactly) ? Making::exact : Making::learnt;
}

PatternGenerator PatternGenerator::open(const std::string& category, const std::filesystem::path& chosen,
                                        Making making) {
  if (chosen.empty()) {
    const Making how = making_for({.category = category, .making = making});
    if (how == Making::composed) return PatternGenerator(open_compose_maker(category));
    if (how == Making::learnt && compose::plays_learnt(category)) {
      return PatternGenerator(open_compose_maker(category, how));
    }
    if (how == Making::exact) return PatternGenerator(open_weave_maker(category));
  }
  std::filesystem::path file = chosen;
  if (chosen.empty()) {
    for (const PatternFile& known : pattern_files()) {
      const bool knows =
          std::find(known.categories.begin(), known.categories.end(), category) != known.categories.end();
      if (knows && file.empty()) file = known.path;
    }
    if (file.empty() && makes_exactly(category)) {
      throw Error(ErrorKind::not_found,
                  "no net knows " + category + ": it is made exactly, and can be mixed with other exact prints alone");
    }
    if (file.empty()) refuse_category(category, pattern_categories());
  }
  PatternGenerator generator(open_learnt_maker(find_weights("", file), category));
  const auto& known = generator.categories();
  if (std::find(known.begin(), known.end(), category) == known.end()) refuse_category(category, known);
  return generator;
}

Made PatternGenerator::make(const PatternRequest& request) const {
  check(request);
  Made made = maker_->make(request);
  if (made.print) {
    for (const Ink& ink : made.print->inks) made.colours.push_back(ink.colour);
  }
  if (!request.colours.empty()) {
    if (!made.print) {
      throw Error(ErrorKind::usage,
                  "this " + request.category + " is a picture without inks: its colours can't be given");
    }
    made.colours = colours_for(request, made.colours);
    made.print = pattern::with_distinct_inks(pattern::recoloured(std::move(*made.print), made.colours));
    made.pattern.tile = pattern::rendered(*made.print);
  }
  made.pattern.tile =
      pattern::with_grain(made.pattern.tile, request.grain, made.pattern.width_cm, request.grain_strength);
  return made;
}

}  // namespace toile::models
