#include "toile/models/compose_maker.hpp"

#include "toile/compose/composer.hpp"
#include "toile/compose/cut.hpp"
#include "toile/compose/finish_layout.hpp"
#include "toile/compose/learnt_cast.hpp"

namespace toile::models {
namespace {

compose::ComposeRequest request_of(const PatternRequest& asked) {
  compose::ComposeRequest request{.category = asked.category,
                                  .layout = asked.layout,
                                  .seed = asked.seed,
                                  .index = asked.index,
                                  .palette = asked.palette,
                                  .density = asked.density,
                                  .scale = asked.scale,
                                  .learnt = asked.making == Making::learnt};
  if (!asked.mix.empty()) {
    const Origin origin = asked.mix_origin.value_or(Origin{asked.seed, asked.index});
    request.mix = {.category = asked.mix, .share = asked.mix_share, .seed = origin.seed, .index = origin.index};
  }
  for (const Variation& v : asked.variations) request.changes.push_back({v.aspect, v.seed, v.strength});
  return request;
}

/// The document says the colours that it is printed in.
compose::Layout in_colours(const PatternRequest& request, compose::Layout layout) {
  if (request.colours.empty()) return layout;
  std::vector<pattern::Rgb> own;
  for (const compose::LayoutInk& ink : layout.inks) own.push_back(ink.colour);
  return compose::recoloured(std::move(layout), colours_for(request, own));
}

class ComposeMaker final : public PatternMaker {
 public:
  explicit ComposeMaker(Making making) : making_(making), categories_(compose::composed_categories()) {
    if (making_ == Making::learnt) std::erase_if(categories_, [](const auto& c) { return !compose::plays_learnt(c); });
  }

  const std::vector<std::string>& categories() const override { return categories_; }
  std::string source() const override { return "compose"; }
  Making making() const override { return making_; }

  Made make(const PatternRequest& asked) const override {
    PatternRequest request = asked;
    request.making = making_;
    compose::Layout layout = compose::compose(request_of(request));
    // A neighbour is cut where the print it comes from was: nothing jumps.
    PatternRequest first = request;
    first.variations.clear();
    const bool own_cut = request.variations.empty();
    Print print = compose::printed(own_cut ? layout : compose::compose(request_of(first)), compose::known_motif,
                                   compose::kCutPixels);
    const pattern::Cut cut = pattern::plainest_cut(pattern::rendered(print));
    layout = in_colours(request, compose::cut_at(std::move(layout), cut));
    if (own_cut && request.size == compose::kCutPixels) {
      print = compose::rolled(print, cut);
    } else {
      print = compose::printed(layout, compose::known_motif, request.size);
    }
    const compose::Layout document = request.colours.empty() ? layout : compose::in_fewest_inks(layout);
    Pattern pattern{.tile = pattern::rendered(print), .width_cm = layout.width_cm};
    return {.pattern = std::move(pattern),
            .print = std::move(print),
            .note = {{"toile:layout", compose::json_of(document).dump()}}};
  }

 private:
  Making making_;
  std::vector<std::string> categories_;
};

}  // namespace

std::unique_ptr<PatternMaker> open_compose_maker(const std::string& category, Making making) {
  if (!compose::composes(category)) refuse_category(category, compose::composed_categories());
  return std::make_unique<ComposeMaker>(making);
}

}  // namespace toile::models
