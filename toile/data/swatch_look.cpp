#include "toile/data/swatch_look.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "toile/base/error.hpp"
#include "toile/base/sentence.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

Image read_on_white(const Look& look) {
  return image::on_colour(image::read(look.file), {255, 255, 255});
}

Image part(const Image& image, const Square& square) {
  return image::crop(image, square.x, square.y, square.side, square.side);
}

Look dropped(Look look, Why why, const std::string& sentence) {
  look.squares.clear();
  look.dropped = Dropped{look.name, why, sentence};
  return look;
}

}  // namespace

Look look_at(Look look, int size, int most_squares) {
  Image image;
  try {
    image = read_on_white(look);
  } catch (...) {
    return dropped(std::move(look), Why::unreadable, sentence_in_hand());
  }
  look.width = image.width;
  look.height = image.height;
  look.squares = squares_of(image.width, image.height, size, most_squares);
  if (look.squares.empty()) {
    return dropped(std::move(look), Why::tiny,
                   fmt::format("it has {} x {} pixels; at least {} a side are needed", image.width, image.height,
                               smallest_side(size)));
  }
  std::erase_if(look.squares, [&](const Square& square) { return texture(part(image, square)) < kFlat; });
  if (look.squares.empty()) return dropped(std::move(look), Why::flat, "it is one plain colour, without a pattern");
  look.likeness = likeness_of(image);
  return look;
}

void drop_duplicates(std::vector<Look>& looks) {
  std::vector<std::size_t> order(looks.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto area = [&](std::size_t i) { return static_cast<std::int64_t>(looks[i].width) * looks[i].height; };
    return looks[a].category != looks[b].category ? looks[a].category < looks[b].category : area(a) > area(b);
  });
  std::vector<const Look*> stay;  // of the category at hand
  for (const std::size_t index : order) {
    Look& look = looks[index];
    if (look.dropped) continue;
    if (!stay.empty() && stay.back()->category != look.category) stay.clear();
    const auto twin = std::find_if(stay.begin(), stay.end(), [&](const Look* other) {
      return unlikeness(other->likeness, look.likeness) < kNearDuplicate;
    });
    if (twin == stay.end()) {
      stay.push_back(&look);
    } else {
      look = dropped(std::move(look), Why::duplicate, "it is a near-duplicate of " + (*twin)->name);
    }
  }
}

std::vector<Image> cut(const Look& look, int size) {
  const Image image = read_on_white(look);
  if (image.width != look.width || image.height != look.height) {
    throw Error(ErrorKind::bad_file, look.file.string() + " changed while it was being prepared");
  }
  std::vector<Image> swatches;
  for (const Square& square : look.squares) swatches.push_back(image::resize(part(image, square), size, size));
  return swatches;
}

}  // namespace toile::data
