#pragma once
/// What a studio that stays open keeps at hand: models opened once, the wardrobe, the gallery, pictures lately decoded.

#include <memory>

#include "toile/compose/layout.hpp"
#include "toile/pattern/print.hpp"
#include "toile/render/cloth.hpp"
#include "toile/scan/drawing.hpp"
#include "toile/scan/straight.hpp"
#include "toile/studio/gallery.hpp"
#include "toile/studio/open_models.hpp"
#include "toile/studio/print_again.hpp"
#include "toile/studio/recent.hpp"
#include "toile/studio/wardrobe.hpp"

namespace toile::studio {

/// Safe from several threads.
class Session {
 public:
  /// Opens the gallery in `data` (see Gallery::open); models are opened when they are first needed.
  explicit Session(const std::filesystem::path& data);

  Gallery& gallery() { return gallery_; }
  /// Names of the categories that patterns can be made of, sorted.
  const std::vector<std::string>& categories() const { return categories_; }
  const std::vector<Garment>& garments() const { return garments_; }
  /// Throws `Error{not_found}` listing the names there are.
  const Garment& garment(const std::string& name) const;

  OpenModels& models() { return models_; }
  /// Opens the networks, so that what needs one comes at once.
  void warm_up();

  /// An example of `category` as a JPEG file of a few kilobytes; always the same.
  std::shared_ptr<const std::string> category_thumbnail(const std::string& category);
  /// The picture kept under `key`, or made.
  std::shared_ptr<const Image> picture(const std::string& key, const std::function<Image()>& make);
  /// A picture of the gallery, decoded.
  std::shared_ptr<const Image> picture(const Item& item, const std::string& role);
  /// The print kept under `key`, or made.
  std::shared_ptr<const OwnPrint> print(const std::string& key, const std::function<OwnPrint()>& make);
  /// The file kept under `key`, a thumbnail, or made.
  std::shared_ptr<const std::string> file(const std::string& key, const std::function<std::string()>& make);
  /// The garment kept under `key`, its light and folds read, or made.
  std::shared_ptr<const render::Cloth> cloth(const std::string& key, const std::function<render::Cloth()>& make);
  /// The motif kept under `key`, or made.
  std::shared_ptr<const compose::Motif> motif(const std::string& key, const std::function<compose::Motif()>& make);
  /// The scan kept under `key`, or made.
  std::shared_ptr<const scan::StraightCloth> scanned(const std::string& key,
                                                     const std::function<scan::StraightCloth()>& make);
  std::shared_ptr<const scan::Drawing> drawing(const std::string& key, const std::function<scan::Drawing()>& make);
  /// The layout that a pattern was laid by. Throws `Error{usage}` for one that is not laid out of motifs.
  std::shared_ptr<const compose::Layout> layout(const Item& pattern);
  /// Forgets the pictures at hand: call it when something was deleted.
  void forget();

 private:
  Gallery gallery_;
  std::vector<std::string> categories_;
  std::vector<Garment> garments_;
  OpenModels models_;
  Recent<Image> pictures_;
  Recent<render::Cloth> cloths_;
  Recent<OwnPrint> prints_;
  Recent<std::string> files_;
  Recent<compose::Motif> motifs_;
  Recent<compose::Layout> layouts_;
  Recent<scan::StraightCloth> scanned_;
  Recent<scan::Drawing> drawings_;
  Recent<std::string> examples_;  ///< of the categories
};

}  // namespace toile::studio
