#include "toile/press/plates.hpp"

#include <algorithm>
#include <array>

#include "toile/base/error.hpp"
#include "toile/image/colour.hpp"

namespace toile::press {
namespace {

/// The name, or where a plate has it, or it means something else in a PDF, one like it.
std::string unlike(const std::string& name, const std::vector<Plate>& plates) {
  std::string other = name == "All" || name == "None" ? "Ink " + name : name;
  const auto taken = [&](const Plate& plate) { return plate.ink.name == other; };
  for (int i = 2; std::any_of(plates.begin(), plates.end(), taken); ++i) other = name + " " + std::to_string(i);
  return other;
}

}  // namespace

Ground ground_named(const std::string& name) {
  if (name == "ink") return Ground::ink;
  if (name == "paper") return Ground::paper;
  throw Error(ErrorKind::usage, "ground is " + name + "; it must be ink or paper");
}

std::vector<Plate> plates_of(const Print& print, Ground ground) {
  std::vector<Plate> plates;
  for (std::size_t k = ground == Ground::paper ? 1 : 0; k < print.inks.size(); ++k) {
    Plate plate{.ink = print.inks[k], .cover = Mask::filled(print.width, print.height, 0)};
    plate.ink.name = unlike(plate.ink.name.empty() ? "Ink " + std::to_string(k + 1) : plate.ink.name, plates);
    std::copy_n(print.plane(static_cast<int>(k)), print.pixels(), plate.cover.cover.begin());
    plates.push_back(std::move(plate));
  }
  return plates;
}

Image proof_of(const std::vector<Plate>& plates, const pattern::Rgb& paper) {
  const Mask& first = plates.front().cover;
  const auto linear = [](std::uint8_t value) { return image::linear_of_srgb()[value]; };
  Image proof = Image::filled(first.width, first.height, paper);
  for (std::size_t i = 0; i < first.pixels(); ++i) {
    int left = 255;
    for (const Plate& plate : plates) left -= plate.cover.cover[i];
    for (std::size_t c = 0; c < 3; ++c) {
      float light = static_cast<float>(std::max(left, 0)) * linear(paper[c]);
      for (const Plate& plate : plates) light += static_cast<float>(plate.cover.cover[i]) * linear(plate.ink.colour[c]);
      proof.rgb[3 * i + c] = image::srgb_of_linear(light / 255);
    }
  }
  return proof;
}

std::vector<std::uint8_t> index_map(const Print& print) {
  std::vector<std::uint8_t> map(print.pixels(), 0), most(print.plane(0), print.plane(0) + print.pixels());
  for (std::size_t k = 1; k < print.inks.size(); ++k) {
    const std::uint8_t* plane = print.plane(static_cast<int>(k));
    for (std::size_t i = 0; i < map.size(); ++i) {
      if (plane[i] <= most[i]) continue;
      most[i] = plane[i];
      map[i] = static_cast<std::uint8_t>(k);
    }
  }
  return map;
}

}  // namespace toile::press
