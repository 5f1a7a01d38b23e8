#pragma once
/// A garment dressed in a pattern of the gallery: quickly for the screen, or at full size to keep.

#include <memory>
#include <string>
#include <vector>

#include "toile/pattern/palette.hpp"
#include "toile/pattern/repeat.hpp"
#include "toile/render/drape.hpp"
#include "toile/studio/session.hpp"

namespace toile::studio {

/// What a person chose on the page.
struct Look {
  std::string pattern;  ///< id of the pattern
  std::string photo;    ///< id of an own photo, or wardrobe:NAME
  std::string mask;     ///< id; of own photos only
  pattern::Layout layout = pattern::Layout::straight;
  render::Placement placement{};  ///< sizes and shifts in single tiles, whatever the layout
  double garment_cm = 0;          ///< how wide the garment of an own photo is in life; 0: not known
  int width = 0;                  ///< of a preview, in pixels; 0: as the photo
  pattern::Colourway colours{};   ///< of a preview: colours to change in the pattern, which is kept as it is
  std::string proof{};  ///< of a preview: id of the profile that the cloth is shown as printed by, or installed
  bool mark_unprintable = false;          ///< with it: magenta where the colour can't be printed
  std::shared_ptr<const Image> sketch{};  ///< of a preview: laid instead of the pattern's tile, while that is worked on
  /// Other garments of the same own photo, each with its mask, pattern and placement; their photo, width and proof are
  /// those above.
  std::vector<Look> also{};

  /// Throws `Error{usage}` naming the member that is missing or out of range. `pattern` may be missing where a list of
  /// patterns stands beside it.
  static Look from_json(const Json& json, bool with_pattern = true);
  Json to_json() const;
};

/// The dressed photo, `look.width` pixels wide at most. Where the matte is 0 it is the photo. Throws `Error{not_found}`
/// for what is not in the gallery and `Error{usage}` for an own photo without a mask.
Image dress(Session& session, const Look& look);

/// The smallest straight repeat of a pattern in a layout, in other colours where there are some.
std::shared_ptr<const Image> repeat_unit_of(Session& session, const Item& pattern, pattern::Layout layout,
                                            const pattern::Colourway& colours = {});

/// The dressed photo at full size, kept in the gallery as a look.
Item keep_look(Session& session, Look look);
/// The same for one that is dressed already.
Item keep_dressed(Session& session, const Look& look, const Image& dressed);

}  // namespace toile::studio
