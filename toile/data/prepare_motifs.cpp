#include "toile/data/prepare_motifs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/outputs.hpp"
#include "toile/base/pack.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/seed.hpp"
#include "toile/data/motif_inks.hpp"
#include "toile/data/pack_output.hpp"
#include "toile/data/swatch_files.hpp"
#include "toile/image/file.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;

struct Cut {
  std::size_t kind = 0;
  fs::path file;
  std::string name;
  InkedMotif motif;
  std::string flaw;
};

/// A number that depends on the text alone (FNV-1a).
std::uint64_t number_of(const std::string& text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return derive_seed(hash, 0);
}

/// Books, chosen by their names alone, that together have about `share` of the motifs. A book with more than twice that
/// share is never chosen.
std::set<std::string> chosen_books(const std::vector<Cut>& cuts, double share) {
  std::map<std::string, std::size_t> sizes;
  for (const Cut& cut : cuts) ++sizes[book_of(cut.name)];
  std::vector<std::string> order;
  for (const auto& [book, size] : sizes) order.push_back(book);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return number_of(a) < number_of(b); });
  const double wanted = share * static_cast<double>(cuts.size());
  std::set<std::string> chosen;
  double have = 0;
  for (const std::string& book : order) {
    const auto size = static_cast<double>(sizes[book]);
    if (have + size > 1.3 * wanted) continue;
    have += size;
    chosen.insert(book);
    if (have >= wanted) break;
  }
  return chosen;
}

void write_pack(const fs::path& path, const std::vector<std::string>& kinds, const std::vector<const Cut*>& cuts,
                int side) {
  std::vector<PackItem> items;
  for (const Cut* cut : cuts) {
    const auto& palette = cut->motif.palette;
    items.push_back({static_cast<int>(cut->kind), cut->name, {palette.begin(), palette.end()}});
  }
  PackWriter writer(path, {.kind = "motifs", .channels = 1, .height = side, .width = side, .groups = kinds},
                    std::move(items));
  for (const Cut* cut : cuts) writer.add(cut->motif.inks);
  writer.finish();
}

}  // namespace

void PrepareMotifsOptions::check() const {
  if (side < 32 || side > 512 || side % 32 != 0) {
    throw Error(ErrorKind::usage,
                fmt::format("a motif can't be {} pixels wide; multiples of 32 from 32 to 512 are allowed", side));
  }
  if (!(held_out >= 0 && held_out <= 0.5)) {
    throw Error(ErrorKind::usage, fmt::format("a share of {} can't be held out; 0 to 0.5 are allowed", held_out));
  }
}

std::string book_of(const std::string& file) {
  const std::string stem = fs::path(file).stem().string();
  return stem.substr(0, stem.find('_'));
}

PreparedMotifs prepare_motifs(const fs::path& folder, const fs::path& pack, const PrepareMotifsOptions& options,
                              const OnProgress& progress) {
  options.check();
  const SwatchFolder found = list_swatches(folder);
  const fs::path held_out_pack = pack.parent_path() / (pack.stem().string() + ".held-out" + pack.extension().string());
  Outputs outputs;
  for (const CategoryFiles& kind : found.categories) {
    for (const fs::path& file : kind.files) outputs.reads(file);
  }
  for (const fs::path& written : {pack, held_out_pack}) {
    outputs.writes(written);
    refuse_foreign_pack(written);
  }
  make_output_folder(pack.has_parent_path() ? pack.parent_path() : fs::path("."));
  std::vector<std::string> kinds;
  std::vector<Cut> cuts;
  for (const CategoryFiles& kind : found.categories) {
    for (const fs::path& file : kind.files) {
      cuts.push_back({kinds.size(), file, file.lexically_relative(folder).string(), {}, {}});
    }
    kinds.push_back(kind.name);
  }
  const auto look = [&](std::size_t i) {
    Cut& cut = cuts[i];
    try {
      const Image picture = image::read(cut.file);
      if (picture.alpha.empty()) throw Error(ErrorKind::bad_file, "has no transparent pixels");
      cut.motif = inked_motif(picture, options.side);
      cut.flaw = flaw_of(cut.motif);
    } catch (const Error& problem) {
      cut.flaw = problem.what();
    }
  };
  const bool all = for_each_index(cuts.size(), options.threads, look, [&](std::size_t done) {
    return progress({.what = "looking at motifs",
                     .done = static_cast<std::int64_t>(done),
                     .total = std::ssize(cuts),
                     .seconds_left = -1});
  });
  if (!all) throw Error(ErrorKind::cancelled, "stopped; no pack was written");

  PreparedMotifs prepared;
  for (const std::string& kind : kinds) prepared.kinds.push_back({kind});
  for (const Cut& cut : cuts) {
    if (!cut.flaw.empty()) prepared.left_out.push_back({cut.name, cut.flaw});
  }
  std::erase_if(cuts, [](const Cut& cut) { return !cut.flaw.empty(); });
  if (cuts.empty()) {
    throw Error(ErrorKind::bad_file, fmt::format("none of the pictures in {} can be used; {} {}", folder.string(),
                                                 prepared.left_out.front().file, prepared.left_out.front().sentence));
  }
  const std::set<std::string> books = chosen_books(cuts, options.held_out);
  std::vector<const Cut*> kept, held;
  for (const Cut& cut : cuts) {
    const bool apart = books.contains(book_of(cut.name));
    (apart ? held : kept).push_back(&cut);
    ++(apart ? prepared.kinds[cut.kind].held_out : prepared.kinds[cut.kind].motifs);
  }
  prepared.held_out_books.assign(books.begin(), books.end());
  if (!held.empty()) {
    prepared.held_out_pack = held_out_pack;
    write_pack(prepared.held_out_pack, kinds, held, options.side);
  }
  write_pack(pack, kinds, kept, options.side);
  return prepared;
}

Json to_json(const PreparedMotifs& prepared) {
  Json::Array kinds, left_out, books;
  for (const auto& kind : prepared.kinds) {
    kinds.push_back(Json::Object{{"kind", kind.name}, {"motifs", kind.motifs}, {"held_out", kind.held_out}});
  }
  for (const auto& [file, sentence] : prepared.left_out) {
    left_out.push_back(Json::Object{{"file", file}, {"why", sentence}});
  }
  for (const std::string& book : prepared.held_out_books) books.emplace_back(book);
  return Json::Object{{"kinds", std::move(kinds)},
                      {"left_out", std::move(left_out)},
                      {"held_out_books", std::move(books)},
                      {"held_out_pack", prepared.held_out_pack.string()}};
}

}  // namespace toile::data
