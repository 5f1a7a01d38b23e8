#pragma once
/// The motif nets as a maker of motifs: new ones by kind and seed.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "toile/compose/ink_map.hpp"

namespace toile::models {

/// A motif that was made, and what it was made of.
struct MadeMotif {
  compose::InkMap map;
  int first = 0, second = 0;  ///< training motifs, by number, between whose codes its own lies
  /// How sure the net is of its pixels, and how much of them hangs together, 0..1: what candidates are ranked by.
  double merit = 0;
};

struct NearestMotif {
  int number = 0;       ///< of the training motif
  double distance = 0;  ///< share of pixels, of those that either inks, that differ in being ink or in which ink
};

class MotifNet;

class MotifMaker {
 public:
  /// Opens weights of kind "motif-nets". Throws `Error{not_found}` or `Error{bad_file}`.
  explicit MotifMaker(const std::filesystem::path& weights);
  ~MotifMaker();
  MotifMaker(MotifMaker&&) noexcept;

  const std::vector<std::string>& kinds() const { return kinds_; }
  /// How many motifs of a kind it was trained on; 0 for a kind that it doesn't know.
  int trained_on(const std::string& kind) const;

  /// The numbers of the motifs of `kind` that it was trained on.
  std::vector<int> numbers_of(const std::string& kind) const;

  /// A new motif of `kind`: decoded from a code between that of a motif it was trained on and that of one of the
  /// motif's nearest neighbours, in the palette of the first. `side`: of the ink map, 128 to 1024; the net's 128 pixels
  /// are enlarged by a cubic kernel before the likeliest ink is taken, so that edges are crisp. Of several candidates
  /// the one of the greatest merit. Same arguments, same map, at any number of threads. Throws `Error{usage}` for a
  /// kind that it doesn't know, `Error{bad_file}` when all candidates are empty.
  MadeMotif make(const std::string& kind, std::uint64_t seed, int side = 256) const;

  /// The same as a motif, called "learnt:<kind>:<seed>".
  compose::Motif motif(const std::string& kind, std::uint64_t seed, int side = 256) const;

  /// What the net gives back of a motif it was trained on.
  compose::InkMap given_back(int number, int side = 256) const;

 private:
  std::vector<std::string> kinds_;
  std::unique_ptr<MotifNet> net_;
};

/// The motif among `others` that differs least from `map`, also mirrored; all of one side.
NearestMotif nearest_motif(const compose::InkMap& map, const std::vector<compose::InkMap>& others);

}  // namespace toile::models
