// A new pattern on the garment of a photo: example PHOTO MASK OUT.
#include <toile/image/file.hpp>
#include <toile/models/pattern_generator.hpp>
#include <toile/render/drape.hpp>

int main(int, char** words) {
  const toile::Image photo = toile::image::read(words[1]);
  const toile::Mask garment = toile::image::read_mask(words[2]);
  const auto generator = toile::models::PatternGenerator::open("floral");
  const toile::Pattern pattern = generator.generate({.category = "floral", .seed = 7});
  toile::image::write(words[3], toile::render::drape(photo, garment, pattern));
}
