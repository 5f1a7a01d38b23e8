#pragma once
/// The garments that come with the program.

#include <filesystem>
#include <string>
#include <vector>

namespace toile::studio {

/// One folder of the wardrobe: photo.jpg, mask.png and garment.json.
struct Garment {
  std::string name;   ///< its folder's name
  std::string title;  ///< for people
  std::string group;  ///< upper, lower, dress, outer, home
  double width_cm = 0;
  std::filesystem::path photo;
  std::filesystem::path mask;
};

/// All garments of $TOILE_WARDROBE, the installed share folder and `wardrobe`, sorted by name.
std::vector<Garment> wardrobe();

/// Throws `Error{not_found}` listing the names there are.
Garment garment_called(const std::string& name);

}  // namespace toile::studio
