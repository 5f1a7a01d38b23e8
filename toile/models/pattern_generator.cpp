#include "toile/models/pattern_generator.hpp"

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/models/dcgan_maker.hpp"
#include "toile/models/find_weights.hpp"
#include "toile/models/tile_maker.hpp"
#include "toile/models/weave_maker.hpp"
#include "toile/nets/weights.hpp"

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
    const nets::Weights weights = nets::read_weights(path);
    if (weights.kind == "tile-generator") {
      files.push_back({path, {}});
      for (const Json& category : weights.card.at("categories").array()) {
        files.back().categories.push_back(category.string());
      }
    } else {
      dcgans.push_back({path, {name.substr(std::string(kPrefix).size())}});
    }
  }
  files.insert(files.end(), dcgans.begin(), dcgans.end());
  return files;
}

std::unique_ptr<PatternMaker> maker_of(const std::filesystem::path& file, const std::string& category) {
  const std::string kind = nets::read_weights(file).kind;
  if (kind == "dcgan-generator") return open_dcgan_maker(file, category);
  if (kind == "tile-generator") return open_tile_maker(file);
  throw Error(ErrorKind::bad_file,
              file.string() + " holds a " + kind + "; patterns come from a tile-generator or a dcgan-generator");
}

}  // namespace

std::vector<std::string> pattern_categories() {
  std::vector<std::string> categories = exact_categories();
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

Making making_for(const PatternRequest& request) {
  if (request.making != Making::best) return request.making;
  const bool exact = makes_exactly(request.category) && (request.mix.empty() || makes_exactly(request.mix));
  return exact ? Making::exact : Making::learnt;
}

PatternGenerator PatternGenerator::open(const std::string& category, const std::filesystem::path& chosen,
                                        Making making) {
  const bool exact = making == Making::exact || (making == Making::best && makes_exactly(category));
  if (exact && chosen.empty()) return PatternGenerator(open_weave_maker(category));
  std::filesystem::path file = chosen;
  if (chosen.empty()) {
    for (const PatternFile& known : pattern_files()) {
      const bool knows =
          std::find(known.categories.begin(), known.categories.end(), category) != known.categories.end();
      if (knows && file.empty()) file = known.path;
    }
    if (file.empty()) refuse_category(category, pattern_categories());
  }
  PatternGenerator generator(maker_of(find_weights("", file), category));
  const auto& known = generator.categories();
  if (std::find(known.begin(), known.end(), category) == known.end()) refuse_category(category, known);
  return generator;
}

Made PatternGenerator::make(const PatternRequest& request) const {
  check(request);
  return maker_->make(request);
}

}  // namespace toile::models
