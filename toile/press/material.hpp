#pragma once
/// Cloth for three-dimensional programs: CLO, Browzwear, Blender.

#include <string>
#include <vector>

#include "toile/data/zip_archive.hpp"
#include "toile/pattern/print.hpp"

namespace toile::press {

/// What cloth a print lies on, as light sees it.
struct Cloth {
  double threads_per_cm = 24;  ///< of a plain weave, 1 to 100
  double relief = 0.35;        ///< height of a thread in its width, 0 to 1
  double roughness = 0.85;     ///< 0 a mirror, 1 matt
  double grams_per_m2 = 140;
};

/// The weave's surface, (x, y, z) as red, green, blue, 128 being 0 (tangent space, y up, as glTF wants it): a whole
/// number of threads a tile, so that it is seamless. Not from the print: ink is flat.
Image weave_normals(const Print& print, const Cloth& cloth, int width);

/// A folder for glTF 2.0: NAME.gltf with a square of the print's size in metres, its material (KHR_materials_sheen) and
/// the pictures that it names.
std::vector<data::ZipEntry> gltf_material(const Print& print, const std::string& name, const Cloth& cloth = {});

/// A folder for U3M 1.1 (Unified 3D Material, Vizoo and Browzwear): NAME.u3m and its textures, sizes in millimetres.
std::vector<data::ZipEntry> u3m_material(const Print& print, const std::string& name, const Cloth& cloth = {});

}  // namespace toile::press
