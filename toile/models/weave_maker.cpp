#include "toile/models/weave_maker.hpp"

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"
#include "toile/weave/families.hpp"
#include "toile/weave/own_sett.hpp"

namespace toile::models {
namespace {

/// The same seed tells another story in every category.
std::uint64_t seed_of(const std::string& category, std::uint64_t seed, std::uint64_t index) {
  std::uint64_t salt = 0;
  for (const char letter : category) salt = derive_seed(salt, static_cast<unsigned char>(letter));
  return derive_seed(derive_seed(seed, index), salt);
}

weave::Design design_of(const std::string& category, const PatternRequest& request, std::uint64_t seed,
                        std::uint64_t index) {
  std::vector<weave::Step> steps;
  for (const Variation& v : request.variations) {
    steps.push_back({seed_of(category, v.seed, request.index), v.strength});
  }
  const weave::Dice dice(seed_of(category, seed, index), steps);
  return request.sett.empty() ? weave::design_of(category, dice) : weave::design_of_sett(category, request.sett, dice);
}

std::string listed() {
  std::string names;
  for (const std::string& category : weave::categories()) names += (names.empty() ? "" : ", ") + category;
  return names;
}

class WeaveMaker final : public PatternMaker {
 public:
  explicit WeaveMaker(const std::string& category) : categories_(weave::categories()) {
    for (const weave::Family& family : weave::families()) categories_.push_back(family.kind);
    if (!weave::knows(category)) {
      throw Error(ErrorKind::not_found, category + " can't be made exactly; these can: " + listed());
    }
  }
  const std::vector<std::string>& categories() const override { return categories_; }
  std::string source() const override { return "weave"; }
  Making making() const override { return Making::exact; }

  Made make(const PatternRequest& request) const override {
    const weave::Design design = exact_design(request);
    Print print = weave::drawn(design, request.size, request.size);
    Pattern pattern{.tile = pattern::rendered(print), .width_cm = design.width_cm};
    return {.pattern = std::move(pattern),
            .print = std::move(print),
            .note = {{"toile:design", weave::json_of(design).dump()}}};
  }

 private:
  std::vector<std::string> categories_;
};

}  // namespace

weave::Design exact_design(const PatternRequest& request) {
  const weave::Design design = design_of(request.category, request, request.seed, request.index);
  if (request.mix.empty()) return design;
  if (!weave::knows(request.mix)) {
    throw Error(ErrorKind::usage, "an exact " + request.category +
                                      " takes colours from another exact print, not from " + request.mix +
                                      "; it can be mixed with " + listed());
  }
  const Origin origin = request.mix_origin.value_or(Origin{request.seed, request.index});
  PatternRequest other = request;
  other.sett.clear();
  other.variations.clear();
  return weave::with_colours_of(design, design_of(request.mix, other, origin.seed, origin.index), request.mix_share);
}

std::vector<std::string> exact_categories() {
  return weave::categories();
}

bool makes_exactly(const std::string& name) {
  return weave::knows(name);
}

std::unique_ptr<PatternMaker> open_weave_maker(const std::string& category) {
  return std::make_unique<WeaveMaker>(category);
}

}  // namespace toile::models
