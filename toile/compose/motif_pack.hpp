#pragma once
/// Motifs that a net made beforehand, read without it.
///
/// A folder: `motifs.json` lists the kinds, and of each motif its palette; `<kind>.png` holds the ink maps of a kind,
/// `columns` side by side, a grey value for each ink (36 times its number, so that a person can look at it).

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "toile/compose/ink_map.hpp"

namespace toile::compose {

/// Writes `maps`, all of one side, kind by kind. Throws `Error{cannot_write}`, and `Error{usage}` for an empty kind or
/// maps of different sides.
void write_motif_pack(const std::filesystem::path& folder, const std::map<std::string, std::vector<InkMap>>& maps);

/// A pack that was opened. A kind's picture is read when a motif of it is first asked for; safe from several threads.
class MotifPack {
 public:
  /// Throws `Error{not_found}` or `Error{bad_file}`.
  explicit MotifPack(std::filesystem::path folder);
  ~MotifPack();
  MotifPack(MotifPack&&) noexcept;

  std::vector<std::string> kinds() const;
  /// How many motifs of a kind there are; 0 for a kind that isn't there.
  int count(const std::string& kind) const;
  /// Number 0 .. count - 1. Throws `Error{not_found}` for another, `Error{bad_file}` when the picture is damaged.
  InkMap map(const std::string& kind, int number) const;
  /// The same as a motif, called "learnt:<kind>:<number>".
  Motif motif(const std::string& kind, int number) const;

 private:
  struct Kinds;
  std::unique_ptr<Kinds> kinds_;
};

/// The pack that ships: `motifs` in the folders of models; opened once. Throws `Error{not_found}`.
const MotifPack& shipped_motifs();

bool is_learnt_name(const std::string& name);
/// The shipped motif of that name. Throws `Error{usage}` for another text, `Error{not_found}` for one that is gone.
Motif learnt_motif_named(const std::string& name);

}  // namespace toile::compose
