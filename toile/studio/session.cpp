#include "toile/studio/session.hpp"

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/image/png_text.hpp"

namespace toile::studio {
namespace {

constexpr std::size_t kPictureBytes = 160U << 20;
constexpr std::size_t kClothBytes = 240U << 20;
constexpr std::size_t kPrintBytes = 48U << 20;
constexpr std::size_t kFileBytes = 48U << 20;
constexpr std::size_t kMotifBytes = 48U << 20;
constexpr std::size_t kScanBytes = 64U << 20;
constexpr int kExampleSize = 256;
constexpr std::uint64_t kExampleSeed = 7;

std::size_t bytes_of(const Image& image) {
  return image.rgb.size() + image.alpha.size();
}

/// Close enough: the pictures and planes of the garment's size.
std::size_t bytes_of_cloth(const render::Cloth& cloth) {
  const std::size_t box = static_cast<std::size_t>(cloth.box.width) * cloth.box.height;
  return bytes_of(cloth.photo) + cloth.garment.cover.size() + bytes_of(cloth.light.given) +
         (cloth.coordinates ? 2 * sizeof(float) * box : 0) + sizeof(float) * box / 4;
}

std::size_t bytes_of_motif(const compose::Motif& motif) {
  std::size_t bytes = sizeof motif + motif.raster.planes.size();
  for (const compose::Shape& shape : motif.shapes) {
    for (const auto& curve : shape.curves) bytes += sizeof(compose::Point) * curve.size();
  }
  return bytes;
}

std::size_t bytes_of_layout(const compose::Layout& layout) {
  std::size_t bytes = sizeof(compose::Placement) * layout.placements.size();
  for (const compose::Motif& motif : layout.motifs) bytes += bytes_of_motif(motif);
  return bytes;
}

std::size_t bytes_of_drawing(const scan::Drawing& drawing) {
  std::size_t bytes = 0;
  for (const scan::Piece& piece : drawing.pieces) bytes += bytes_of(piece.picture);
  return bytes;
}

}  // namespace

Session::Session(const std::filesystem::path& data)
    : gallery_(Gallery::open(data)),
      categories_(models::pattern_categories()),
      garments_(wardrobe()),
      pictures_(kPictureBytes, bytes_of),
      cloths_(kClothBytes, bytes_of_cloth),
      prints_(kPrintBytes, [](const OwnPrint& own) { return own.print.shares.size(); }),
      files_(kFileBytes, [](const std::string& bytes) { return bytes.size(); }),
      motifs_(kMotifBytes, bytes_of_motif),
      layouts_(kMotifBytes, bytes_of_layout),
      scanned_(kScanBytes,
               [](const scan::StraightCloth& read) { return bytes_of(read.picture) + bytes_of(read.cloth.tile); }),
      drawings_(kScanBytes, bytes_of_drawing),
      examples_(kFileBytes, [](const std::string& bytes) { return bytes.size(); }) {}

const Garment& Session::garment(const std::string& name) const {
  const auto found = std::find_if(garments_.begin(), garments_.end(), [&](const Garment& g) { return g.name == name; });
  if (found != garments_.end()) return *found;
  std::string known;
  for (const Garment& garment : garments_) known += (known.empty() ? "" : ", ") + garment.name;
  throw Error(ErrorKind::not_found,
              "there is no wardrobe garment " + name + "; there are " + (known.empty() ? "none" : known));
}

void Session::warm_up() {
  for (const std::string& category : categories_) {
    if (models::making_for({.category = category}) == models::Making::learnt) models_.generator(category);
  }
  models_.segmenter();
}

std::shared_ptr<const std::string> Session::category_thumbnail(const std::string& category) {
  return examples_.get(category, [&] {
    const Pattern example =
        models_.generator(category).generate({.category = category, .size = kExampleSize, .seed = kExampleSeed});
    return image::encode("example.jpg", example.tile);
  });
}

std::shared_ptr<const Image> Session::picture(const std::string& key, const std::function<Image()>& make) {
  return pictures_.get(key, make);
}

std::shared_ptr<const Image> Session::picture(const Item& item, const std::string& role) {
  const auto file = item.files.find(role);
  const std::string key = file == item.files.end() ? "" : file->second;
  return pictures_.get(key, [&] { return image::decode(gallery_.read(item, role), "the picture"); });
}

std::shared_ptr<const OwnPrint> Session::print(const std::string& key, const std::function<OwnPrint()>& make) {
  return prints_.get(key, make);
}

std::shared_ptr<const std::string> Session::file(const std::string& key, const std::function<std::string()>& make) {
  return files_.get(key, make);
}

std::shared_ptr<const render::Cloth> Session::cloth(const std::string& key,
                                                    const std::function<render::Cloth()>& make) {
  return cloths_.get(key, make);
}

std::shared_ptr<const compose::Motif> Session::motif(const std::string& key,
                                                     const std::function<compose::Motif()>& make) {
  return motifs_.get(key, make);
}

std::shared_ptr<const scan::StraightCloth> Session::scanned(const std::string& key,
                                                            const std::function<scan::StraightCloth()>& make) {
  return scanned_.get(key, make);
}

std::shared_ptr<const scan::Drawing> Session::drawing(const std::string& key,
                                                      const std::function<scan::Drawing()>& make) {
  return drawings_.get(key, make);
}

std::shared_ptr<const compose::Layout> Session::layout(const Item& pattern) {
  return layouts_.get(pattern.files.at("tile"), [&] {
    const image::Metadata note = image::text_of(gallery_.read(pattern, "tile"));
    const auto document = note.find("toile:layout");
    if (document == note.end()) {
      throw Error(ErrorKind::usage,
                  "this pattern is not laid out of motifs; only composed prints, such as florals, can be rearranged");
    }
    return compose::layout_from_text(document->second, "this pattern's document");
  });
}

void Session::forget() {
  motifs_.clear();
  layouts_.clear();
  pictures_.clear();
  cloths_.clear();
  prints_.clear();
  scanned_.clear();
  drawings_.clear();
  files_.clear();
}

}  // namespace toile::studio
