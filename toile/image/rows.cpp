#include "toile/image/rows.hpp"

#include <algorithm>
#include <cctype>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/strips.hpp"

namespace toile::image {
namespace {

std::string suffix_of(const std::filesystem::path& path) {
  std::string suffix = path.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) { return std::tolower(c); });
  return suffix;
}

}  // namespace

Image image_of(const Rows& rows) {
  Image image{.width = rows.width, .height = rows.height, .rgb = {}, .alpha = {}, .dpi = rows.dpi};
  image.rgb.resize(3 * image.pixels());
  for_rows(rows.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) rows.fill(y, image.at(0, y));
  });
  return image;
}

bool takes_rows(const std::filesystem::path& path) {
  const std::string suffix = suffix_of(path);
  return suffix == ".tif" || suffix == ".tiff" || suffix == ".png";
}

void write_rows(const std::filesystem::path& path, const Rows& rows, const OnProgress& progress) {
  if (!takes_rows(path)) {
    throw Error(ErrorKind::usage, path.string() + " must end in .tif, .tiff or .png: those are written in strips");
  }
  AtomicFile file(path);
  suffix_of(path) == ".png" ? write_png_rows(file, rows, progress) : write_tiff_rows(file, rows, progress);
  file.commit();
}

}  // namespace toile::image
