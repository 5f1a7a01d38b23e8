#pragma once
/// The garments that come with the program.

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "toile/render/cloth.hpp"

namespace toile::studio {

/// One folder of the wardrobe: photo.jpg, mask.png and garment.json; where they could be rendered, the fabric's
/// coordinates (uv.png) and its light (shading.jpg) too.
struct Garment {
  std::string name;   ///< its folder's name
  std::string title;  ///< for people
  std::string group;  ///< upper, lower, dress, outer, home
  double width_cm = 0;
  std::filesystem::path photo;
  std::filesystem::path mask;
  std::filesystem::path uv;       ///< 16-bit fabric coordinates, or empty
  std::filesystem::path shading;  ///< half the light on white cloth, or empty
  double uv_cm = 0;               ///< centimetres of cloth that 65535 in `uv` stands for
  std::array<float, 3> albedo{};  ///< linear reflectance of the cloth in the photo; black when it isn't known
};

/// A garment that can't be used, and why.
struct DamagedGarment {
  std::string name;
  std::string sentence;
};

struct Wardrobe {
  std::vector<Garment> garments;        ///< sorted by name
  std::vector<DamagedGarment> damaged;  ///< as they lie in their folders
};

/// Whatever is in $TOILE_WARDROBE, the installed share folder and `wardrobe`.
Wardrobe open_wardrobe();
/// Its garments alone.
std::vector<Garment> wardrobe();

/// Throws `Error{not_found}` listing the names there are, and `Error{bad_file}` for one that is damaged.
Garment garment_called(const std::string& name);

/// The garment's photo, matte and, where it has them, fabric coordinates and light: ready to be painted.
render::Cloth cloth_of(const Garment& garment, const render::ClothReader& reader);
/// The same at another size, for the screen.
render::Cloth cloth_of(const Garment& garment, int width, int height, const render::ClothReader& reader);

}  // namespace toile::studio
