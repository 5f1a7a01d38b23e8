// The Photoshop document of ink_files.hpp.

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/press/bytes.hpp"
#include "toile/press/ink_files.hpp"

namespace toile::press {
namespace {

constexpr int kMostSide = 30'000;
constexpr int kMultichannel = 7;
constexpr int kSolidity = 100;  ///< per cent
constexpr int kSpot = 2;        ///< what a channel is

/// An image resource: its number, no name, its bytes, an even number of them.
void put_resource(std::string& to, int number, const std::string& bytes) {
  to += "8BIM";
  put(to, static_cast<std::uint64_t>(number), 2), put(to, 0, 2), put(to, bytes.size(), 4);
  to += bytes;
  if (bytes.size() % 2 != 0) to += '\0';
}

std::string resolution(double dpi) {
  std::string bytes;
  for (int side = 0; side < 2; ++side) {
    put(bytes, static_cast<std::uint64_t>(std::llround(dpi * 65536)), 4);  // 16.16, pixels an inch
    put(bytes, 1, 2), put(bytes, 2, 2);                                    // shown an inch; sizes in centimetres
  }
  return bytes;
}

/// PackBits (TIFF 6.0, section 9), a row at a time.
std::string packed(const std::uint8_t* row, int width) {
  std::string bytes;
  for (int x = 0; x < width;) {
    int run = 1;
    while (run < 128 && x + run < width && row[x + run] == row[x]) ++run;
    if (run > 2) {
      bytes += static_cast<char>(1 - run);
      bytes += static_cast<char>(row[x]);
      x += run;
      continue;
    }
    int literal = 1;  // until three alike follow
    while (literal < 128 && x + literal < width &&
           !(x + literal + 2 < width && row[x + literal] == row[x + literal + 1] &&
             row[x + literal] == row[x + literal + 2]))
      ++literal;
    bytes += static_cast<char>(literal - 1);
    bytes.append(reinterpret_cast<const char*>(row + x), literal);
    x += literal;
  }
  return bytes;
}

std::string resources(const std::vector<Plate>& plates, double dpi) {
  std::string names, wide_names, looks;
  put(looks, 1, 4);  // version
  for (const Plate& plate : plates) {
    const std::string name = plate.ink.name.substr(0, 255);
    put(names, name.size(), 1);
    names += name;
    const std::u16string wide = utf16_of(plate.ink.name);
    put(wide_names, wide.size() + 1, 4);
    put_utf16(wide_names, wide);
    put(wide_names, 0, 2);
    put(looks, 0, 2);  // RGB
    for (const std::uint8_t channel : plate.ink.colour) put(looks, channel * 257U, 2);
    put(looks, 0, 2), put(looks, kSolidity, 2), put(looks, kSpot, 1);
  }
  std::string all;
  put_resource(all, 1005, resolution(dpi));
  put_resource(all, 1006, names);
  put_resource(all, 1045, wide_names);
  put_resource(all, 1077, looks);
  return all;
}

}  // namespace

std::string multichannel_psd(const std::vector<Plate>& plates, double dpi) {
  const Mask& first = plates.front().cover;
  if (std::max(first.width, first.height) > kMostSide) {
    throw Error(ErrorKind::usage, "a Photoshop document has at most " + std::to_string(kMostSide) +
                                      " pixels a side, and this print has " + std::to_string(first.width) + " x " +
                                      std::to_string(first.height) + "; take .tif");
  }
  std::string file = "8BPS";
  put(file, 1, 2), put(file, 0, 6);
  put(file, plates.size(), 2);
  put(file, static_cast<std::uint64_t>(first.height), 4), put(file, static_cast<std::uint64_t>(first.width), 4);
  put(file, 8, 2), put(file, kMultichannel, 2);
  put(file, 0, 4);  // no palette
  const std::string about = resources(plates, dpi);
  put(file, about.size(), 4);
  file += about;
  put(file, 0, 4);  // no layers
  put(file, 1, 2);  // rows are packed; their lengths come first
  std::string lengths, rows;
  std::vector<std::uint8_t> row(static_cast<std::size_t>(first.width));
  for (const Plate& plate : plates) {
    for (int y = 0; y < first.height; ++y) {
      for (int x = 0; x < first.width; ++x)
        row[x] = static_cast<std::uint8_t>(255 - plate.cover.at(x, y));  // 0: full ink
      const std::string bytes = packed(row.data(), first.width);
      put(lengths, bytes.size(), 2);
      rows += bytes;
    }
  }
  return file + lengths + rows;
}

}  // namespace toile::press
