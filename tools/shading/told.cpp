// toile-told LIST: what colours alone tell of the light on made garments, for tools/shading/train_shading.py. A line of
// LIST names photo, mask and result: four int32 (left, top, width, height of the garment's box) and a float32 a cell.

#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/render/cloth.hpp"

namespace {

void tell(const std::string& photo_file, const std::string& mask_file, const std::string& result) {
  using namespace toile;
  const render::Cloth cloth = render::read_cloth(image::read(photo_file), image::read_mask(mask_file));
  const image::Plane& told = cloth.light.level;
  const std::array<std::int32_t, 4> head = {cloth.box.x, cloth.box.y, told.width, told.height};
  std::ofstream out(result, std::ios::binary);
  out.write(reinterpret_cast<const char*>(head.data()), sizeof head);
  out.write(reinterpret_cast<const char*>(told.values.data()),
            static_cast<std::streamsize>(told.values.size() * sizeof(float)));
  if (!out.flush()) throw Error(ErrorKind::cannot_write, result + " can't be written");
}

}  // namespace

int main(int count, char** words) {
  std::ifstream list(count == 2 ? words[1] : "");
  if (!list) {
    std::cerr << "usage: toile-told LIST\n";
    return 2;
  }
  std::string photo, mask, result;
  try {
    while (list >> photo >> mask >> result) tell(photo, mask, result);
  } catch (const toile::Error& error) {
    std::cerr << "toile-told: " << error.what() << "\n";
    return 1;
  }
}
