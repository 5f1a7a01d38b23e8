#include "toile/press/palette_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <sstream>

#include "toile/base/error.hpp"
#include "toile/image/colour.hpp"
#include "toile/press/bytes.hpp"

namespace toile::press {
namespace {

using pattern::Rgb;

std::string suffix_of(const std::string& name) {
  std::string suffix = std::filesystem::path(name).extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) { return std::tolower(c); });
  return suffix;
}

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw Error(ErrorKind::bad_file, name + " " + why);
}

std::uint8_t byte_of(double share) {
  return static_cast<std::uint8_t>(std::lround(255 * std::clamp(share, 0.0, 1.0)));
}

Rgb rgb_of(double red, double green, double blue) {
  return {byte_of(red), byte_of(green), byte_of(blue)};
}

Rgb rgb_of_cmyk(double c, double m, double y, double k) {
  return rgb_of((1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k));
}

/// Lightness 0..100 and a, b under D50; Bradford's adaptation to D65 and the primaries of sRGB in one matrix.
Rgb rgb_of_lab(double l, double a, double b) {
  const auto back = [](double t) { return t > 6.0 / 29 ? t * t * t : 3 * 36.0 / 841 * (t - 4.0 / 29); };
  const double fy = (l + 16) / 116;
  const double x = 0.96422 * back(fy + a / 500), y = back(fy), z = 0.82521 * back(fy - b / 200);
  const auto encoded = [](double linear) { return image::srgb_of_linear(static_cast<float>(linear)); };
  return {encoded(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
          encoded(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
          encoded(0.0719453 * x - 0.2289914 * y + 1.4052427 * z)};
}

void keep(std::vector<Ink>& inks, Ink ink, const std::string& name) {
  if (inks.size() == kMostColours) refuse(name, fmt::format("has more than {} colours", kMostColours));
  inks.push_back(std::move(ink));
}

/// Adobe Swatch Exchange, version 1.
std::vector<Ink> read_ase(std::string_view bytes, const std::string& name) {
  constexpr std::uint64_t kColour = 1;
  ByteReader file(bytes, name);
  file.text(4);
  const auto version = file.number(2);
  file.number(2);
  if (version != 1) refuse(name, fmt::format("is of version {}; known is 1", version));
  std::vector<Ink> inks;
  for (auto blocks = file.number(4); blocks > 0; --blocks) {
    const auto type = file.number(2);
    const auto length = file.number(4);
    ByteReader block(file.text(length), name);
    if (type != kColour) continue;  // groups
    const std::string called = block.utf16(block.number(2));
    const std::string_view model = block.text(4);
    Rgb colour{};
    if (model == "RGB ") {
      const double red = block.real(), green = block.real(), blue = block.real();
      colour = rgb_of(red, green, blue);
    } else if (model == "CMYK") {
      const double c = block.real(), m = block.real(), y = block.real(), k = block.real();
      colour = rgb_of_cmyk(c, m, y, k);
    } else if (model == "LAB ") {
      const double l = block.real(), a = block.real(), b = block.real();
      colour = rgb_of_lab(100 * l, a, b);
    } else if (model == "Gray") {
      const double grey = block.real();
      colour = rgb_of(grey, grey, grey);
    } else {
      refuse(name, fmt::format("gives {} in the colour model {}; known are RGB, CMYK, LAB and Gray", called, model));
    }
    keep(inks, {colour, called}, name);
  }
  return inks;
}

/// Four numbers of 16 bits in one of Photoshop's colour spaces.
Rgb rgb_of_aco(std::uint64_t space, const std::array<double, 4>& v, const std::string& name) {
  const auto full = [](double value) { return value / 65535; };
  const auto sign = [](double value) { return value >= 32768 ? value - 65536 : value; };
  switch (space) {
    case 0:
      return rgb_of(full(v[0]), full(v[1]), full(v[2]));
    case 1: {  // hue, saturation, brightness
      const double hue = 6 * full(v[0]), s = full(v[1]), b = full(v[2]);
      const auto part = [&](double n) {
        const double k = std::fmod(n + hue, 6);
        return b - b * s * std::max(0.0, std::min({k, 4 - k, 1.0}));
      };
      return rgb_of(part(5), part(3), part(1));
    }
    case 2:
      return rgb_of_cmyk(1 - full(v[0]), 1 - full(v[1]), 1 - full(v[2]), 1 - full(v[3]));
    case 7:
      return rgb_of_lab(v[0] / 100, sign(v[1]) / 100, sign(v[2]) / 100);
    case 8:
      return rgb_of(1 - v[0] / 10000, 1 - v[0] / 10000, 1 - v[0] / 10000);
    default:
      refuse(name, fmt::format("has a colour in space {}; known are 0, 1, 2, 7 and 8", space));
  }
}

/// Photoshop's colour swatches: a table without names (version 1), mostly followed by one with names (version 2).
std::vector<Ink> read_aco(std::string_view bytes, const std::string& name) {
  ByteReader file(bytes, name);
  std::vector<Ink> inks;
  while (file.left() >= 4) {
    const auto version = file.number(2);
    if (version != 1 && version != 2) refuse(name, fmt::format("is of version {}; known are 1 and 2", version));
    inks.clear();
    for (auto count = file.number(2); count > 0; --count) {
      const auto space = file.number(2);
      std::array<double, 4> values{};
      for (double& value : values) value = static_cast<double>(file.number(2));
      const Rgb colour = rgb_of_aco(space, values, name);
      keep(inks, {colour, version == 2 ? file.utf16(file.number(4)) : ""}, name);
    }
    if (version == 2) break;
  }
  return inks;
}

std::string without_blanks(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<Ink> read_gpl(std::string_view bytes, const std::string& name) {
  std::istringstream lines{std::string(bytes)};
  std::string line;
  std::getline(lines, line);
  std::vector<Ink> inks;
  for (int number = 2; std::getline(lines, line); ++number) {
    line = without_blanks(line);
    const bool comment = line.empty() || line.front() == '#';
    if (comment || line.starts_with("Name:") || line.starts_with("Columns:") || line.starts_with("Channels:")) continue;
    std::istringstream words(line);
    Rgb colour{};
    for (std::uint8_t& channel : colour) {
      int value = -1;
      words >> value;
      if (!words || value < 0 || value > 255) {
        refuse(name, fmt::format("line {}: three numbers from 0 to 255 are needed, then a name", number));
      }
      channel = static_cast<std::uint8_t>(value);
    }
    std::string called;
    std::getline(words, called);
    keep(inks, {colour, without_blanks(called)}, name);
  }
  return inks;
}

/// Every #colour in a text; a name that stands before a colon on its line ("--sky: #aaccee") is its name.
std::vector<Ink> read_lines_of_text(std::string_view bytes, const std::string& name) {
  std::vector<Ink> inks;
  for (std::size_t at = bytes.find('#'); at != std::string_view::npos; at = bytes.find('#', at + 1)) {
    std::size_t end = at + 1;
    while (end < bytes.size() && std::isxdigit(static_cast<unsigned char>(bytes[end]))) ++end;
    std::string hex(bytes.substr(at, end - at));
    if (hex.size() == 4) hex = {'#', hex[1], hex[1], hex[2], hex[2], hex[3], hex[3]};
    if (hex.size() != 7) continue;
    std::size_t line = bytes.find_last_of("\n;{,", at);
    line = line == std::string_view::npos ? 0 : line + 1;
    const std::size_t colon = bytes.find(':', line);
    std::string called;
    if (colon < at) {
      called = without_blanks(std::string(bytes.substr(line, colon - line)));
      called.erase(0, called.find_first_not_of('-'));
    }
    keep(inks, {pattern::colour_from_hex(hex), called}, name);
  }
  return inks;
}

std::string named(const std::vector<Ink>& inks, std::size_t i) {
  return inks[i].name.empty() ? fmt::format("Ink {}", i + 1) : inks[i].name;
}

std::string ase_of(const std::vector<Ink>& inks) {
  std::string file = "ASEF";
  put(file, 1, 2), put(file, 0, 2), put(file, inks.size(), 4);
  for (std::size_t i = 0; i < inks.size(); ++i) {
    const std::u16string called = utf16_of(named(inks, i));
    std::string block;
    put(block, called.size() + 1, 2);
    put_utf16(block, called);
    put(block, 0, 2);
    block += "RGB ";
    for (const std::uint8_t channel : inks[i].colour) put_float(block, static_cast<float>(channel) / 255);
    put(block, 1, 2);  // a spot colour
    put(file, 1, 2), put(file, block.size(), 4);
    file += block;
  }
  return file;
}

std::string aco_of(const std::vector<Ink>& inks) {
  std::string file;
  for (const int version : {1, 2}) {
    put(file, static_cast<std::uint64_t>(version), 2), put(file, inks.size(), 2);
    for (std::size_t i = 0; i < inks.size(); ++i) {
      put(file, 0, 2);
      for (const std::uint8_t channel : inks[i].colour) put(file, channel * 257U, 2);
      put(file, 0, 2);
      if (version == 1) continue;
      const std::u16string called = utf16_of(named(inks, i));
      put(file, called.size() + 1, 4);
      put_utf16(file, called);
      put(file, 0, 2);
    }
  }
  return file;
}

std::string gpl_of(const std::string& name, const std::vector<Ink>& inks) {
  std::string file = "GIMP Palette\nName: " + std::filesystem::path(name).stem().string() + "\nColumns: 0\n#\n";
  for (std::size_t i = 0; i < inks.size(); ++i) {
    const Rgb& c = inks[i].colour;
    file += fmt::format("{:3} {:3} {:3}\t{}\n", c[0], c[1], c[2], named(inks, i));
  }
  return file;
}

/// A name that CSS takes for a variable: letters, digits and dashes.
std::string css_name(const std::string& name) {
  std::string slug;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      slug += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  return slug.empty() ? "ink" : slug;
}

std::string css_of(const std::vector<Ink>& inks) {
  std::string file = ":root {\n";
  for (std::size_t i = 0; i < inks.size(); ++i) {
    file += fmt::format("  --{}: {};\n", css_name(named(inks, i)), pattern::hex_of(inks[i].colour));
  }
  return file + "}\n";
}

}  // namespace

std::vector<Ink> read_palette(std::string_view bytes, const std::string& name) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  std::vector<Ink> inks;
  if (bytes.starts_with("ASEF")) {
    inks = read_ase(bytes, name);
  } else if (bytes.starts_with("GIMP Palette")) {
    inks = read_gpl(bytes, name);
  } else if (suffix_of(name) == ".aco") {
    inks = read_aco(bytes, name);
  } else {
    inks = read_lines_of_text(bytes, name);
  }
  if (inks.empty())
    refuse(name, "names no colours; known are .ase, .aco, .gpl, .css and lists of colours like #c0ffee");
  return inks;
}

std::string encode_palette(const std::string& name, const std::vector<Ink>& inks) {
  const std::string suffix = suffix_of(name);
  if (suffix == ".ase") return ase_of(inks);
  if (suffix == ".aco") return aco_of(inks);
  if (suffix == ".gpl") return gpl_of(name, inks);
  if (suffix == ".css") return css_of(inks);
  if (suffix == ".txt") {
    std::string file;
    for (std::size_t i = 0; i < inks.size(); ++i)
      file += named(inks, i) + ": " + pattern::hex_of(inks[i].colour) + "\n";
    return file;
  }
  throw Error(ErrorKind::usage,
              name + " must end in .ase, .aco, .gpl, .css or .txt: that says how the palette is written");
}

}  // namespace toile::press
