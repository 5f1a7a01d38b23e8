#pragma once
/// A designer's own pictures as motifs: cut-outs with alpha, or drawings on plain paper that are cut into motifs.

#include <string>
#include <vector>

#include "toile/compose/motif.hpp"
#include "toile/image/image.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::compose {

struct OwnPicture {
  std::string name;  ///< for what errors say
  Image picture;
  bool leaf = false;  ///< see as_leaf
};

struct OwnMotifs {
  std::vector<Motif> motifs;
  /// A ground that all of them stand out from, then the inks that they share, the commonest first; in the order in
  /// which `palette_of` gives inks to roles.
  std::vector<pattern::Rgb> colours;
};

/// Each picture with alpha is one motif; one without is cut along its plain paper, each part a motif, specks left out.
/// All are brought to the same few inks (3 to 8). The motifs are called "own:<digest>": same picture, same name. Throws
/// `Error{bad_file}` naming the picture when it is all clear, smaller than 8 pixels, or has neither alpha nor plain
/// paper; `Error{usage}` for no pictures.
OwnMotifs own_motifs(const std::vector<OwnPicture>& pictures);

/// Whether a motif of that name is a designer's own.
bool is_own_name(const std::string& name);

/// The motif as what grows from under flowers and on stems: its stalk is taken to be at the middle of its foot.
Motif as_leaf(Motif motif);

}  // namespace toile::compose
