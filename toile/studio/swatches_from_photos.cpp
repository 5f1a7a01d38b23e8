#include "toile/studio/swatches_from_photos.hpp"

#include <chrono>
#include <mutex>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/parallel.hpp"
#include "toile/data/swatch_files.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::studio {
namespace {

namespace fs = std::filesystem;

struct Photo {
  std::string category;
  fs::path file;
};

}  // namespace

CutSummary cut_swatches(const fs::path& photos, const fs::path& swatches, const models::GarmentSegmenter& segmenter,
                        const CutOptions& options, const OnProgress& progress) {
  std::vector<Photo> all;
  for (const data::CategoryFiles& category : data::list_swatches(photos).categories) {
    make_output_folder(swatches / category.name);
    for (const fs::path& file : category.files) all.push_back({category.name, file});
  }
  CutSummary summary{.photos = std::ssize(all)};
  std::mutex lock;
  const auto cut = [&](std::size_t i) {
    Image photo;
    Mask matte;
    try {
      photo = image::read(all[i].file);
      matte = segmenter.segment(photo, models::Garment::all).matte;
    } catch (const Error& problem) {
      if (problem.kind() != ErrorKind::bad_file) throw;
      const std::scoped_lock hold(lock);
      ++summary.without_garment;
      return;
    }
    const auto squares = data::cloth_squares(photo, matte, options.least, options.most);
    int number = 0;
    for (const data::ClothSquare& square : squares) {
      if (square.blemish != data::Blemish::none) continue;
      const std::string name = all[i].file.stem().string() + "_" + std::to_string(number++) + ".png";
      image::write(swatches / all[i].category / name,
                   image::crop(image::on_colour(photo, {255, 255, 255}), square.x, square.y, square.side, square.side));
    }
    const std::scoped_lock hold(lock);
    summary.too_small += squares.empty();
    summary.swatches += number;
    for (const data::ClothSquare& square : squares) ++summary.squares[static_cast<std::size_t>(square.blemish)];
  };
  const auto start = std::chrono::steady_clock::now();
  const auto report = [&](std::size_t done) {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    const double left =
        done == 0 ? -1 : spent.count() * static_cast<double>(all.size() - done) / static_cast<double>(done);
    return progress({.what = "cutting swatches",
                     .done = static_cast<std::int64_t>(done),
                     .total = std::ssize(all),
                     .seconds_left = left});
  };
  if (!for_each_index(all.size(), 0, cut, report)) {
    throw Error(ErrorKind::cancelled, "stopped; the swatches cut so far are in " + swatches.string());
  }
  return summary;
}

}  // namespace toile::studio
