#include "toile/data/prepare_swatches.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/pack.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/sentence.hpp"
#include "toile/data/flatten.hpp"
#include "toile/data/held_out.hpp"
#include "toile/data/pack_output.hpp"
#include "toile/data/swatch_files.hpp"
#include "toile/data/swatch_look.hpp"
#include "toile/data/swatch_sheet.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = 64;  // files whose swatches are in memory at once

/// Works through files, `total` in all, and reports after each.
class Course {
 public:
  Course(const PrepareOptions& options, const OnProgress& progress, const char* what, std::size_t total)
      : options_(options), progress_(progress), what_(what), total_(total) {}

  /// Calls `work(i)` for each i in 0..count-1; throws when told to stop.
  void run(std::size_t count, const std::function<void(std::size_t)>& work) {
    const bool all = for_each_index(count, options_.threads, work, [&](std::size_t n) { return report(done_ + n); });
    if (!all) throw Error(ErrorKind::cancelled, "stopped; no pack was written");
    done_ += count;
  }

 private:
  bool report(std::size_t done) const {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start_;
    const double left = static_cast<double>(total_ - done) / std::max<double>(1, static_cast<double>(done));
    return progress_({.what = what_,
                      .done = static_cast<std::int64_t>(done),
                      .total = static_cast<std::int64_t>(total_),
                      .seconds_left = done == 0 ? -1 : spent.count() * left});
  }

  const PrepareOptions& options_;
  const OnProgress& progress_;
  const char* what_;
  std::size_t total_;
  std::size_t done_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::vector<Look> looks_for(const SwatchFolder& found, const fs::path& folder) {
  std::vector<Look> looks;
  for (std::size_t c = 0; c < found.categories.size(); ++c) {
    for (const fs::path& file : found.categories[c].files) {
      Look look;
      look.category = c;
      look.file = file;
      look.name = file.lexically_relative(folder).string();
      looks.push_back(std::move(look));
    }
  }
  return looks;
}

PrepareSummary summarise(const SwatchFolder& found, const std::vector<Look>& looks, const fs::path& pack, int size) {
  PrepareSummary summary{.size = size,
                         .categories = {},
                         .loose = found.loose,
                         .passed_over = found.passed_over,
                         .contact_folder = contact_folder_of(pack),
                         .summary_file = summary_file_of(pack)};
  for (const CategoryFiles& category : found.categories) {
    summary.categories.push_back({.name = category.name, .pictures = category.files.size(), .dropped = {}});
  }
  for (const Look& look : looks) {
    PreparedCategory& category = summary.categories[look.category];
    category.swatches += look.squares.size();
    if (look.dropped) {
      category.dropped.push_back(*look.dropped);
    } else {
      category.kept += 1;
    }
  }
  return summary;
}

std::vector<std::uint8_t> planes_of(const Image& image) {
  std::vector<std::uint8_t> planes(image.rgb.size());
  const std::size_t pixels = image.pixels();
  for (std::size_t i = 0; i < image.rgb.size(); ++i) planes[i % 3 * pixels + i / 3] = image.rgb[i];
  return planes;
}

/// The pack's header but for its items; categories without swatches are not in it.
PackLayout layout_of(const PrepareSummary& summary, const char* kind, int channels) {
  PackLayout layout{.kind = kind, .channels = channels, .height = summary.size, .width = summary.size, .groups = {}};
  for (const PreparedCategory& category : summary.categories) {
    if (category.swatches > 0) layout.groups.push_back(category.name);
  }
  return layout;
}

/// Of each square of each look, in order.
std::vector<PackItem> items_of(const PackLayout& layout, const PrepareSummary& summary,
                               const std::vector<Look>& looks) {
  std::vector<PackItem> items;
  for (const Look& look : looks) {
    const auto group = std::find(layout.groups.begin(), layout.groups.end(), summary.categories[look.category].name);
    const auto number = static_cast<int>(group - layout.groups.begin());
    items.insert(items.end(), look.squares.size(), {.group = number, .source = look.name});
  }
  return items;
}

std::vector<SwatchSheet> empty_sheets(const PrepareSummary& summary) {
  std::vector<SwatchSheet> sheets;
  for (const PreparedCategory& category : summary.categories) sheets.emplace_back(category.swatches);
  return sheets;
}

/// Makes something of each look that is kept, several at once, and hands it on in their order. A picture that was
/// looked at and can't be read any more is dropped, and the answer is no.
template <class Made>
bool make_in_order(std::vector<Look>& looks, const char* what, const PrepareOptions& options,
                   const OnProgress& progress, const std::function<Made(const Look&)>& make,
                   const std::function<void(const Look&, Made)>& take) {
  std::vector<Look*> kept;
  for (Look& look : looks) {
    if (!look.dropped) kept.push_back(&look);
  }
  Course course(options, progress, what, kept.size());
  for (std::size_t from = 0; from < kept.size(); from += kChunk) {
    std::vector<Made> made(std::min(kChunk, kept.size() - from));
    course.run(made.size(), [&](std::size_t i) {
      Look& look = *kept[from + i];
      try {
        made[i] = make(look);
      } catch (...) {
        look.dropped = Dropped{look.name, Why::unreadable, sentence_in_hand()};
        look.squares.clear();
      }
    });
    for (std::size_t i = 0; i < made.size(); ++i) {
      if (kept[from + i]->dropped) return false;
      take(*kept[from + i], std::move(made[i]));
    }
  }
  return true;
}

/// Writes a pack of photos, or of index maps, and its contact sheets. When a picture is lost on the way (see
/// `make_in_order`), nothing is written, and the answer is no.
bool pack_photos(const fs::path& pack, const PrepareSummary& summary, std::vector<Look>& looks,
                 const PrepareOptions& options, const OnProgress& progress) {
  const PackLayout layout = layout_of(summary, "swatches", 3);
  PackWriter writer(pack, layout, items_of(layout, summary, looks));
  std::vector<SwatchSheet> sheets = empty_sheets(summary);
  using Swatches = std::vector<Image>;
  const bool all = make_in_order<Swatches>(
      looks, "packing", options, progress, [&](const Look& look) { return cut(look, options.size); },
      [&](const Look& look, const Swatches& swatches) {
        for (const Image& swatch : swatches) {
          writer.add(planes_of(swatch));
          sheets[look.category].add(swatch);
        }
      });
  if (!all) return false;
  write_contact_sheets(summary, sheets);
  write_file(summary.summary_file, to_json(summary).dump());
  writer.finish();
  return true;
}

struct Flattened {
  std::vector<Image> swatches;
  std::vector<FlatSwatch> flat;
};

/// All are flattened before any is written: the header holds the palettes.
bool pack_inks(const fs::path& pack, const PrepareSummary& summary, std::vector<Look>& looks,
               const PrepareOptions& options, const OnProgress& progress) {
  const PackLayout layout = layout_of(summary, "inks", 1);
  std::vector<PackItem> items = items_of(layout, summary, looks);
  std::vector<SwatchSheet> sheets = empty_sheets(summary);
  std::vector<FlatSwatch> all;
  const auto make = [&](const Look& look) {
    Flattened made{.swatches = cut(look, 2 * options.size), .flat = {}};  // fine lines vote in detail
    for (const Image& swatch : made.swatches) made.flat.push_back(flatten(swatch, options.size, options.inks));
    return made;
  };
  const auto take = [&](const Look& look, Flattened made) {
    for (std::size_t k = 0; k < made.flat.size(); ++k) {
      sheets[look.category].add(made.swatches[k], made.flat[k].picture());
      items[all.size()].palette = made.flat[k].palette;
      all.push_back(std::move(made.flat[k]));
    }
  };
  if (!make_in_order<Flattened>(looks, "flattening", options, progress, make, take)) return false;
  PackWriter writer(pack, layout, std::move(items));
  for (const FlatSwatch& swatch : all) writer.add(swatch.ink);
  write_contact_sheets(summary, sheets);
  write_file(summary.summary_file, to_json(summary).dump());
  writer.finish();
  return true;
}

[[noreturn]] void refuse_all(const std::vector<Look>& looks, const fs::path& folder) {
  const Dropped& first = looks.front().dropped.value();
  throw Error(ErrorKind::bad_file, fmt::format("none of the {} pictures in {} can be used; {}: {}", looks.size(),
                                               folder.string(), first.file, first.sentence));
}

}  // namespace

void PrepareOptions::check() const {
  if (size < 16 || size > 1024) {
    throw Error(ErrorKind::usage, fmt::format("a swatch can't be {} pixels wide; 16 to 1024 are allowed", size));
  }
  if (!(held_out >= 0 && held_out <= 0.9)) {
    throw Error(ErrorKind::usage, fmt::format("a share of {} can't be held out; 0 to 0.9 are allowed", held_out));
  }
  if (inks != 0 && (inks < kLeastFlatInks || inks > kMostFlatInks)) {
    throw Error(ErrorKind::usage, fmt::format("swatches can't be flattened to {} inks; {} to {} are allowed", inks,
                                              kLeastFlatInks, kMostFlatInks));
  }
  if (most_squares < 1) {
    throw Error(ErrorKind::usage, fmt::format("{} squares of a picture can't be taken; at least 1", most_squares));
  }
}

PrepareSummary prepare_swatches(const fs::path& folder, const fs::path& pack, const PrepareOptions& options,
                                const OnProgress& progress) {
  options.check();
  const SwatchFolder found = list_swatches(folder);
  check_pack_output(pack, found);

  std::vector<Look> looks = looks_for(found, folder);
  Course(options, progress, "looking", looks.size()).run(looks.size(), [&](std::size_t i) {
    if (is_held_out(looks[i].name, options.held_out)) {
      looks[i].dropped = {looks[i].name, Why::held_out, "is kept apart from training, to judge by"};
    } else {
      looks[i] = look_at(std::move(looks[i]), options.size, options.most_squares);
    }
  });
  drop_duplicates(looks);
  for (;;) {
    PrepareSummary summary = summarise(found, looks, pack, options.size);
    if (summary.swatches() == 0) refuse_all(looks, folder);
    if ((options.inks > 0 ? pack_inks : pack_photos)(pack, summary, looks, options, progress)) return summary;
  }
}

}  // namespace toile::data
