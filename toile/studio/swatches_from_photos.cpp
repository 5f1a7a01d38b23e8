#include "toile/studio/swatches_from_photos.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <mutex>
#include <set>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/names.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/sentence.hpp"
#include "toile/data/own_sheet.hpp"
#include "toile/data/swatch_files.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::studio {
namespace {

namespace fs = std::filesystem;

struct Photo {
  std::string category;
  fs::path file;
  std::string stem;  ///< of its swatches' names, which no other photo's have
};

/// a.jpg and a.png have one stem, and on some disks A.jpg has it too.
std::vector<Photo> photos_in(const data::SwatchFolder& found) {
  std::vector<Photo> all;
  for (const data::CategoryFiles& category : found.categories) {
    std::set<std::string> given;
    for (const fs::path& file : category.files) {
      std::string stem = file.stem().string();
      for (int number = 2;; ++number) {
        std::string small = stem;
        std::transform(small.begin(), small.end(), small.begin(), [](unsigned char c) { return std::tolower(c); });
        if (given.insert(small).second) break;
        stem = file.stem().string() + "~" + std::to_string(number);
      }
      all.push_back({category.name, file, stem});
    }
  }
  return all;
}

/// Pictures in the folder's folders.
std::vector<fs::path> pictures_in(const fs::path& folder) {
  std::vector<fs::path> pictures;
  std::error_code problem;
  for (const auto& category : fs::directory_iterator(folder, problem)) {
    if (!category.is_directory(problem)) continue;
    for (const auto& entry : fs::directory_iterator(category, problem)) {
      if (image::has_picture_suffix(entry.path())) pictures.push_back(entry.path());
    }
  }
  return pictures;
}

/// Swatches go where nothing is but swatches of an earlier call, and not where the photos are.
void check_swatch_folder(const fs::path& swatches, const fs::path& photos) {
  std::error_code problem;
  if (fs::equivalent(swatches, photos, problem)) {
    throw Error(ErrorKind::usage,
                "the swatches would go to " + swatches.string() + ", which holds the photos; name another pack by -o");
  }
  for (const fs::path& file : pictures_in(swatches)) {
    if (data::is_own_swatch(file)) continue;
    throw Error(ErrorKind::cannot_write, "the swatches would go to " + swatches.string() + ", which holds " +
                                             file.lexically_relative(swatches).string() +
                                             ", no swatch of ours; move it away, or name another pack by -o");
  }
}

}  // namespace

CutSummary cut_swatches(const fs::path& photos, const fs::path& swatches, const models::GarmentSegmenter& segmenter,
                        const CutOptions& options, const OnProgress& progress) {
  check_swatch_folder(swatches, photos);
  const data::SwatchFolder found = data::list_swatches(photos);
  const std::vector<Photo> all = photos_in(found);
  for (const Photo& photo : all) make_output_folder(swatches / photo.category);
  CutSummary summary{.photos = std::ssize(all), .failed = found.passed_over};
  std::set<fs::path> written;
  std::mutex lock;
  const auto cut_one = [&](const Photo& one) {
    const Image photo = image::read(one.file);
    Mask matte;
    try {
      matte = segmenter.segment(photo, {.kind = models::Garment::Kind::all}).matte;
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
      const fs::path file = swatches / one.category / file_name(one.stem, "_" + std::to_string(number++) + ".png");
      image::write(file,
                   image::crop(image::on_colour(photo, {255, 255, 255}), square.x, square.y, square.side, square.side),
                   data::swatch_mark());
      const std::scoped_lock hold(lock);
      written.insert(file);
    }
    const std::scoped_lock hold(lock);
    summary.too_small += squares.empty();
    summary.swatches += number;
    for (const data::ClothSquare& square : squares) ++summary.squares[static_cast<std::size_t>(square.blemish)];
  };
  const auto cut = [&](std::size_t i) {
    try {
      cut_one(all[i]);
    } catch (...) {
      const std::string sentence = sentence_in_hand();
      const std::scoped_lock hold(lock);
      summary.failed.push_back({all[i].file.lexically_relative(photos).string(), sentence, true});
    }
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
  std::sort(summary.failed.begin(), summary.failed.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  for (const fs::path& file : pictures_in(swatches)) {
    std::error_code problem;
    if (!written.contains(file) && data::is_own_swatch(file)) fs::remove(file, problem);  // of photos that are gone
  }
  return summary;
}

}  // namespace toile::studio
