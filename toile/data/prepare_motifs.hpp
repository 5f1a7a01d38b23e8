#pragma once
/// A folder of kind folders of cut-out pictures becomes a pack of index maps for the motif recipe.

#include <filesystem>
#include <string>
#include <vector>

#include "toile/base/json.hpp"
#include "toile/base/progress.hpp"

namespace toile::data {

struct PrepareMotifsOptions {
  int side = 128;         ///< of an index map; the motif fills it but for 4 pixels all around
  double held_out = 0.1;  ///< share of the motifs kept apart, whole books of them
  int threads = 0;        ///< 0: as many as the machine has

  /// Throws `Error{usage}`.
  void check() const;
};

struct PreparedMotifs {
  struct Kind {
    std::string name;
    std::size_t motifs = 0;    ///< in the pack
    std::size_t held_out = 0;  ///< in the other
  };
  struct LeftOut {
    std::string file, sentence;
  };
  std::vector<Kind> kinds;
  std::vector<LeftOut> left_out;
  std::vector<std::string> held_out_books;
  std::filesystem::path held_out_pack;  ///< PACK's name with ".held-out" before its suffix; empty: none was written
};

/// The book a motif was cut from, by its file name: "blossom/17198_img002_b0.webp" is of the book "17198".
std::string book_of(const std::string& file);

/// Reads every picture in `folder`'s subfolders, one a kind, sorts out fragments and writes `pack`, a `Pack` of kind
/// "motifs" whose bytes are inks (`inked_motif`), and another of the books that are held out. Throws
/// `Error{not_found}`, `Error{bad_file}` when no picture can be used, `Error{cancelled}`.
PreparedMotifs prepare_motifs(const std::filesystem::path& folder, const std::filesystem::path& pack,
                              const PrepareMotifsOptions& options, const OnProgress& progress);

Json to_json(const PreparedMotifs& prepared);

}  // namespace toile::data
