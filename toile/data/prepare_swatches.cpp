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

/// A pack whose header is written; categories without swatches are not in it.
PackWriter open_pack(const fs::path& pack, const PrepareSummary& summary, const std::vector<Look>& looks) {
  PackLayout layout{.kind = "swatches", .channels = 3, .height = summary.size, .width = summary.size, .groups = {}};
  std::vector<int> group;
  for (const PreparedCategory& category : summary.categories) {
    group.push_back(static_cast<int>(layout.groups.size()));
    if (category.swatches > 0) layout.groups.push_back(category.name);
  }
  std::vector<PackItem> items;
  for (const Look& look : looks) items.insert(items.end(), look.squares.size(), {group[look.category], look.name});
  return PackWriter(pack, std::move(layout), std::move(items));
}

/// Cuts all swatches into the pack. When a picture that was looked at can't be read any more, it is dropped, no pack is
/// written, and the answer is no.
bool pack_up(std::vector<Look>& looks, PackWriter& writer, std::vector<SwatchSheet>& sheets,
             const PrepareOptions& options, const OnProgress& progress) {
  std::vector<Look*> kept;
  for (Look& look : looks) {
    if (!look.dropped) kept.push_back(&look);
  }
  Course packing(options, progress, "packing", kept.size());
  for (std::size_t from = 0; from < kept.size(); from += kChunk) {
    std::vector<std::vector<Image>> swatches(std::min(kChunk, kept.size() - from));
    packing.run(swatches.size(), [&](std::size_t i) {
      Look& look = *kept[from + i];
      try {
        swatches[i] = cut(look, options.size);
      } catch (...) {
        look.dropped = Dropped{look.name, Why::unreadable, sentence_in_hand()};
        look.squares.clear();
      }
    });
    for (std::size_t i = 0; i < swatches.size(); ++i) {
      if (kept[from + i]->dropped) return false;
      for (const Image& swatch : swatches[i]) {
        writer.add(planes_of(swatch));
        sheets[kept[from + i]->category].add(swatch);
      }
    }
  }
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
    PackWriter writer = open_pack(pack, summary, looks);
    std::vector<SwatchSheet> sheets;
    for (const PreparedCategory& category : summary.categories) sheets.emplace_back(category.swatches);
    if (!pack_up(looks, writer, sheets, options, progress)) continue;
    write_contact_sheets(summary, sheets);
    write_file(summary.summary_file, to_json(summary).dump());
    writer.finish();
    return summary;
  }
}

}  // namespace toile::data
