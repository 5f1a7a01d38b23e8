// TIFF 6.0 and BigTIFF of rows. libtiff goes back to what it has written, and would compress what repeats each time;
// here all sizes are known before the first byte, so that the file is written from its head to its end.

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "toile/image/standardise.hpp"
#include "toile/image/strips.hpp"

namespace toile::image {
namespace {

constexpr int kTiffStripBytes = 1 << 18;
constexpr std::uint64_t kClassicEnd = 0xffffffffULL;  ///< what 32 bits reach
constexpr std::uint32_t kPerInch = 1000;              ///< parts of a pixel an inch

enum Type : std::uint16_t { kAscii = 2, kShort = 3, kLong = 4, kRational = 5, kUndefined = 7, kLong8 = 16 };

void put(std::string& to, std::uint64_t value, int count) {
  for (int i = 0; i < count; ++i) to += static_cast<char>(value >> 8 * i & 0xff);
}

struct Tag {
  std::uint16_t number;
  Type type;
  std::uint64_t count;
  std::string bytes;
};

Tag numbers(std::uint16_t number, Type type, const std::vector<std::uint64_t>& values) {
  Tag tag{.number = number, .type = type, .count = values.size(), .bytes = {}};
  for (const std::uint64_t value : values) put(tag.bytes, value, type == kShort ? 2 : type == kLong ? 4 : 8);
  return tag;
}

Tag text(std::uint16_t number, Type type, std::string_view bytes) {
  return {.number = number, .type = type, .count = bytes.size(), .bytes = std::string(bytes)};
}

/// What the file says before the first strip.
std::string head(const Rows& rows, const Strips& strips, int height_of_strip, std::uint64_t first_strip, bool big) {
  const Type offset = big ? kLong8 : kLong;
  std::vector<std::uint64_t> places, sizes;
  for (std::size_t i = 0; i < strips.count(); ++i) {
    places.push_back(first_strip);
    sizes.push_back(strips.at(i).size);
    first_strip += sizes.back();
  }
  Tag resolution{.number = 282, .type = kRational, .count = 1, .bytes = {}};
  put(resolution.bytes, static_cast<std::uint64_t>(std::llround((rows.dpi > 0 ? rows.dpi : 72) * kPerInch)), 4);
  put(resolution.bytes, kPerInch, 4);
  Tag down = resolution;
  down.number = 283;
  const std::vector<Tag> tags = {
      numbers(256, kLong, {static_cast<std::uint64_t>(rows.width)}),
      numbers(257, kLong, {static_cast<std::uint64_t>(rows.height)}),
      numbers(258, kShort, {8, 8, 8}),
      numbers(259, kShort, {8}),  // deflate
      numbers(262, kShort, {2}),  // RGB
      numbers(273, offset, places),
      numbers(274, kShort, {1}),  // the first row on top
      numbers(277, kShort, {3}),
      numbers(278, kLong, {static_cast<std::uint64_t>(height_of_strip)}),
      numbers(279, kLong, sizes),
      resolution,
      down,
      numbers(284, kShort, {1}),  // interleaved
      numbers(296, kShort, {2}),  // inches
      text(305, kAscii, std::string("toile\0", 6)),
      numbers(317, kShort, {2}),  // steps to the left neighbour
      text(34675, kUndefined, srgb_profile()),
  };
  const int word = big ? 8 : 4;
  std::string file(big ? "II\x2b\0\x08\0\0\0" : "II\x2a\0", big ? 8 : 4), behind;
  put(file, file.size() + word, word);
  put(file, tags.size(), big ? 8 : 2);
  const std::uint64_t end = file.size() + tags.size() * (4 + 2 * word) + word;
  for (const Tag& tag : tags) {
    put(file, tag.number, 2), put(file, tag.type, 2), put(file, tag.count, word);
    std::string value = tag.bytes;
    if (value.size() > static_cast<std::size_t>(word)) {
      value.clear();
      put(value, end + behind.size(), word);
      behind += tag.bytes;
      if (behind.size() % 2 != 0) behind += '\0';
    }
    value.resize(static_cast<std::size_t>(word), '\0');
    file += value;
  }
  put(file, 0, word);  // no further picture
  return file + behind;
}

Packed packed_tiff(const Rows& rows, int first, int count) {
  const std::size_t length = 3 * static_cast<std::size_t>(rows.width);
  std::string bytes(length * static_cast<std::size_t>(count), '\0');
  for (int y = 0; y < count; ++y) {
    auto* row = reinterpret_cast<std::uint8_t*>(bytes.data()) + length * static_cast<std::size_t>(y);
    rows.fill(first + y, row);
    for (std::size_t i = length; i-- > 3;) row[i] = static_cast<std::uint8_t>(row[i] - row[i - 3]);
  }
  return {.bytes = deflated(bytes)};
}

/// All strips of a TIFF but the last have one height: it divides the period.
int strip_height(const Rows& rows) {
  int height = std::clamp(kTiffStripBytes / (3 * rows.width), 1, rows.height);
  if (rows.period >= rows.height) return height;
  while (rows.period % height != 0) --height;
  return height;
}

}  // namespace

void write_tiff_rows(AtomicFile& file, const Rows& rows, const OnProgress& progress) {
  const int height = strip_height(rows);
  const Strips strips(
      rows, height, [&](int first, int count) { return packed_tiff(rows, first, count); }, progress);
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < strips.count(); ++i) all += strips.at(i).size;
  const bool big = head(rows, strips, height, 0, false).size() + all > kClassicEnd;
  const std::uint64_t before = head(rows, strips, height, 0, big).size();
  file.write(head(rows, strips, height, before, big));
  strips.write(file, progress);
}

}  // namespace toile::image
