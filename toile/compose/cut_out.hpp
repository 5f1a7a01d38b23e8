#pragma once
/// Motifs cut out of pictures.

#include <string>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::compose {

/// A picture with alpha without the clear rows and columns around it.
Image trimmed(const Image& picture);

/// The parts of a drawing on plain paper, each with alpha and trimmed, largest first; parts that nearly touch stay
/// together, specks are left out. Throws `Error{bad_file}` naming the picture when its edge is not of one colour, or
/// nothing is drawn on it.
std::vector<Image> cut_from_paper(const Image& drawing, const std::string& name);

}  // namespace toile::compose
